"""Quick cards: one point at a time, in different words each time it comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from interviewer.conversation.state.stored import Review
from interviewer.errors import NothingLeftError, UsageError
from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.grader import Grader
from interviewer.storage.store import Store
from interviewer.study.reviewed import CARD
from interviewer.study.schedule import (
    AGAIN,
    CONTRADICTED,
    EASY,
    GOOD,
    HARD,
    RATING_NAMES,
    RATINGS,
    interview_date,
    rate,
    replayed,
)
from interviewer.study.today import daily_plan, done_line, spread
from knowledge.probes import probes_of
from knowledge.schema import Bank, Criterion

ANSWERED = "Somebody answered “{said}”. That is not enough, so the interviewer asks: {probe}"
"""A near miss for the whole question, which the card shows, and the one thing that is asked: a near miss does not answer the probe.
It sounds like the point but does not make it, so it gives nothing away."""
OPEN = "What would a strong answer say here?"
"""Asked of a criterion that has no probe, below its question."""


@dataclass(frozen=True)
class QuickCard:
    """One point to recall.

    Attributes:
        front: What is asked.
        due: Whether it was learnt before and is due; else it is new.
    """

    question_id: str
    criterion_id: str
    front: str
    due: bool


@dataclass(frozen=True)
class CardSession:
    """A deck under way.

    Attributes:
        deck: The remaining cards, starting with the current one.
        rated: The ratings given so far.
        verdict: The verdict on the current card, once it was checked; after an appeal, the new one.
        answer: The answer that the verdict is about.
        appealed: Whether the verdict was contested, and the appeal decided.
        told: The outcome of a second look at it, in words; "" if there was none.
        turned: Whether its back is shown.
        repeated: Points that are not asked again in this session.
    """

    deck: tuple[QuickCard, ...] = ()
    rated: tuple[int, ...] = ()
    verdict: CriterionVerdict | None = None
    turned: bool = False
    repeated: frozenset[tuple[str, str]] = frozenset()
    answer: str = ""
    appealed: bool = False
    told: str = ""

    @property
    def comes_again(self) -> bool:
        """Whether the first card is asked again in this session if it is forgotten."""
        return bool(self.deck) and (self.deck[0].question_id, self.deck[0].criterion_id) not in self.repeated

    def after(self, rating: int, again: QuickCard) -> CardSession:
        """The session after its first card was rated; a forgotten one comes again at the end."""
        key = (self.deck[0].question_id, self.deck[0].criterion_id)
        back = (again,) if rating == AGAIN and self.comes_again else ()
        return CardSession((*self.deck[1:], *back), (*self.rated, rating), repeated=self.repeated | {key})


def fronts(criterion: Criterion) -> tuple[str, ...]:
    """Every way to ask for a point, without repetition; near misses and other angles alternate."""
    probe = criterion.probe or OPEN
    put_right = [ANSWERED.format(probe=probe, said=said.rstrip(".")) for said in criterion.not_satisfied_by]
    angles = list(probes_of(criterion)[1:])
    mixed = [text for pair in zip(put_right, angles, strict=False) for text in pair]
    rest = put_right[len(angles) :] + angles[len(put_right) :]
    return (probe, *mixed, *rest)


def quick_deck(store: Store, bank: Bank, now: datetime, section: str | None = None, count: int = 10) -> list[QuickCard]:
    """Due points, the least likely remembered first, then new ones; points of the same question are spread out.

    Without a section, new points are those of questions that were asked before or are new today.

    Args:
        section: Only points of this section.

    Raises:
        NothingLeftError: Nothing is left for today.
        UsageError: The section has nothing due and nothing new.
        UnknownQuestionError: The bank has no such section.
    """
    within = {q.id for q in (bank.in_section(section) if section else bank.values())}
    schedule = store.reviews.schedule()
    times = Counter((r.question_id, r.criterion_id) for r in store.reviews.log())
    plan = daily_plan(store, bank, now)
    due = [key for key in plan.due if key[0] in within]
    begun = {question_id for question_id, _ in schedule} | set(plan.new)
    pool = [q.id for q in bank.approved if q.id in (within if section else begun)]
    fresh = [(i, c.id) for i in spread(bank, pool) for c in bank[i].criteria if (i, c.id) not in schedule]
    chosen = _apart(due[:count]) + _apart(fresh)[: max(0, count - len(due))]
    if not chosen and not section:
        raise NothingLeftError(done_line(plan))
    if not chosen:
        raise UsageError("no point is due and none is new; drill a section, or come back tomorrow")
    return [_asked(bank, key, times[key], key in schedule) for key in chosen]


def rate_card(
    store: Store, bank: Bank, card: QuickCard, rating: int, now: datetime, verdict: CriterionVerdict | None = None
) -> QuickCard:
    """Log the rating of a card; returns the card as it will be asked next.

    Args:
        verdict: The verdict on the answer, if one was checked: a contradicted point comes back first.
    """
    source = CONTRADICTED if verdict is not None and verdict.called_wrong and rating == AGAIN else CARD
    rate(store, card.question_id, card.criterion_id, rating, now, source)
    return asked_next(store, bank, card)


def asked_next(store: Store, bank: Bank, card: QuickCard) -> QuickCard:
    """The same point in the words that come next, after the ratings that were given."""
    key = (card.question_id, card.criterion_id)
    return _asked(bank, key, len(store.reviews.log(*key)), due=True)


def check_card(grader: Grader, bank: Bank, card: QuickCard, answer: str) -> CriterionVerdict:
    """The verdict on the card's point only."""
    return grader.grade(bank[card.question_id], answer, only=[card.criterion_id], said=[card.front]).criteria[0]


