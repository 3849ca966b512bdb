"""Makes the judge that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.settings import Settings
from knowledge.schema import Bank

if TYPE_CHECKING:
    from interviewer.grading.judge import Judge
    from interviewer.grading.local.reader import Reader
    from interviewer.llm.embedded.reader_base import ReaderBase
    from interviewer.llm.endpoint.chat import ChatModel
    from knowledge.search.embeddings import BankEmbedder


def llm_judge(chat: ChatModel) -> Judge:
    """A judge that asks a language model."""
    from interviewer.grading.llm_judge import LLMJudge

    return LLMJudge(chat)


def local_judge(embedder: BankEmbedder, reader: Reader) -> Judge:
    """The embedded judge."""
    from interviewer.grading.local.judge import LocalJudge

    return LocalJudge(embedder, reader)


def base_of(settings: Settings) -> ReaderBase:
    """The base model of the embedded judge's reader. Nothing is looked for yet."""
    from interviewer.llm.embedded.reader_base import ReaderBase

    return ReaderBase(settings.home, settings.reader_path)


def reader_of(settings: Settings, bank: Bank) -> Reader:
    """The reader of the embedded judge: the one fitted to this bank, or the shipped one. Nothing is loaded yet."""
    from interviewer.grading.local.reader import WEIGHTS, Reader
    from interviewer.grading.training.adapt import adapted_weights

    return Reader(base_of(settings).require, adapted_weights(bank) or WEIGHTS)
