"""A dry run of an import on a copy of the folder, so that nothing is written where the drafts are."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from knowledge.authoring.importer import ImportResult, write_list
from knowledge.authoring.manifest import MANIFEST, ImportFailure
from knowledge.authoring.question_list import QuestionList


def rehearse(found: QuestionList, out: Path, prefix: str = "") -> ImportResult:
    """The result that ``write_list`` would have now.

    Raises:
        ImportFailure: The folder cannot be read, or its manifest is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="viva-import-", ignore_cleanup_errors=True) as name:
        copy = Path(name) / "bank"
        copy.mkdir()
        try:
            for file in [*out.rglob("*.md"), out / MANIFEST]:
                if file.is_file():
                    target = copy / file.relative_to(out)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, target)
        except OSError as error:
            raise ImportFailure(f"{error.filename or out} cannot be read: {error.strerror}") from error
        return write_list(found, copy, prefix=prefix)
