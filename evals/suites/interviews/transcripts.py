"""Six interviews for a person to read: three candidates, each with and without a language model that words the replies.

Unlike the other scripted candidates, these ask about the grade once a question is closed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.labelled.gold import LabelledAnswer, gold_answers
from evals.suites.interviews.candidates import Candidate
from evals.suites.interviews.dialogue import SEED, Played, play, transcript
from evals.suites.interviews.scripted_model import ScriptedModel
from interviewer.bars import item_bar
from interviewer.conversation.state.state import InterviewState, Mode, Turn
from interviewer.json_data import JsonObject
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank

PLANS: tuple[tuple[str, Mode], ...] = (("strong", "coach"), ("weak", "coach"), ("asks for the answer", "interview"))
MINUTES = 6.0
FEWEST_WORDS = 4
"""Shorter sentences, such as "All right.", may be repeated. Chosen by judgement."""
_AFTER = (
    ("Why did I get this grade?", "What would full marks sound like?", "next"),
    ("I disagree about the first point: I said the opposite of it.", "yes", "next"),
    ("Why did I lose the second point?", "I disagree about the last point: I did say that.", "thanks, next one please"),
    ("what would a perfect answer have been", "next"),
)
"""What the candidate says about a closed question, by the number of questions before it."""
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])|\n+")
"""Where a sentence ends: unlike in ``sentences``, after a quotation, too, and never before a small letter."""
_ASIDE = frozenset({"repeat", "reveal"})
"""Turns that may repeat text: the question, when asked for again, and the reference answer, which the transcript leaves out."""


@dataclass
class Talker(Candidate):
    """A candidate who asks about each closed question before going on."""

    asked: dict[str, int] = field(default_factory=dict)

    def reply(self, state: InterviewState) -> str:
        """The candidate's next message."""
        if state.phase != "reviewing":
            return super().reply(state)
        attempt = state.attempts[-1]
        words = _AFTER[(len(state.attempts) - 1) % len(_AFTER)]
        count = self.asked.get(attempt.question_id, 0)
        self.asked[attempt.question_id] = count + 1
        return words[min(count, len(words) - 1)]


def write_transcripts(services: Services, store: Store, out: Path, minutes: float = MINUTES) -> JsonObject:
    """Play the six interviews and write them as Markdown.

    Args:
        out: The folder to write to; other files in it are left alone.
    """
    bank = services.bank
    gold: dict[str, list[LabelledAnswer]] = {}
    for answer in gold_answers(bank):
        gold.setdefault(answer.question_id, []).append(answer)
    out.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    names: list[str] = []
    with item_bar("transcripts", 2 * len(PLANS)) as step:
        for one, name in _played(services, store, bank, gold, minutes):
            (out / f"{name}.md").write_text(transcript(one, bank), encoding="utf-8")
            names.append(name)
            found = [*one.faults, *(f"said twice: {sentence}" for sentence in said_twice(one.turns))]
            faults += [f"{name}: {fault}" for fault in found]
            step()
    return {"interviews": len(names), "written": [*names], "faults": [*faults], "passed": not faults}


def _played(
    services: Services, store: Store, bank: Bank, gold: Mapping[str, Sequence[LabelledAnswer]], minutes: float
) -> Iterator[tuple[Played, str]]:
    for number, (kind, mode) in enumerate(PLANS):
        for model in (None, ScriptedModel()):
            # replaces the configured model in these services, for the conductor that is built from them next
            services.__dict__["chat"] = lambda model=model: model
            candidate = Talker(kind, bank, gold, random.Random(f"{SEED}:{kind}:{mode}"))
            one = play(services, store, candidate, mode, SEED + number, minutes)
            yield one, f"{kind.replace(' ', '-')}-{mode}-{'with' if model else 'without'}-model"


def said_twice(turns: Sequence[Turn]) -> list[str]:
    """Sentences that the interviewer says more than once, except those that were asked for again."""
    told = [turn for turn in turns if turn.role == "interviewer" and turn.kind not in _ASIDE]
    sentences = [part.strip("-*> ") for turn in told for part in _SENTENCE.split(turn.text)]
    counts = Counter(part for part in sentences if len(part.split()) >= FEWEST_WORDS)
    return [part for part, count in counts.items() if count > 1]
