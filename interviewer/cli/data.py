"""``viva data``: export, import and delete everything you wrote."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Annotated

import typer

from interviewer.bootstrap import opened_settings, owned_store
from interviewer.errors import UsageError
from interviewer.grading.rubric.spoken import listed
from interviewer.settings import Settings
from interviewer.storage.archive import read_archive, write_archive
from interviewer.storage.database import copies_of_damaged
from interviewer.storage.store import Store
from interviewer.study.schedule import scheduled_from
from interviewer.web.downloads import NAME as DOWNLOADS
from interviewer.web.evals.processes import FOLDER as EVALS
from knowledge.loader import bank_files
from knowledge.search.vector_store import erase
from knowledge.text.plurals import counted

app = typer.Typer(no_args_is_help=True, help="Everything you wrote: export it, import it, delete it.")
User = Annotated[str, typer.Option("--user", help="The account, if the page has sign-in.")]
MOST_NAMED = 5
"""How many files are named in one line."""
_FOLDERS = (EVALS, DOWNLOADS)
"""Folders of the home that hold results and reports, and nothing that was there before Viva."""
_WORDS = {"interviews": "interview", "contests": "contested verdict", "ratings": "rating"}


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="The .zip file to write.")],
    user: User = "",
) -> None:
    """Write interviews, transcripts, ratings, contested verdicts and your own bank to one .zip file, in open formats."""
    settings, store = _opened(user)
    rows = store.rows()
    # a bank made on the page belongs to the person who runs Viva, not to one account
    bank = settings.bank if user else settings.own_bank
    write_archive(out, rows, bank)
    questions = _questions_in(bank)
    also = f", with {_files(questions)} of your own bank" if questions else ""
    print(f"{_counted({name: len(found) for name, found in rows.items()})} in {out}{also}")


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="A .zip file from 'viva data export'.")],
    bank: Annotated[Path | None, typer.Option(help="A new folder for the bank in the export.")] = None,
    user: User = "",
) -> None:
    """Restore an export. Existing data is left alone, so nothing is imported twice."""
    archive = read_archive(file)
    if bank is not None and bank.exists() and any(bank.iterdir() if bank.is_dir() else [bank]):
        raise UsageError(f"{bank} is not empty; name a new folder")
    settings, store = _opened(user)
    new = store.take_rows(archive.rows, scheduled_from)
    print(f"{_counted(new)} imported")
    if bank is not None:
        for name, data in archive.bank.items():
            target = bank / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        asked = bank.resolve() == settings.own_bank.resolve()
        how = "its approved questions can be asked" if asked else f"to ask these questions, set VIVA_BANK={bank}"
        print(f"{len(archive.bank)} files of your bank in {bank}; {how}")
    elif archive.bank:
        print(f"the export also has your own bank; import it with --bank {_place_for_bank(settings)}", file=sys.stderr)


@app.command()
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    user: User = "",
) -> None:
    """Delete everything you wrote from this machine, and the index. This cannot be undone.

    This includes questions you added on the page, and copies of a damaged database. A folder named by VIVA_BANK and files you
    exported are left where they are.
    """
    settings, store = _opened(user)
    bank = _bank_made_here(settings)
    made = 0 if user else _questions_in(bank)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("this deletes everything you wrote; use --yes to confirm")
        also = f", and {_files(made)} of your own bank in {bank}," if made else ""
        typer.confirm(
            f"Delete {_counted({name: len(found) for name, found in store.rows().items()})}{also} for good?", abort=True
        )
    count = store.erase()
    copies = copies_of_damaged(settings.database)
    if not user:
        _erase_files(settings, bank, copies)
    print(
        f"{count} rows deleted{'' if user else ', and the index'}{f', and {_files(made)} of your own bank' if made else ''}"
    )
    if settings.bank is not None:
        print(f"your own bank is still in {settings.bank}; delete it there", file=sys.stderr)
    elif user and _questions_in(settings.own_bank):
        print(f"the bank in {settings.own_bank} belongs to everybody here, so it was kept", file=sys.stderr)
    if user and copies:
        print(f"{_named(copies)} may also contain it, along with others' texts; delete that yourself", file=sys.stderr)
    elif not user and (others := _others_in(settings)):
        print(f"also in {settings.home}, and not used by Viva: {_named(others)}; delete it yourself", file=sys.stderr)


def _erase_files(settings: Settings, bank: Path | None, copies: Sequence[Path]) -> None:
    """Delete what is derived from a person's texts (the index, its vectors, eval results, downloads), copies, and the bank made here.

    Raises:
        UsageError: Some of it could not be deleted; everything else was.
        VectorStoreError: The Chroma server does not answer; everything here was deleted.
    """
    files = [*copies, *(settings.home / f"vectors.db{end}" for end in ("", "-journal", "-wal", "-shm"))]
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    folders = [settings.home / name for name in _FOLDERS]
    for folder in folders:
        erase(folder)
    if bank is not None:
        shutil.rmtree(bank, ignore_errors=True)
    left = [path for path in (*files, *folders, *([bank] if bank else [])) if path.exists()]
    if left:
        raise UsageError(f"{', '.join(map(str, left))} could not be deleted completely; delete it yourself")
    erase(settings.home / "chroma", settings.chroma_url)  # last, since a server may be away


def _bank_made_here(settings: Settings) -> Path | None:
    """The folder of the questions that were added on the page; None if it is the one that VIVA_BANK names."""
    made = settings.home / "bank"
    named = settings.bank is not None and settings.bank.resolve() == made.resolve()
    return None if named else made


def _others_in(settings: Settings) -> list[Path]:
    """Files in the home folder that don't belong to Viva, such as somebody's copy of the database."""
    ours = {"models", "embedding-verified.txt", "chroma", *_FOLDERS, "bank", ".writable"}
    database = {f"{PurePath(settings.database).name}{end}" for end in ("", "-wal", "-shm", "-journal")}
    mine = {path.resolve() for path in (settings.bank, settings.model_path, settings.reader_path) if path is not None}
    return [
        path
        for path in sorted(settings.home.iterdir())
        if path.name not in ours | database and path.resolve() not in mine
    ]


def _questions_in(bank: Path | None) -> int:
    """Number of question files in a bank, valid or not; 0 if there is no folder."""
    return len(bank_files(bank)) if bank is not None and bank.is_dir() else 0


def _place_for_bank(settings: Settings) -> str:
    """A folder to restore a bank to: the one where the page looks for it, unless that is taken."""
    free = settings.bank is None and not (settings.own_bank.exists() and any(settings.own_bank.iterdir()))
    return shlex.quote(str(settings.own_bank)) if free else "DIR"


def _named(paths: Sequence[Path]) -> str:
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    return ", ".join(path.name for path in paths[:MOST_NAMED]) + more


def _files(count: int) -> str:
    return counted(count, "question")


def _opened(user: str) -> tuple[Settings, Store]:
    settings = opened_settings()
    return settings, owned_store(settings, user)


def _counted(counts: dict[str, int]) -> str:
    parts = [counted(counts[name], word) for name, word in _WORDS.items()]
    return listed(parts)
