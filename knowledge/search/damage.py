"""Whether a store on disk can be read and searched.

This is tried in a separate process, because native code can crash its process when files are damaged.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from knowledge.children import PYTHON, with_own_path
from knowledge.errors import VectorStoreError
from knowledge.search.vector_store import open_client, vendor_errors

MOST_SECONDS = 120.0
"""How many seconds the check may take; a bank of ten thousand questions takes ten. Chosen by judgement."""
_SAID = "damage: "
_NEAREST = 5
"""How many neighbours a trial search asks for. By hand."""
_LONGEST = 200
"""How much of an error is passed on, in characters."""


def damage_of(folder: Path, wanted: Mapping[str, int]) -> str:
    """What is wrong with the collections in a store, in a few words; "" if all can be searched and are complete.

    Args:
        wanted: How many entries each collection should have, by its name.
    """
    program = [*PYTHON, "-m", "knowledge.search.damage", str(folder), json.dumps(dict(wanted))]
    try:
        done = subprocess.run(
            program, capture_output=True, timeout=MOST_SECONDS, env=with_own_path(os.environ), check=False
        )
    except subprocess.TimeoutExpired:
        return f"it cannot be read within {MOST_SECONDS:.0f} s"
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    said = next((line.removeprefix(_SAID) for line in lines if line.startswith(_SAID)), None)
    if said is None:
        return f"reading it crashes the process ({done.returncode})"
    return said


def look_through(folder: Path, wanted: Mapping[str, int]) -> str:
    """The same as ``damage_of``, but in this process.

    Raises:
        VectorStoreError: The store cannot be read.
    """
    client = open_client(folder)
    for name, count in wanted.items():
        with vendor_errors(place=str(folder)):
            collection = client.get_collection(name, embedding_function=None)
            found = collection.get(include=["embeddings", "metadatas"])
        ids, vectors = found["ids"], found["embeddings"]
        if len(ids) != count:
            return f"{name} has {len(ids)} of {count} entries"
        if vectors is None or len(vectors) != count or not all(m and m.get("hash") for m in found["metadatas"] or ()):
            return f"{name} lacks vectors or hashes of its entries"
        if not count:
            continue
        with vendor_errors(place=str(folder)):
            near = collection.query(query_embeddings=[vectors[0]], n_results=min(_NEAREST, count))
        if len(near["ids"][0]) != min(_NEAREST, count) or near["distances"] is None or near["distances"][0][0] > 0.01:
            return f"a search in {name} does not find what is there"
    return ""


def _main() -> None:
    try:
        said = look_through(Path(sys.argv[1]), json.loads(sys.argv[2]))
    except VectorStoreError as error:
        said = str(error.__cause__ or error)
    except BaseException as error:  # noqa: BLE001  # a panic in native code is not an Exception
        said = f"{type(error).__name__}: {error}"
    print(_SAID + " ".join(said.split())[:_LONGEST], flush=True)
    os._exit(0)  # threads of a damaged store may never end


if __name__ == "__main__":
    _main()
