"""The ``assumptions`` field of a question, parsed into Assumptions."""

from __future__ import annotations

import re
from dataclasses import fields

import yaml

from knowledge.answers.assumption import Assumption
from knowledge.format.fields import FieldReader

MOST = 12
"""The most entries a question can have: more than anybody asks about."""
LEAST_PHRASINGS, MOST_PHRASINGS = 3, 8
"""The fewest phrasings by which a message can be recognised, and a limit on how many are compared with each message."""
MOST_WORDS_ASKED, MOST_WORDS_ANSWERED = 30, 30
"""A longer message is not a request, and a longer reply is not a short answer. Chosen by judgement."""
_SENTENCE_ENDS_WITHIN = re.compile(r"[.!?…][\"'”’)]*\s+[\"'“‘(]*[A-Z0-9]")
_ONLY_CONFIRMS = re.compile(
    r"(?:(?:yes|no|exactly|correct|right|indeed)\b[,.;:!\s]*)*"
    r"(?:(?:that|this|it)(?:['’]s| is)(?: not)? (?:what i (?:mean|meant|had in mind)|right|correct|it|so"
    r"|the (?:idea|case)))?[.!\s]*",
    re.IGNORECASE,
)
"""Matches an answer that is just yes or no: a candidate who asks the opposite in similar words would get the same reply."""

_FIELDS = {f.name for f in fields(Assumption)}


def read_assumptions(node: yaml.Node, reader: FieldReader) -> tuple[Assumption, ...]:
    """Reads the assumptions of a question. Faults are recorded in the reader, each with its line."""
    if not isinstance(node, yaml.SequenceNode):
        reader.fault(reader.line(node), "assumptions must be a list")
        return ()
    if len(node.value) > MOST:
        reader.fault(reader.line(node), f"assumptions has {len(node.value)} entries; keep the {MOST} likeliest")
        return ()
    taken: dict[str, int] = {}
    read = (_read_one(entry, number, taken, reader) for number, entry in enumerate(node.value, start=1))
    return tuple(assumption for assumption in read if assumption is not None)


def _read_one(node: yaml.Node, number: int, taken: dict[str, int], reader: FieldReader) -> Assumption | None:
    """Reads one entry; ``taken`` has the phrasings read so far, each with the number of its entry."""
    found = reader.mapping(node, _FIELDS, "an assumption")
    if found is None:
        return None
    missing = sorted(_FIELDS - set(found))
    for name in missing:
        reader.fault(reader.line(node), f"an assumption has no {name!r}")
    if missing:
        return None
    asked = reader.texts(found["asked"], "asked")
    if not LEAST_PHRASINGS <= len(asked) <= MOST_PHRASINGS:
        reader.fault(
            reader.line(found["asked"]),
            f"asked needs {LEAST_PHRASINGS} to {MOST_PHRASINGS} ways of asking, has {len(asked)}",
        )
    for text in asked:
        if len(text.split()) > MOST_WORDS_ASKED:
            reader.fault(reader.line(found["asked"]), f"{text[:40]!r} has over {MOST_WORDS_ASKED} words; shorten it")
        # the reply must be unambiguous, so the same words cannot be in two entries, or twice in one
        other = taken.setdefault(_folded(text), number)
        if other != number:
            reader.fault(
                reader.line(found["asked"]), f"{text[:40]!r} is asked under assumption {other} too; drop one of them"
            )
    if len({_folded(text) for text in asked}) < len(asked):
        reader.fault(reader.line(found["asked"]), "a way of asking is given twice")
    return Assumption(asked, _read_answer(found["answer"], reader))


def _read_answer(node: yaml.Node, reader: FieldReader) -> str:
    answer = reader.text(node, "answer")
    if len(answer.split()) > MOST_WORDS_ANSWERED:
        reader.fault(reader.line(node), f"the answer to an assumption has over {MOST_WORDS_ANSWERED} words; shorten it")
    elif answer and (answer[-1] not in ".!" or _SENTENCE_ENDS_WITHIN.search(answer)):
        reader.fault(reader.line(node), "the answer to an assumption must be one sentence that ends with a full stop")
    elif _ONLY_CONFIRMS.fullmatch(answer):
        reader.fault(
            reader.line(node),
            "the answer to an assumption must say what holds, since it is given to similar requests too",
        )
    return answer


def _folded(text: str) -> str:
    """Only the words, because requests that differ in case or punctuation are the same."""
    return " ".join(re.findall(r"\w+", text.casefold())) or text