def suggested(verdict: CriterionVerdict | None) -> int | None:
    """The rating that a verdict stands for, None if nothing was judged."""
    return RATINGS.get(verdict.verdict) if verdict else None


def told_apart(returns: Mapping[int, timedelta], hinted: int | None = None) -> Mapping[int, timedelta]:
    """The ratings that are worth offering: only one of those after which a card comes back equally soon.

    After a miss FSRS brings a point back within a day however well it is known the second time, and before an interview the date
    ends every interval; four buttons that do the same are no choice. "Again" is always offered, since a forgotten point comes
    first.

    Args:
        returns: How soon a card would come back, by rating.
        hinted: The rating that the verdict suggests, which is kept; otherwise the one nearest to "Good" is kept.
    """
    kept = {AGAIN: returns[AGAIN]}
    for interval in dict.fromkeys(returns[rating] for rating in (HARD, GOOD, EASY)):
        same = [rating for rating in (GOOD, HARD, EASY) if returns[rating] == interval]
        kept[hinted if hinted in same and hinted is not None else same[0]] = interval
    return dict(sorted(kept.items()))


def returns_in(store: Store, card: QuickCard, now: datetime) -> Mapping[int, timedelta]:
    """How soon the card would come back, by rating."""
    history = store.reviews.log(card.question_id, card.criterion_id)
    day = interview_date(store)
    out: dict[int, timedelta] = {}
    for rating in RATING_NAMES:
        given = Review(now.timestamp(), card.question_id, card.criterion_id, rating, CARD)
        out[rating] = replayed([*history, given], day).due - now
    return out


def _asked(bank: Bank, key: tuple[str, str], time: int, due: bool) -> QuickCard:
    ways = fronts(bank[key[0]].criterion(key[1]))
    return QuickCard(*key, ways[time % len(ways)], due)


def _apart(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spread out the points of each question by going round over the questions."""
    turn: Counter[str] = Counter()
    order = []
    for place, key in enumerate(keys):
        order.append((turn[key[0]], place, key))
        turn[key[0]] += 1
    return [key for *_, key in sorted(order)]
