"""Takes a claim of a rubric apart: what it says of an answer, in which ways it can be met, and the fact or thing it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from interviewer.grading.rubric.claim_verbs import DOING, LATER_VERBS, SAYING, base
from knowledge.text.alternatives import table

LEAD = table(
    (
        rf"(?P<verb>{SAYING}|{DOING})\b(?! (?:are|is|have|has|can|may|do|does|of|include)\b)",
        "multiplies both sides",
    ),
)
"""The beginning of a claim about an answer; "Weights are averaged" is about weights."""
_LATER = re.compile(rf"(?<=[,:] )(?P<join>(?:or |and |then )?)(?P<verb>{SAYING}|divides|multiplies|goes)\b(?! of\b)")
"""A further thing that an answer can say, after a comma or a colon: "names it, gives a reason". "Names of" has no verb."""
_JOINED = re.compile(r"(?P<join>(?<=, )(?:or|and|then) |(?<=: ))(?P<verb>[a-z]+s)\b(?! of\b)")
"""A further verb of any kind, if a word or a colon joins it: ", or draws it"."""
_OR = re.compile(rf"(?P<join>\bor )(?P<verb>{SAYING})\b")
"""A further way of saying it without a comma: "names it or describes it"."""
_AND = re.compile(r"(?P<join>\b(?:and|then) )(?P<verb>[a-z]+s)(?= (?:the|an?|it|each|all|both|by|with|how|why|what)\b)")
"""Further verbs that are also about the answer: "adds a caveat, or names a case", "divides it and adds the bias"."""
_FURTHER = (_LATER, _JOINED, _OR, _AND)
THAT = re.compile(r"(?:says|explains|adds|states|notes|mentions) that\b", re.IGNORECASE)
"""Opens a claim that states a fact."""
_ASKS = re.compile(r"(?:says|explains|describes|states) (?:what|how|why|when|where|which)\b", re.IGNORECASE)
"""Opens a claim that asks for something without stating it: "says why it converges"."""
_SAYS = frozenset({"describes", "explains", "lists", "mentions", "names", "notes", "says", "states"})
"""Verbs that within a fact are still about the answer; any other has the fact's own subject."""
_NAMING = "adds|describes|gives|identifies|lists|mentions|names|proposes|recommends|states|suggests|works out"

