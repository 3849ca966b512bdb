"""Criteria that ask for the edits between two words: the edits that an answer names are carried out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from interviewer.grading.forms.edits.distance import Edit, levenshtein, shortest_scripts
from interviewer.grading.forms.edits.rows import edits_of_places, edits_of_rows
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.stance import BLOCK, stood_by
from interviewer.grading.grade import Verdict
from interviewer.grading.text.evidence import sentences
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, shared, table

_L = r"['\"“”‘’`*]?(?P<{}>[a-z])['\"“”‘’`*]?(?![a-z'])"
_ARROW = r"\s*(?:->|→|=>|⇒|>|/|:|≠|!=)\s*"
_PAIR = table(
    (_ARROW, "i != j"),
    shared(
        r"\s+(?:is\s+|was\s+|gets?\s+|has\s+to\s+(?:be\s+)?|must\s+)?",
        (any_of("to, by, with, for, into, becomes?"), "d has to become a b,"),
        (r"turns?\s+(?:in)?to", "d has to turn into b,"),
        (r"goes\s+to", "d goes to b,"),
        (r"chang(?:e|ed|es)\s+(?:in)?to", "The b is changed to a k."),
        (r"replaced\s+(?:by|with)", "d is replaced with b"),
        (r"substituted\s+(?:by|with|for)", "d is substituted by b,"),
        (r"turned\s+into", "d is turned into b."),
        (r"swapped\s+(?:for|with)", "The b is swapped for a k."),
        (r"made\s+(?:in)?to", "The b is made into a k."),
        ("over", "d over b"),
        ("and", "o and the t"),
        (r"vs\.?", "d vs. b"),
        (r"instead\s+of", "h instead of x"),
        (r"in\s+place\s+of", "z in place of x"),
        (r"rather\s+than", "k rather than b"),
        after=r"\s+(?:an?\s+|the\s+)?",
    ),
    before=f"(?<![a-z'-]){_L.format('a')}",
    after=_L.format("b"),
)
_MORE = r"(?P<more>(?:(?:,\s*|\s+)(?:and\s+)?[a-z](?![a-z']))*)"
_DELETED = table(
    (
        r"(?:delet(?:e|es|ing)|remov(?:e|es|ing)|drop(?:s|ping)?|eras(?:e|ing))\s+(?:the\s+|letter\s+"
        rf"|an?\s+)*{_L.format('a')}{_MORE}",
        "it deletes a c",
    ),
    (rf"(?<![a-z'-]){_L.format('b')}\s+(?:is|gets|was)\s+(?:deleted|removed|dropped)", "w is removed."),
)
_INSERTED = table(
    (
        r"(?:insert(?:s|ing)?|add(?:s|ing)?|append(?:s|ing)?)\s+(?:the\s+|letter\s+"
        rf"|an?\s+)*{_L.format('a')}{_MORE}",
        "insert b, t and e,",
    ),
    (rf"(?<![a-z'-]){_L.format('b')}\s+(?:is|gets|was)\s+(?:inserted|added|appended)", "e is inserted,"),
)
_COMPLETE = re.compile(
    r"\b(?:suffice|are enough|is enough|that's (?:it|all)|nothing else|the rest (?:already )?(?:stays|matches))\b", re.I
)
MOST_WORDS = 12
"""Most words next to a program that cannot be a list of edits, such as "It prints 4." """
_CHAIN = re.compile(r"[a-z]{2,20}(?:(?:\s*,?\s*(?:->|→|=>|⇒|>|then|,)\s*)[a-z]{2,20}){2,12}", re.I)


@dataclass(frozen=True)
class NamedEdits:
    """The edits that an answer names, and its words for them."""

    edits: tuple[Edit, ...]
    quote: str


class Edits:
    """The form of criteria that expect a shortest list of edits."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on the criteria that expect edits."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "edits":
                a, b = criterion.expects.accepted
                finding = edits_finding(criterion.id, a, b, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note."""
        return ""


def edits_finding(criterion_id: str, a: str, b: str, answer: str) -> Finding | None:
    """The verdict on the edits of an answer; None if it names none of these words' letters as edits."""
    scripts = shortest_scripts(a, b)
    shown = ", ".join(str(edit) for edit in scripts[0])
    chain = chained_words(answer, a, b)
    if chain is not None:
        return _of_chain(criterion_id, chain, shown, len(scripts[0]))
    named = named_edits(answer, a, b)
    if named is None:
        return _of_code_alone(criterion_id, answer, shown)
    given = Counter(named.edits)
    for script in scripts:
        if Counter(script) == given:
            return Finding(
                criterion_id, "met", f"Carried out, these {len(script)} edits turn {a} into {b}.", named.quote
            )
    best = max(scripts, key=lambda script: (given & Counter(script)).total())
    right = (given & Counter(best)).total()
    wrong = given - Counter(best)
    if not right and given.total() > len(best):
        reason = f"These are {given.total()} edits, and {len(best)} are enough: {shown}."
        return Finding(criterion_id, "not_met", reason, named.quote, contradicted=True)
    if wrong:
        return None if right == 0 else _of_wrong(criterion_id, named, wrong, right, best, shown)
    if _COMPLETE.search(named.quote):
        reason = f"Only {right} of {len(best)} edits are named as if they were all; all are: {shown}."
        return Finding(criterion_id, "not_met", reason, named.quote, contradicted=True)
    verdict: Verdict = "partly_met" if 2 * right >= len(best) else "not_met"
    return Finding(criterion_id, verdict, f"{right} of {len(best)} edits are named; all are: {shown}.", named.quote)


def _of_code_alone(criterion_id: str, answer: str, shown: str) -> Finding | None:
    """The verdict on an answer that is a program and hardly a word: a program lists no edits."""
    words = BLOCK.sub(" ", answer)
    if words == answer or len(re.findall(r"[A-Za-z]{2,}", words)) > MOST_WORDS or _CHAIN.search(words):
        return None
    return Finding(criterion_id, "not_met", f"No edits are listed; they are: {shown}.")


def _of_wrong(
    criterion_id: str, named: NamedEdits, wrong: Counter[Edit], right: int, best: tuple[Edit, ...], shown: str
) -> Finding | None:
    if right == len(best):
        if any(not (edit.old and edit.new) for edit in wrong):
            return None  # any other deletion or insertion is one edit too many, unless it only says what is allowed
        return Finding(criterion_id, "met", f"The edits {shown} are among those named.", named.quote)
    first = next(iter(wrong))
    return Finding(
        criterion_id,
        "not_met",
        f"The edit {first} is in no shortest list that has the others; one is: {shown}.",
        named.quote,
        contradicted=True,
    )


def _of_chain(criterion_id: str, chain: tuple[list[str], str], shown: str, least: int) -> Finding:
    words, quote = chain
    for before, after in pairwise(words):
        if levenshtein(before, after) != 1:
            count = levenshtein(before, after)
            return Finding(
                criterion_id,
                "not_met",
                f"From {before} to {after} it takes {count} edits, not one. A shortest list is: {shown}.",
                quote,
                contradicted=True,
            )
    if len(words) - 1 == least:
        return Finding(criterion_id, "met", f"Each of the {least} steps is one edit.", quote)
    reason = f"These are {len(words) - 1} edits, and {least} are enough: {shown}."
    return Finding(criterion_id, "not_met", reason, quote, contradicted=True)


def chained_words(answer: str, a: str, b: str) -> tuple[list[str], str] | None:
    """A chain of words from one word to the other, such as "cat, cut, but", with its quote."""
    for match in _CHAIN.finditer(answer[:4000]):
        words = [w.lower() for w in re.findall(r"[a-z]{2,20}", match[0], re.I) if w.lower() != "then"]
        if a not in words and b in words[1:] and levenshtein(a, words[0]) == 1:
            words = [a, *words]  # the word that is changed goes without saying
        if a in words and b in words and words.index(a) < words.index(b):
            between = words[words.index(a) : words.index(b) + 1]
            if len(between) > 2:
                return between, match[0]
    return None


def named_edits(answer: str, a: str, b: str) -> NamedEdits | None:
    """The edits named in an answer's sentences, without letters that are kept; None if there are none."""
    edits: Counter[Edit] = Counter()
    quote = ""
    heard = stood_by(answer[:6000])
    rows = edits_of_rows(answer[:6000], a, b)
    if rows is not None:
        edits, quote = Counter(rows[0]), rows[1]
    for sentence in sentences(heard):
        words = sentence.of(heard)
        here = [e for e in _in_sentence(words, a, b) if e.old != e.new and _is_of(e, a, b)]
        edits |= Counter(here)  # an edit repeated in a summary is not a second edit
        if here and not quote:
            quote = sentence.of(answer).strip()
    return NamedEdits(tuple(edits.elements()), quote) if edits else None


def _is_of(edit: Edit, a: str, b: str) -> bool:
    """Whether an edit uses these words' letters; an inserted or deleted letter may be there only temporarily."""
    if not (edit.old and edit.new):
        return (edit.old or edit.new) not in {"a", "i"} - {*a, *b}  # "insert a row" inserts no a
    return edit.old in a and edit.new in b


def _pair(words: str, first: str, second: str, a: str, b: str) -> Edit:
    """The edit of two letters; "b for d" may name the new one first."""
    if re.search(r"\b(?:instead|in\s+place|rather)\b", words):
        return Edit(second, first)
    if " for " in words and (first not in a or second not in b) and first in b and second in a:
        return Edit(second, first)
    return Edit(first, second)


def _in_sentence(words: str, a: str, b: str) -> list[Edit]:
    found = [_pair(match[0], match["a"].lower(), match["b"].lower(), a, b) for match in _PAIR.finditer(words)]
    found += edits_of_places(words, a)
    for pattern, deleted in ((_DELETED, True), (_INSERTED, False)):
        for match in pattern.finditer(words):
            letters = [(match["a"] or match["b"]).lower(), *re.findall(r"[a-z]", match["more"] or "")]
            found += [Edit(letter, "") if deleted else Edit("", letter) for letter in letters]
    return found
