"""Wires the application together: the only module that knows every part. Page, terminal and evals start here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.errors import UsageError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.exact_forms import forms_with
from interviewer.grading.forms.finding import Form
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox, find_sandbox
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.grading.grader import Grader
from interviewer.loading.services import Services
from interviewer.settings import Settings, load_settings
from interviewer.storage.store import Store
from interviewer.study.day import start_days_at
from interviewer.study.schedule import ratings_of
from knowledge.errors import BankError, Problem
from knowledge.loader import BUILT_IN, load_bank, load_beside, read_folder
from knowledge.schema import Bank


@dataclass(frozen=True)
class App:
    """Everything that a page or a command works with, in one place.

    Attributes:
        services: The heavy parts; ``services.start()`` loads them in the background, ``services.load()`` at once.
        conductor: Runs interviews; its grader is the only way to get a grade.
    """

    settings: Settings
    services: Services
    store: Store
    conductor: Conductor

    @property
    def bank(self) -> Bank:
        """The current question bank."""
        return self.services.bank

    @property
    def grader(self) -> Grader:
        """Grades an answer; waits for the models it needs."""
        return self.conductor.grader

    @property
    def code(self) -> CodeForm | None:
        """Runs code for the page, ``report(question, answer, stop)``; None if the settings turn that off."""
        return next((form for form in self.services.forms if isinstance(form, CodeForm)), None)

    def renew_bank(self) -> None:
        """Reload the questions in the user's own folder without a restart. A running interview keeps its bank."""
        self.services.take(renewed_bank(self.bank, self.settings))

    def close(self) -> None:
        """Release the database."""
        self.store.close()


def opened_settings(**given: object) -> Settings:
    """The settings, with a home folder that exists and can be written.

    Args:
        given: Settings that take precedence over the environment.

    Raises:
        UsageError: A setting is wrong, or the home cannot be written.
    """
    settings = load_settings(**given)
    settings.prepare_home()
    return settings


def open_app(settings: Settings, bank: Bank | None = None, store: Store | None = None) -> App:
    """Build the application. The home folder is created and the database opened; no model is loaded yet.

    Args:
        bank: Used instead of the bank named in the settings.
        store: Used instead of the database named in the settings.

    Raises:
        UsageError: The home cannot be written.
        BankError: The bank cannot be read.
        StorageError: The database cannot be opened.
    """
    settings.prepare_home()
    start_days_at(settings.day_starts)
    services = Services(settings, bank or bank_to_ask(settings), forms_of(settings))
    kept = store or Store(settings.database)
    return App(settings, services, kept, conductor_of(services, kept))


def owned_store(settings: Settings, user: str = "") -> Store:
    """The store of an account, or of the machine's only user if none is named.

    Raises:
        UsageError: There is no such account.
        StorageError: The database cannot be opened.
    """
    store = Store(settings.database)
    if user and user not in store.accounts.names():
        raise UsageError(f"there is no account {user[:64]!r}; 'viva user list' shows which there are")
    return store.of(user) if user else store


def open_services(settings: Settings, bank: Bank | None = None) -> Services:
    """Only the heavy parts, for commands that store nothing: no database is opened, and no model is loaded yet.

    If the home folder cannot be written, only what would be kept there is missing: the index and the vectors.

    Args:
        bank: Used instead of the bank named in the settings.

    Raises:
        BankError: The bank cannot be read.
    """
    with suppress(UsageError):
        settings.prepare_home()
    return Services(settings, bank or bank_to_ask(settings), forms_of(settings))


def forms_of(settings: Settings) -> tuple[Form, ...]:
    """The forms of answer that are computed, the most specific first: where two decide a point, the earlier one has it.

    What code does when it runs says more than what it looks like. A tree and a drawing are read node by node and curve by
    curve; values, rankings and formulas may occur in any answer.
    """

    def sandbox() -> Sandbox:
        if settings.run_code == "off":
            raise NoSandboxError("code is not run here")
        return find_sandbox(settings.runs_unconfined)

    code = (CodeForm(sandbox),) if settings.run_code != "off" else ()
    return (*code, TreeForm(), SketchForm(), *forms_with(sandbox))


def conductor_of(services: Services, store: Store, clock: Callable[[], float] | None = None) -> Conductor:
    """The conductor of a store, which rates the points of each question as it closes.

    Args:
        clock: Seconds since the epoch; the machine's own clock by default.
    """
    if clock is None:
        return Conductor(services, store.interviews, rate_closed=ratings_of)
    return Conductor(services, store.interviews, clock, ratings_of)


def bank_to_ask(settings: Settings) -> Bank:
    """The bank of the settings; the built-in one while every question in it is still a draft.

    Where none is set, the built-in questions are asked together with what is approved in the home's own folder.

    Raises:
        BankError: The bank cannot be read.
    """
    if settings.bank is None:
        bank, problems = load_beside(load_bank(), settings.own_bank)
        _name(problems)
        return bank
    try:
        return load_bank(settings.bank)
    except BankError:
        if load_bank(settings.bank, drafts=True).approved:
            raise
        note = "holds only drafts, so the built-in bank is asked; approve them on the page or with viva bank review"
        print(f"{settings.bank} {note}", file=sys.stderr)
        return load_bank()


def renewed_bank(asked: Bank, settings: Settings) -> Bank:
    """The bank in use, with the current contents of the user's own folder; faulty files are left out and reported.

    Args:
        asked: The bank until now, whose built-in questions need not be read again.

    Raises:
        BankError: The built-in bank cannot be read.
    """
    built_in = [question for question in asked.values() if question.path.is_relative_to(BUILT_IN)]
    base = Bank(built_in, BUILT_IN) if built_in else None
    if settings.bank is None:
        bank, problems = load_beside(base or load_bank(), settings.own_bank)
    else:
        questions, problems = read_folder(settings.bank)
        approved = Bank(questions).approved
        bank = Bank(approved, settings.bank) if approved else base or load_bank()
    _name(problems)
    return bank


def _name(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"not asked: {problem}", file=sys.stderr)
