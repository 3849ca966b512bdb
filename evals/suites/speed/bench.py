"""``make bench``: how fast Viva is on this machine. Timings are medians; start-up is compared with a bare Gradio page."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.labelled.gold import gold_answers
from evals.suites.speed import served
from evals.suites.speed.throughput import batch_throughput
from interviewer.bootstrap import open_services
from interviewer.conversation.conducting.reading_ahead import AT_A_TIME
from interviewer.conversation.probing.probing import choose_probe
from interviewer.conversation.wording.wording import Wording
from interviewer.grading.text.evidence import sentences
from interviewer.json_data import JsonObject
from interviewer.llm.endpoint.chat import ChatModel
from interviewer.llm.replies.reply import Reply
from interviewer.llm.usage import Usage
from interviewer.loading.graders import grader_of
from interviewer.loading.judges import base_of, local_judge
from interviewer.loading.services import Services
from interviewer.settings import Settings, load_settings
from knowledge.schema import Bank, Question

STARTS = 5
WORDS = 150
CRITERIA = 5


def bench() -> JsonObject:
    """Measures every speed that the README states."""
    settings = load_settings()
    starts = start_up(settings)
    return {**starts, **embedded(settings)}


def start_up(settings: Settings) -> JsonObject:
    """Seconds from process start to a page that answers, for Viva and a bare Gradio page, started in turn."""
    viva, bare, first_question = [], [], []
    with tempfile.TemporaryDirectory() as home:
        model = settings.model_path or settings.home / "models" / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
        env = {
            "VIVA_HOME": home,
            "VIVA_MODEL_PATH": str(model),
            "VIVA_READER_PATH": str(base_of(settings).folder),
        }
        for number in range(STARTS + 1):
            with served.viva(env) as page:
                pressed = _press_start(page.url)
            with served.bare() as plain:
                pass
            if number:  # the first start of each only warms the disk cache
                viva.append(page.seconds)
                bare.append(plain.seconds)
                first_question.append(pressed)
    return {
        "page_seconds": _spread(viva),
        "bare_gradio_seconds": _spread(bare),
        "page_to_bare_ratio": round(statistics.median(viva) / statistics.median(bare), 2),
        "start_to_first_question_seconds_while_models_load": _spread(first_question),
    }


def _press_start(url: str) -> float:
    from gradio_client import Client

    client = Client(url, verbose=False)
    start = time.monotonic()
    client.predict(["training"], 30, 0, "interview", api_name="/start")
    return time.monotonic() - start


def embedded(settings: Settings) -> JsonObject:
    """Times of verdicts, and of the reply after them, on the embedded models, for 150-word answers with five criteria."""
    services = open_services(settings)
    services.load()
    services.learn_bank()  # as the page does while the candidate reads it
    grader = grader_of(services)
    chat = services.require_chat()
    verdict_seconds: list[float] = []
    without_model: list[float] = []
    first_token: list[float] = []
    shown: list[float] = []
    spent = Usage()
    reworded = 0
    cases = long_answers(services.bank)
    for question, answer in cases:
        start = time.monotonic()
        grade = grader.grade(question, answer)
        verdict_seconds.append(time.monotonic() - start)
        if not grade.usage.calls:
            without_model.append(verdict_seconds[-1])
        spent += grade.usage
        criterion_id = choose_probe(question, grade, ())
        if criterion_id is None:
            continue
        clock = FirstToken(chat)
        timed = Wording(clock.chat, services.embedder)
        start = time.monotonic()
        unmet = [c for c in question.criteria if grade.criterion(c.id).verdict != "met"]
        text = timed.probe(question, question.criterion(criterion_id), answer, unmet)
        shown.append(time.monotonic() - start)
        reworded += text != question.criterion(criterion_id).probe
        if clock.first is not None:
            first_token.append(clock.first - start)
    count, one_by_one = len(cases), _peak_memory_mb()
    after_reading_ahead = [_seconds_if_read_ahead(services, question, answer) for question, answer in cases]
    return {
        "answers": count,
        "verdicts_seconds": _spread(verdict_seconds),
        "verdicts_seconds_where_the_model_is_not_asked": _spread(without_model),
        "verdicts_seconds_if_read_while_written": _spread(after_reading_ahead),
        "asked_the_language_model": count - len(without_model),
        "first_model_token_after_verdicts_seconds": _spread(first_token),
        "probe_shown_after_verdicts_seconds": _spread(shown),
        "probes_reworded_by_the_model": f"{reworded} of {len(shown)}",
        "tokens_per_graded_answer": {
            "input": round(spent.input_tokens / count, 1),
            "of_these_cached": round(spent.cached_tokens / count, 1),
            "output": round(spent.output_tokens / count, 1),
            "calls": round(spent.calls / count, 2),
        },
        "peak_memory_one_by_one_mb": one_by_one,
        "batch": batch_throughput(services.bank, services.require_embedder(), services.reader),
        "peak_memory_mb": _peak_memory_mb(),  # with the batch, which was always part of it
    }


def _seconds_if_read_ahead(services: Services, question: Question, answer: str) -> float:
    """Seconds for a verdict if the answer was read while it was written, but for its last sentence."""
    judge = local_judge(services.require_embedder(), services.reader)  # it has read nothing yet
    grader = grader_of(services, judge)
    so_far = sentences(answer)[-1].start
    while grader.read_ahead(question, answer[:so_far], (), AT_A_TIME):
        pass
    start = time.monotonic()
    grader.grade(question, answer)
    return time.monotonic() - start


class FirstToken:
    """A chat model that notes when its first piece arrives."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self.first: float | None = None

    def chat(self) -> ChatModel:
        """This object, as a chat model."""
        return self

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._chat.name

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """The model's pieces; the time of the first one is noted."""
        for piece in self._chat.stream(system, user, max_tokens):
            self.first = self.first or time.monotonic()
            yield piece

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """The wrapped model's reply."""
        return self._chat.structured(system, user, form, max_tokens)

    def take_usage(self) -> Usage:
        """The wrapped model's usage."""
        return self._chat.take_usage()


def long_answers(bank: Bank) -> list[tuple[Question, str]]:
    """An answer of 150 words to each question with five criteria, put together from gold answers and cut off.

    The gold answer that comes first changes from question to question.
    """
    gold: dict[str, list[str]] = {}
    for item in gold_answers(bank):
        gold.setdefault(item.question_id, []).append(item.answer)
    cases: list[tuple[Question, str]] = []
    for question in bank.values():
        if len(question.criteria) != CRITERIA:
            continue
        texts = gold.get(question.id, [])
        first = len(cases) % max(1, len(texts))
        words = " ".join(texts[first:] + texts[:first]).split()
        if len(words) >= WORDS:
            cases.append((question, " ".join(words[:WORDS])))
    return cases


def _spread(values: Sequence[float]) -> dict[str, float] | str:
    if not values:
        return "none"
    return {"p50": round(statistics.median(values), 3), "min": round(min(values), 3), "max": round(max(values), 3)}


def _peak_memory_mb() -> float | str:
    """The peak memory of this process plus that of the embedded model's process, in megabytes."""
    children = [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]
    peaks = [_peak_of(pid) for pid in ("self", *children)]
    return round(sum(peaks)) if peaks[0] else "not known on this platform"


def _peak_of(process: str) -> float:
    """The peak memory of a process in megabytes; 0 if it is not known."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0.0
