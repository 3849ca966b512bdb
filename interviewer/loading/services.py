"""The heavy parts (embeddings, index, language model), loaded in the background while the page is up."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from interviewer.errors import UnavailableError
from interviewer.host.fair_queue import FairQueue
from interviewer.llm.embedder import build_embedder
from interviewer.loading.judges import llm_judge, local_judge, reader_of
from interviewer.loading.parts import CHAT, EMBEDDINGS, INDEX, JUDGE, Part, Parts, loaded
from interviewer.loading.tally import Tally
from interviewer.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from knowledge.schema import Bank, Question

if TYPE_CHECKING:
    from interviewer.grading.forms.finding import Form
    from interviewer.grading.judge import Judge
    from interviewer.grading.local.reader import Reader
    from interviewer.llm.endpoint.chat import ChatModel
    from knowledge.search.embeddings import CachedEmbedder
    from knowledge.search.index import Index
    from knowledge.search.retriever import Hit, Retriever

_LOADING = "viva-loading"


def is_loading() -> bool:
    """Whether parts are still being loaded in the background."""
    return any(thread.name == _LOADING for thread in threading.enumerate())


class Services:
    """Everything built from the settings, each part once.

    The bank is read immediately, the rest by ``load``, in a thread if the page must not wait; until then the interview uses the
    bank's own words, and grading waits for the embeddings.

    Args:
        forms: Forms of answer that are computed rather than judged, such as code; the grader asks them first.

    Attributes:
        queue: The queue that decides whose answer this machine reads next.
    """

    def __init__(self, settings: Settings, bank: Bank | None = None, forms: Sequence[Form] = ()) -> None:
        self.settings = settings
        self.forms = tuple(forms)
        self.bank = bank or load_bank(settings.bank)
        self.queue = FairQueue(one_at_a_time=settings.judges_here)
        self.tally = Tally()
        self._parts = Parts((EMBEDDINGS, JUDGE, INDEX, CHAT))
        self._embedder: CachedEmbedder | None = None
        self._index: Index | None = None
        self._retriever: Retriever | None = None
        self._chat: ChatModel | None = None
        self._chat_ready = False
        self._judge: Judge | None = None
        self._lock = threading.Lock()
        self._index_lock = threading.Lock()
        self._embedder_ready, self._chat_settled, self._all_settled = (threading.Event() for _ in range(3))
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Load everything in the background."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load_and_learn, name=_LOADING, daemon=True)
            self._thread.start()

    def load(self) -> None:
        """Load everything, the embeddings first since grading waits for them."""
        try:
            self._parts.load(EMBEDDINGS, self._load_embedder)
            self._embedder_ready.set()
            self._parts.load(JUDGE, self._load_judge)
            self._parts.load(CHAT, self._load_chat)
            self._chat_settled.set()
            if self.part(EMBEDDINGS).state == "ready":
                self._parts.load(INDEX, self._load_index)
            else:
                self._parts.put(INDEX, "failed", f"needs the embeddings: {self.part(EMBEDDINGS).detail}")
        finally:  # no matter what happens, nobody is left waiting
            for part in self.parts():
                if part.state in {"waiting", "loading"}:
                    self._parts.put(part.name, "failed", "was not loaded: another part failed; run 'viva doctor'")
            self._embedder_ready.set()
            self._chat_settled.set()
            self._all_settled.set()

    def take(self, bank: Bank) -> None:
        """Switch to another bank. Its index is updated in the background, once everything is loaded."""
        self.bank = bank
        if self._thread is not None or self._all_settled.is_set():
            threading.Thread(target=self._follow_bank, name=_LOADING, daemon=True).start()

    def _follow_bank(self) -> None:
        self._all_settled.wait()
        with self._index_lock:
            if self._index is None:
                return
            try:
                self._parts.put(INDEX, "ready", self._load_index())
            except KnowledgeError as error:
                self._parts.put(INDEX, "failed", str(error))
        self._learn()

    def _learn(self) -> None:
        """Do in advance what the first search and the first answer would otherwise wait for."""
        if (retriever := self.retriever()) is not None:
            retriever.learn()
        with suppress(KnowledgeError):  # the first answer to a question tries again, and says what is wrong
            self.learn_bank()

    def learn_bank(self) -> None:
        """Embed everything that answers are compared with and store it on disk, so that no first answer has to wait for it.

        Raises:
            VectorStoreError: The embeddings failed.
        """
        from interviewer.grading.local.judge import LocalJudge

        if self.settings.judge_kind != "local" or self.embedder() is None:
            return
        if isinstance(judge := self.judge(), LocalJudge):
            judge.learn(self.bank.values())

    def _load_and_learn(self) -> None:
        self.load()
        self._learn()

    def parts(self) -> Sequence[Part]:
        """How far each part is loaded."""
        return self._parts.all()

    def part(self, name: str) -> Part:
        """How far one part is loaded."""
        return self._parts.part(name)

    @property
    def settled(self) -> bool:
        """Whether nothing is loading any more."""
        return all(part.state in {"ready", "off", "failed"} for part in self.parts())

    def embedder(self) -> CachedEmbedder | None:
        """The embedder if it is loaded, else None."""
        return self._embedder if self._embedder_ready.is_set() and self.part(EMBEDDINGS).state == "ready" else None

    def chat(self) -> ChatModel | None:
        """The language model if it is loaded, else None."""
        return self._chat if self._chat_ready else None

    def loaded_reader(self) -> Reader | None:
        """The reader of the embedded judge if it is loaded, else None."""
        return self.reader if self.part(JUDGE).state == "ready" else None

    def index(self) -> Index | None:
        """The index if it matches the bank, else None."""
        return self._index if self.part(INDEX).state == "ready" else None

    def retriever(self) -> Retriever | None:
        """Search over the bank if the index is ready, else None."""
        index, bank = self.index(), self.bank
        if index is None:
            return None
        from knowledge.search.retriever import kept_for

        self._retriever = kept_for(self._retriever, bank, index)
        return self._retriever

    def index_is_current(self) -> bool:
        """Whether the index on disk matches the bank, without loading anything heavy."""
        return self.new_index(build_embedder(self.settings)).is_current(self.bank)

    def new_index(self, embedder: CachedEmbedder) -> Index:
        """The index of this bank; nothing is opened yet."""
        from knowledge.search.index import Index, bank_key

        # with the user's own questions added, the built-in bank is a different bank to others who share the store
        own = self.settings.own_bank if self.settings.bank or len(self.bank.roots) > 1 else None
        return Index(embedder, self.settings.home / "chroma", self.settings.chroma_url, bank_key(own))

    def require_embedder(self) -> CachedEmbedder:
        """The embedder; waits for it.

        Raises:
            UnavailableError: It could not be loaded.
        """
        self._wait(self._embedder_ready, EMBEDDINGS)
        return loaded(self._embedder, EMBEDDINGS)

    def require_chat(self) -> ChatModel:
        """The language model; waits for it.

        Raises:
            UnavailableError: There is none, or it could not be loaded.
        """
        self._wait(self._chat_settled, CHAT)
        return loaded(self._chat, CHAT)

    def require_retriever(self) -> Retriever:
        """Search over the bank; waits for the index.

        Raises:
            UnavailableError: It could not be made.
        """
        self._wait(self._all_settled, INDEX)
        return loaded(self.retriever(), INDEX)

    def search(self, text: str, count: int) -> Sequence[Hit]:
        """The questions nearest to a text, once the index is ready; waits for it.

        Raises:
            UnavailableError: It could not be made.
        """
        return self.require_retriever().search(text, count)

    def judge(self) -> Judge:
        """The judge that the settings ask for, once what it needs is loaded; waits for it.

        Raises:
            UnavailableError: What it needs could not be loaded.
        """
        with self._lock:
            if self._judge is None:
                self._judge = self._build_judge()
            return self._judge

    def _build_judge(self) -> Judge:
        if self.settings.judge_kind == "llm":
            return llm_judge(self.require_chat())
        return local_judge(self.require_embedder(), self.reader)

    @cached_property
    def reader(self) -> Reader:
        """The reader of the embedded judge. Nothing is loaded yet."""
        return reader_of(self.settings, self.bank)

    def _wait(self, ready: threading.Event, name: str) -> None:
        if self._thread is None and not ready.is_set():
            self.load()
        if not ready.wait(timeout=180):
            raise UnavailableError(f"the {name} did not load within three minutes; run 'viva doctor'")
        part = self.part(name)
        if part.state != "ready":
            raise UnavailableError(part.detail or f"the {name} is {part.state}; run 'viva doctor'")

    def passage(self, question: Question, about: str) -> str:
        """The reference passage nearest to a text, from the index if it is ready."""
        retriever = self.retriever()
        if retriever is not None and question.id in self.bank and self.bank[question.id] == question:
            try:
                return str(retriever.passage(question, about))
            except KnowledgeError:
                pass
        from interviewer.grading.rubric.reference import nearest_passage

        return nearest_passage(question, about)

    def _load_embedder(self) -> str:
        self._embedder = build_embedder(self.settings)
        self._embedder.embed(["a first text, so that the first answer does not wait"])
        return str(self._embedder.name)

    def _load_judge(self) -> str:
        if self.settings.judge_kind != "local":
            self._parts.put(JUDGE, "off", "the language model judges")
            return ""
        self.reader.load()
        return f"reader {self.reader.version}"

    def _load_index(self) -> str:
        bank = self.bank
        index = self.new_index(loaded(self._embedder, EMBEDDINGS))
        if index.is_current(bank):
            index.count("questions")
            self._index = index
            return "up to date"
        result = index.sync(bank)
        self._index = index
        return f"{result.written} written, {result.removed} removed, {result.unchanged} unchanged"

    def _load_chat(self) -> str:
        from interviewer.llm.build import build_chat, warm_up

        chat = build_chat(self.settings)
        if chat is None:
            self._parts.put(CHAT, "off", "set to off; the interviewer speaks the bank's own words")
            return ""
        chat.report_to(self.tally.spent)
        self._chat = chat
        if self.settings.llm_kind == "embedded":
            warm_up(chat)
        self._chat_ready = True
        return str(chat.name)
