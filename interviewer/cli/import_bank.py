"""``viva bank import`` and ``viva bank review``: your own question list as a bank."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interviewer.bars import item_bar
from interviewer.bootstrap import open_services
from interviewer.cli.rendered import rendered, unstyled
from interviewer.errors import IncompleteError, ModelReplyError, UnavailableError, UsageError
from interviewer.llm.endpoint.chat import ChatModel
from interviewer.loading.services import Services
from interviewer.settings import Settings, load_settings
from knowledge.authoring.approval.approval import approve, drafts, missing_for_approval
from knowledge.authoring.drafts.draft_file import title_of
from knowledge.authoring.drafts.drafting import AnswerKey, Ask, DraftError, needs_draft, write_draft
from knowledge.authoring.importer import LEFT_OVER, ImportResult, import_list, read_list_file
from knowledge.authoring.question_list import QuestionList
from knowledge.schema import Question
from knowledge.text.pictures import described
from knowledge.text.visible import visible

DUPLICATE_SIMILARITY = 0.85
"""Cosine from which an imported question counts as a near-duplicate of one in the bank."""
DRAFT_TOKENS = 1800
"""Enough tokens for a reference answer of 200 words and five criteria with their phrases."""
_SHOWN = 20
_FIRST = 3
_TOLD = 8


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Markdown, plain text, or a CSV table: .md, .txt, .csv.")
    ],
    out: Annotated[Path, typer.Option(help="Folder of the new bank.", metavar="DIR")],
    draft: Annotated[bool, typer.Option("--draft", help="Have the configured model draft the answer keys.")] = False,
    duplicates: Annotated[bool, typer.Option(help="Look for questions that the current bank already has.")] = True,
) -> None:
    """Turn a list of questions into bank files, as drafts that you complete and approve.

    The list is Markdown, plain text, or a CSV table with a column "question". In Markdown a question can be a numbered item, a
    heading, a bold line, a bullet or a table row. The text below it becomes its draft
    reference answer. Importing again keeps your edits and all ids.
    """
    found = read_list_file(file)
    _announce(found)
    with item_bar("importing", len(found.parts)) as step:
        result = import_list(file, out, step, found)
    _report(result, found, out)
    waiting = drafts(out)
    written = set(result.written)
    if duplicates and written:
        _report_duplicates([q for q in waiting if q.id in written])
    if draft:
        _draft_all([q for q in waiting if needs_draft(q)])
    if waiting:
        print(f"{len(waiting)} drafts are waiting for approval: viva bank review {shlex.quote(str(out))}")


def approve_drafts(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The bank's folder; by default your own bank on the page.")
    ] = None,
    approve_ids: Annotated[
        list[str] | None, typer.Option("--approve", metavar="ID", help="Approve these without asking.")
    ] = None,
) -> None:
    """Go through the drafts of a bank: read, edit, approve."""
    folder = folder or _own_bank()
    waiting = {question.id: question for question in drafts(folder)}
    if approve_ids:
        unknown = [name for name in approve_ids if name not in waiting]
        if unknown:
            raise UsageError(
                f"no draft {', '.join(unknown)} in {folder}; drafts: {', '.join(list(waiting)[:10]) or 'none'}"
            )
        failed = [name for name in approve_ids if not _approved(waiting[name], folder)]
        if failed:
            raise IncompleteError(f"not approved: {', '.join(failed)}")
        return
    if not waiting:
        print("no drafts; every question is approved")
        return
    for number, question in enumerate(waiting.values(), start=1):
        if not _decide_on(question, folder, f"{number} of {len(waiting)}"):
            break
    print(f"{len(drafts(folder))} drafts left")


def _own_bank() -> Path:
    """The folder that the page's tab for a bank of your own writes to.

    Raises:
        UsageError: Nothing has been added there yet.
    """
    folder = load_settings().own_bank
    if not folder.is_dir():
        raise UsageError(
            f"you have no bank of your own yet ({folder} does not exist); add a list on the page, or name the bank's folder"
        )
    return folder


def _decide_on(question: Question, folder: Path, place: str) -> bool:
    console = Console(highlight=False)
    while True:
        text = question.path.read_text(encoding="utf-8-sig")
        console.print(f"\n[bold]{unstyled(question.id)}[/bold] ({place}), {unstyled(question.path)}")
        console.print(rendered(text.partition("\n---\n")[2]))
        for problem in missing_for_approval(text, question.path, folder):
            console.print(f"[yellow]still missing:[/yellow] {unstyled(problem.message)}", markup=True)
        try:
            choice = input("[a]pprove, [e]dit, [s]kip, [q]uit: ").strip().lower()[:1]
        except EOFError:
            return False
        if choice == "a" and _approved(question, folder):
            return True
        if choice == "e":
            _edit(question.path)
        elif choice == "s":
            return True
        elif choice == "q":
            return False


def _approved(question: Question, folder: Path) -> bool:
    problems = approve(question.path, folder)
    for problem in problems:
        print(visible(str(problem)), file=sys.stderr)
    if not problems:
        print(f"{question.id} is approved")
    return not problems


def _edit(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano"
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)
    except OSError as error:
        raise UsageError(f"cannot start {editor!r}: {error.strerror}; set EDITOR, or edit {path} yourself") from error


def _announce(found: QuestionList) -> None:
    """Say how the list was understood and how many questions were found, so that a misreading is noticed immediately."""
    answered = sum(bool(part.answer) for part in found.parts)
    print(f"read as {found.shape}: {len(found.parts)} questions, {answered} with an answer. The first:")
    for part in found.parts[:_FIRST]:
        print(f"  {part.line}: {title_of(part.text)}")


def _report(result: ImportResult, found: QuestionList, out: Path) -> None:
    parts = len(found.parts)
    print(f"{parts} parts: {len(result.written)} written to {out}, {len(result.kept)} already there and unchanged")
    for name in result.deleted:
        print(f"{name}: you deleted its file, so it is not written again")
    for question_id, image in result.missing_images:
        print(
            f"{question_id}: image {image} is missing; put it next to the list, delete the question's file and import again"
        )
    for first, again in result.repeated:
        print(f"{again}: says the same as {first}")
    for first, again in result.alike:
        print(f"{again}: asks the same as {first}, or nearly")
    for name, updated in result.reworded:
        print(
            f"{name}: reworded in the list; it keeps its id, "
            + ("and its file has the new wording" if updated else "and your own wording is kept")
        )
    for name, updated in result.answered:
        print(
            f"{name}: its answer changed in the list; "
            + (
                "its file has the new one"
                if updated
                else "its file keeps the old one, because you edited or approved it"
            )
        )
    for line, text in result.unplaced[:_SHOWN]:
        print(f"line {line} doesn't belong to any question: {text.strip()[:80]}")
    if len(result.unplaced) > _SHOWN:
        print(f"… and {len(result.unplaced) - _SHOWN} more lines that don't belong to any question")
    _tell(found.headings, "taken for a title, not for a question")
    _tell(found.asides, "looks like a question, but is part of an answer")
    if found.passed:
        print(f"{len(found.passed)} lines of contents, links and headings without questions were skipped")
    if found.passed or len(result.unplaced) > _SHOWN:
        print(f"all lines that don't belong to any question: {out / LEFT_OVER}")


def _tell(lines: Sequence[tuple[int, str]], what: str) -> None:
    """Name the first of some lines that could have been questions."""
    for line, text in lines[:_TOLD]:
        print(f"line {line} ({text.strip()[:80]}): {what}")
    if len(lines) > _TOLD:
        print(f"… and {len(lines) - _TOLD} more that are the same")


def _report_duplicates(new: list[Question]) -> None:
    services = _loaded(load_settings(llm="off"))
    retriever = services.retriever()
    if retriever is None:
        print(f"did not look for near-duplicates: {services.part('index').detail}", file=sys.stderr)
        return
    with item_bar("comparing", len(new)) as step:
        for question in new:
            hits = retriever.search(described(question.question), 1, way="dense")
            if hits and hits[0].similarity >= DUPLICATE_SIMILARITY:
                hit = hits[0]
                print(
                    f"{question.id}: very similar to {hit.question.id}, {hit.question.short_title} ({hit.similarity:.2f})"
                )
            step()


def _loaded(settings: Settings) -> Services:
    services = open_services(settings)
    services.load()
    return services


def _draft_all(questions: list[Question]) -> None:
    if not questions:
        return
    services = _loaded(load_settings())
    chat = services.chat()
    if chat is None:
        raise UnavailableError(services.part("language model").detail or "no language model is set; see 'viva doctor'")
    failed = []
    with item_bar("drafting", len(questions)) as step:
        for question in questions:
            try:
                write_draft(question, _asker(chat))
            except (ModelReplyError, DraftError) as error:
                failed.append(f"{question.id}: {error}")
            step()
    for line in failed:
        print(visible(f"not drafted: {line}"), file=sys.stderr)


def _asker(chat: ChatModel) -> Ask:
    """Ask a chat model for an answer key."""

    def ask(system: str, user: str, model: type[AnswerKey]) -> AnswerKey:
        return chat.structured(system, user, model, max_tokens=DRAFT_TOKENS)

    return ask
