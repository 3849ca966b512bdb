"""User settings, read once at start-up and passed down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from interviewer.errors import UsageError
from interviewer.host.cpu import usable_cores

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""Hosts that only this machine reaches."""
MOST_SHOWN = 6
"""How much of a wrong address is shown, in characters."""


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("viva", appauthor=False))


class Settings(BaseSettings):
    """Settings, from environment variables that begin with ``VIVA_``.

    Attributes:
        home: Folder for everything kept between runs: database, index, models.
        llm: ``embedded`` runs the 1.5B model on this machine, ``api`` uses the endpoint below,
            ``off`` uses the bank's own words; ``auto`` is ``api`` if an endpoint is set, else ``embedded``.
        llm_timeout: Seconds a call to a language model can take.
        prices: JSON file with token prices, as ``{"gpt-5-mini": {"input": 0.25, "output": 2}}`` in any currency per million
            tokens; grades then include their cost.
        judge: Who decides verdicts; ``auto`` is ``llm`` with an endpoint, else ``local``.
        model_path: The user's own copy of the embedded language model's file.
        reader_path: The user's own folder with all-mpnet-base-v2, which the embedded judge's reader adapts.
        run_code: Whether code in answers is run: ``auto`` runs it in bubblewrap, ``unconfined`` also without it, with limits
            only, if the page is on loopback; ``off`` never.
        threads: CPU threads of the embedded models; 0 uses every core that this process may use.
        log: How the page logs; ``json`` writes a line for each request and error, without anything that was said.
        day_starts: The hour at which a day begins in the schedule, so that studying past midnight still counts for the same day.
        chroma_url: A Chroma server such as ``http://127.0.0.1:8000``; unset keeps the index on disk.
        public_url: The address that people reach the page at, if a proxy with TLS is in front of it.
        tls_cert, tls_key: Certificate and key in PEM files, if the page itself should use TLS.
        admins: Accounts that may change the bank and run evals on a page with sign-in, separated by commas.
        embedding_model: ``all-MiniLM-L6-v2`` (from the wheel), or a folder with another
            sentence-transformers model, or a model name of the embedding endpoint.
    """

    model_config = SettingsConfigDict(env_prefix="VIVA_", frozen=True, extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=_default_home)
    llm: Literal["auto", "embedded", "api", "off"] = "auto"
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_model: str | None = None
    llm_timeout: float = Field(default=60.0, gt=0, le=3600)
    llm_retries: int = Field(default=2, ge=0, le=10)
    prices: Path | None = None
    judge: Literal["auto", "local", "llm"] = "auto"
    model_path: Path | None = None
    reader_path: Path | None = None
    run_code: Literal["auto", "unconfined", "off"] = "auto"
    threads: int = Field(default=0, ge=0, le=256)
    log: Literal["plain", "json"] = "plain"
    day_starts: int = Field(default=4, ge=0, le=23)
    bank: Path | None = None
    database_url: str | None = None
    chroma_url: str | None = None
    embedding_model: str = "all-MiniLM-L6-v2"
    embedding_base_url: str | None = None
    embedding_api_key: SecretStr | None = None
    public_url: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    admins: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)

    @field_validator("home", "model_path", "reader_path", "bank", "prices", "tls_cert", "tls_key")
    @classmethod
    def _expand(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        try:
            return value.expanduser()
        except RuntimeError as error:  # "~name" for a name that nobody on this machine has
            raise ValueError(f"begins with {value.parts[0][:MOST_SHOWN]!r}, which is nobody's home folder") from error

    @field_validator("llm_base_url", "chroma_url", "embedding_base_url", "public_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            # only its start: a password may be anywhere in it
            raise ValueError(f"must begin with http:// or https://, and begins with {value[:MOST_SHOWN]!r}")
        return value

    @property
    def llm_kind(self) -> Literal["embedded", "api", "off"]:
        """Which language model is used once ``auto`` is resolved."""
        if self.llm != "auto":
            return self.llm
        return "api" if self.llm_base_url or self.llm_api_key else "embedded"

    @property
    def metered(self) -> bool:
        """Whether calls to the language model are reported: at an endpoint they may cost money, on this machine they don't."""
        return self.llm_kind == "api"

    @property
    def judge_kind(self) -> Literal["local", "llm"]:
        """Which judge decides once ``auto`` is resolved."""
        if self.judge != "auto":
            return self.judge
        return "llm" if self.llm_kind == "api" else "local"

    @property
    def judges_here(self) -> bool:
        """Whether a model on this machine reads the answers, which reads them best one at a time."""
        return self.judge_kind == "local" or self.llm_kind == "embedded"

    @property
    def cpu_threads(self) -> int:
        """Threads the embedded models may use."""
        return self.threads or usable_cores()

    @property
    def needs_sign_in(self) -> bool:
        """Whether anyone but the user of this machine can reach the page."""
        return self.host not in LOOPBACK or self.public_url is not None

    @property
    def admin_names(self) -> frozenset[str]:
        """The accounts that may change the bank and run evals on a page with sign-in."""
        return frozenset(name.strip().lower() for name in self.admins.split(",") if name.strip())

    @property
    def runs_unconfined(self) -> bool:
        """Whether code can run without bubblewrap: the machine's owner has agreed, and nobody else can reach the page."""
        return self.run_code == "unconfined" and not self.needs_sign_in

    @property
    def own_bank(self) -> Path:
        """The folder of the user's own questions: the one that is set, else one in the home folder, whose questions are asked
        along with the built-in bank."""
        return self.bank or self.home / "bank"

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the database of interviews."""
        return self.database_url or f"sqlite:///{self.home / 'viva.db'}"

    def prepare_home(self) -> Path:
        """Create the home folder and return it.

        Raises:
            UsageError: It cannot be made or written.
        """
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_private(self.home)
            probe = self.home / ".writable"
            probe.write_text("")
            probe.unlink(missing_ok=True)  # several starts on one home test it at once
        except OSError as error:
            raise UsageError(
                f"cannot write to {self.home}: {error.strerror}; set VIVA_HOME to a folder you can write to"
            ) from error
        return self.home


def _keep_private(folder: Path) -> None:
    """Make one of our folders private: the answers in it belong to its owner."""
    if os.name == "posix" and (found := folder.stat()).st_uid == os.getuid() and found.st_mode & 0o077:
        folder.chmod(found.st_mode & 0o700)


def load_settings(**overrides: object) -> Settings:
    """Read the settings from the environment; keyword arguments take precedence.

    Raises:
        UsageError: Some setting is wrong; all errors are reported together.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = "; ".join(
            f"VIVA_{'_'.join(str(p) for p in fault['loc']).upper()}: {fault['msg']}" for fault in error.errors()
        )
        raise UsageError(f"settings: {faults}") from error