_FACT = re.compile(r"(?:says|explains|adds|states|notes|mentions) that,? (?P<fact>.+)", re.IGNORECASE | re.DOTALL)
"""A claim that states a fact, with the fact."""
_ASIDE = re.compile(
    r"(?:says|adds|notes) (?P<aside>(?:in|for|as|on|against) [^,:]{1,30}?) that (?P<fact>.+)", re.IGNORECASE | re.DOTALL
)
"""A claim that states a fact after an aside: "says for small ones that they vanish"."""
_QUESTION = re.compile(
    r"(?:says|explains|gives|describes|states) (?P<what>(?:(?:over|in|by|for) )?(?:what|how|why|when|where|which)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A claim that asks for what, how or why, with what it asks."""
_VALUE = re.compile(r"gives (?P<what>(?:an?|the|each) [^,:]+?) the value(?P<value>,? .+)", re.IGNORECASE | re.DOTALL)
"""A claim that gives something a value: "gives the root the value 5"."""
_IT = re.compile(r"(?:describes|explains|states) it: (?P<thing>.+)", re.IGNORECASE | re.DOTALL)
"""A claim that says what it is about after a colon: "describes it: a bowl"."""
_NAMED = re.compile(r"names (?P<thing>(?:how|what|when|where)\b.+)", re.IGNORECASE | re.DOTALL)
"""A claim that names how, what, when or where."""
_THING = re.compile(
    rf"(?:(?:names|gives|adds) or )?(?:{_NAMING}) (?P<thing>(?!(?:as|in|it|them|this|to|or|that)\b).+)",
    re.IGNORECASE | re.DOTALL,
)
"""A claim that names or gives a thing; "gives it the value" names none."""
_SIMPLE_FACT = re.compile(
    r"says (?P<fact>(?!in\b|so\b|it\b|yes\b|no\b)(?:an? |the )?[\w-]+(?: [\w-]+)?(?: that .+?)? (?:is|are|has|have|gets|saturates|needs)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
"""A claim that states a fact without "that": "says the loss is convex"."""
ADVICE = re.compile(r"(?:says|proposes|suggests|recommends) to (?P<do>.+)", re.IGNORECASE | re.DOTALL)
"""A claim that gives advice, with what to do."""

_STRANDED = re.compile(
    r"(?P<verb>^\w+) (?P<prep>over|in|by|for|on|at|from|to|with) (?P<what>what (?:each|both|it|they|the|one|you|this|these|an?)\b[^,:;]*)"
    r"(?P<mark>[,:;]?)"
)
"""A preposition before its question word: "over what each normalises" becomes "what each normalises over"."""
_RELATED = re.compile(r"^relates (?P<what>(?:an?|the|both)\b[^,:;]*?)(?P<rest> to .+|,.+|$)", re.IGNORECASE | re.DOTALL)
"""A claim that relates things: "relates the rate to the batch size"."""
_CONTRASTED = re.compile(r"^contrasts (?P<what>[^,:;]+?) with (?P<rest>.+)", re.IGNORECASE | re.DOTALL)
"""A claim that contrasts one thing with another."""
_CONTRASTS_WITH = re.compile(r"^contrasts with\b", re.IGNORECASE)
"""A claim that contrasts with something the question names."""
_AS_THE_REASON = re.compile(r"^(?:gives|names|states) as (?P<what>an?|the) reason (?:that )?", re.IGNORECASE)
"""A claim that gives something as the reason."""
_CALLED = re.compile(r"^calls (?P<what>it|this) ", re.IGNORECASE)
"""A claim that calls the thing asked about something."""
_IN_ANY_WORDS = re.compile(r",? in (?:these|those|the same) or (?:similar|other) words", re.IGNORECASE)
"""Tells the judge that the wording is free; no candidate is told that."""

_EITHER = re.compile(
    rf"(?P<first>.+?)(?:,? or (?P<other>(?:that|because)\b.+)|, or (?P<does>(?:{SAYING})\b(?! of\b).+))",
    re.IGNORECASE | re.DOTALL,
)
"""A claim that can be made in either of two ways; only one is put in a sentence."""
_OR_ALSO = re.compile(rf"(?P<first>\w+ .+?) or (?P<does>(?:{SAYING})\b(?! of\b).+)", re.IGNORECASE | re.DOTALL)
"""Two ways in one breath: "gives 4 or names the rule"."""
_EXAMPLE = re.compile(r"(?:such as|for (?:example|instance)|as in)\b(?P<given>[^:;]*)\Z")
"""The end of a first way in examples."""


_FOR_EXAMPLE = r", for (?:instance|example) that\b"


def cleaned(claim: str) -> str:
    """A claim without its full stop, and with a turn of rubrics put as people say it: "Contrasts with" as "Gives the contrast with"."""
    text = _IN_ANY_WORDS.sub("", claim.strip().rstrip(".").strip())
    text = _AS_THE_REASON.sub(r"Gives \g<what> reason: ", text)
    text = _CALLED.sub(r"Says that \g<what> is called ", text)
    text = _CONTRASTS_WITH.sub("Gives the contrast with", text)
    text = _CONTRASTED.sub(lambda m: f"Says how {m['what']} {_agreeing('contrasts', m['what'])} with {m['rest']}", text)
    text = _RELATED.sub(lambda m: f"Says how {m['what']} {_agreeing('relates', m['what'])}{m['rest']}", text)
    if ADVICE.match(text):
        text = re.sub(r"(?<=, )(and|or) to ", r"\1 ", text)
    return _STRANDED.sub(lambda m: f"{m['verb']} {m['what'].rstrip()} {m['prep']}{':' if m['mark'] else ''}", text)


def _agreeing(verb: str, subject: str) -> str:
    """A verb in the number of its subject: "how the curves relate", "how the loss relates"."""
    head = re.split(r" (?:of|in|for|between|at|that|which)\b", subject)[0]
    several = re.search(r"\b(?:both|two|three)\b| and ", subject) or (head.endswith("s") and not head.endswith("ss"))
    return base(verb) if several else verb


@dataclass(frozen=True)
class WaysToMeet:
    """In which ways a claim can be met.

    Attributes:
        first: The claim as far as the first way goes.
        second: How else it can be met; "" if there is one way.
        whole: The claim with its last example, if ``first`` ends in the others.
    """

    first: str
    second: str = ""
    whole: str = ""


def ways(claim: str) -> WaysToMeet:
    """The ways of making a claim. What follows "such as a, or that" is one more example, and no way."""
    text = cleaned(claim)
    either = _EITHER.fullmatch(text) if LEAD.match(text) else None
    if either is None or either["first"].count("(") != either["first"].count(")"):
        return WaysToMeet(text)
    first, does, other = either["first"], either["does"] or "", either["other"] or ""
    if does:
        return WaysToMeet(text) if _is_of_the_fact(text, does.split(maxsplit=1)[0]) else WaysToMeet(first, does)
    given = _EXAMPLE.search(first)
    if given and other.startswith("that ") and (not THAT.match(text) or given["given"].startswith(" that ")):
        return WaysToMeet(_with_or(first, given), whole=text)
    return WaysToMeet(first, re.sub(r"^that\s+", "", other))


def _with_or(first: str, examples: re.Match[str]) -> str:
    """Examples whose last one was taken off, with "or" before the one that is last now: "such as a, b" as "such as a or b"."""
    head, comma, last = examples["given"].rpartition(", ")
    whole = comma and head.count("(") == head.count(")")
    return f"{first[: examples.start('given')]}{head} or {last}" if whole else first


def plain(text: str) -> str:
    """What a claim is about, as a fact or a thing with a lower-case beginning; "" if it only says what an answer does."""
    both = _OR_ALSO.fullmatch(text)
    if both and not _is_of_the_fact(text, both["does"].split(maxsplit=1)[0]):
        first, second = plain(both["first"]), plain(both["does"])
        return f"{first} or {second}" if first and second else ""
    if further_verbs(text):
        return ""
    if fact := fact_of(text):
        return fact
    if question := _QUESTION.fullmatch(text):
        return re.sub(r"^(what [^,:]+), that (?!is\b|means\b)", r"\1: ", question["what"])
    thing = _IT.fullmatch(text) or _NAMED.fullmatch(text) or _THING.fullmatch(text)
    return thing["thing"] if thing else ""


def fact_of(text: str) -> str:
    """The fact that a claim states, with a lower-case beginning; "" if it names a thing or asks for a reason."""
    if further_verbs(text) or _QUESTION.fullmatch(text):
        return ""
    if fact := _FACT.fullmatch(text) or _SIMPLE_FACT.fullmatch(text):
        return _as_a_fact(fact["fact"])
    if aside := _ASIDE.fullmatch(text):
        return f"{aside['aside']}, {_as_a_fact(aside['fact'])}"
    value = _VALUE.fullmatch(text)
    return f"{value['what']} has the value{value['value']}" if value else ""


def _as_a_fact(fact: str) -> str:
    """A fact without the "that" of its further parts, which has lost the verb it belongs to; "" if it asks why, too."""
    if re.search(r" and (?:why|how)\b", fact):
        return ""
    if re.search(_FOR_EXAMPLE, fact):
        return re.sub(rf"{_FOR_EXAMPLE}|(?<= or) that\b", lambda m: m[0].removesuffix(" that"), fact)
    fact = re.sub(r"(, or, [^,]+,) that ", r"\1 ", fact)
    first, join, rest = fact.partition(" and that ")
    return f"{first} and {rest}" if join and " that " not in first else fact


def further_verbs(text: str) -> bool:
    """Whether a claim says more than one thing of an answer: "Says why, and names a case"."""
    rest = text[len(text.split(maxsplit=1)[0]) :] if text else ""
    found = [match for pattern in _FURTHER for match in pattern.finditer(rest)]
    either = re.match(rf"(?:names|gives|adds) or (?:{_NAMING}) ", text, re.IGNORECASE)
    return any(not _is_of_the_fact(text, m["verb"]) for m in found[1 if either else 0 :])


def turned(text: str, form: Callable[[str], str]) -> tuple[str, str]:
    """The verb of a claim in another form, and the rest with its further verbs in that form. The claim must begin with one."""
    lead = LEAD.match(text)
    assert lead is not None  # called only for claims that begin with one

    def other(match: re.Match[str]) -> str:
        return match[0] if _is_of_the_fact(text, match["verb"]) else f"{match['join']}{form(match['verb'])}"

    rest = text[lead.end() :].strip()
    for pattern in _FURTHER:
        rest = pattern.sub(other, rest)
    return form(lead["verb"].lower()), rest


def _is_of_the_fact(text: str, verb: str) -> bool:
    """Whether a later word is no verb of the candidate's: in "says that it adds up, and divides by the root"."""
    if verb.lower() not in LATER_VERBS:
        return True
    if THAT.match(text):
        return verb.lower() not in _SAYS
    return _ASKS.match(text) is not None and verb.lower() not in SAYING.split("|")
