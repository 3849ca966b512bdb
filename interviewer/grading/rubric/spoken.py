"""Rephrases a point of the rubric as an interviewer would say it: as a fact, as said, or as not said.

A rubric describes an answer: "Says that the loss jumps". A candidate is told "the loss jumps", "You said that the loss
jumps" or "You didn't say that the loss jumps".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text.alternatives import table

_SAYING = r"adds|describes|draws|explains|gives|lists|mentions|names|notes|says|shows|states"
_DOING = (
    "calls|chooses|compares|computes|contrasts|defines|derives|divides|gets|goes|keeps|links|multiplies|prefers|proposes"
    "|relates|sends|suggests|takes|uses|weights|works|writes"
)
_LEAD = table(
    (rf"(?P<verb>{_SAYING}|{_DOING})\b(?! (?:are|is|have|has|can|may|do|does)\b)", "multiplies both sides"),
)
"""The beginning of a claim about an answer; "Weights are averaged" is about weights."""
_LATER = re.compile(rf"(?<=[,:] )(?P<join>(?:or |and |then )?)(?P<verb>{_SAYING}|divides|multiplies|goes)\b(?! of\b)")
_OR = re.compile(rf"(?P<join>\bor )(?P<verb>{_SAYING})\b")
"""A further verb that is also about the answer: "adds a caveat, or names a case"."""
_THAT = re.compile(r"(?:says|explains|adds|states|notes|mentions) that\b", re.IGNORECASE)
_THE_FACTS_OWN = frozenset({"adds", "draws", "gives", "shows", "divides", "multiplies", "goes"})
"""Verbs that within a fact belong to its own subject rather than to the answer."""
_FACT = re.compile(r"(?:says|explains|adds|states|notes|mentions) that,? (?P<fact>.+)", re.IGNORECASE | re.DOTALL)
_QUESTION = re.compile(
    r"(?:says|explains|gives|describes|states) (?P<what>(?:(?:over|in|by|for) )?(?:what|how|why|when|where|which)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_ADVICE = re.compile(r"says to (?P<do>.+)", re.IGNORECASE | re.DOTALL)
_THING = re.compile(
    r"(?:names|gives|describes|states|mentions|adds) (?P<thing>(?!as\b|in\b).+)", re.IGNORECASE | re.DOTALL
)
_SIMPLE_FACT = re.compile(
    r"says (?P<fact>(?!in\b|so\b|it\b|yes\b|no\b)(?:an? |the )?[\w-]+(?: [\w-]+)?(?: that .+?)? (?:is|are|has|have|gets|saturates|needs)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_STRANDED = re.compile(
    r"(?P<verb>^\w+) (?P<prep>over|in|by|for|on|at|from|to|with) (?P<what>what (?:each|both|it|they|the|one|you|this|these|an?)\b[^,:;]*)"
    r"(?P<mark>[,:;]?)"
)
"""A preposition before its question word: "over what each normalises" becomes "what each normalises over"."""
_EITHER = re.compile(
    rf"(?P<first>.+?)(?:,? or (?P<other>(?:that|because)\b.+)|, or (?P<does>(?:{_SAYING})\b(?! of\b).+))",
    re.IGNORECASE | re.DOTALL,
)
"""A claim that can be made in either of two ways; only one is put in a sentence."""
_PAST = {
    "say": "said",
    "give": "gave",
    "draw": "drew",
    "show": "showed",
    "choose": "chose",
    "get": "got",
    "go": "went",
    "keep": "kept",
    "send": "sent",
    "take": "took",
    "write": "wrote",
    "prefer": "preferred",
}
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_FIRST_PART = re.compile(r"(?<=\w{3})(?:[,;:] | \(|,? (?:such as|namely|or its|or that|since|because|with)\b)")
_EXAMPLES = re.compile(r"(?<=\w{3}) \(|,? (?:such as|for example|namely|or its|e\.g\.)[ ,]|; ")
MOST_IN_HEADING = 8
"""Most words of a point that only has to be distinguished from others (a judgement)."""


def point(claim: str) -> str:
    """A claim as its verdict shows it after the question is closed, without a full stop: "The loss jumps (or: a norm jumps)".

    A claim that is not about an answer is unchanged. In a sentence only one of two ways is given, see ``core``.
    """
    first, other = _ways(claim)
    return f"{_told(first)} (or: {other})" if other else _told(first)


def core(claim: str) -> str:
    """``point`` as spoken: only the first of two ways to make it."""
    return _told(_ways(claim)[0])


def _told(text: str) -> str:
    if not _LEAD.match(text):
        return text
    if not _more_verbs(text):
        for pattern in (_FACT, _QUESTION, _ADVICE, _SIMPLE_FACT, _THING):
            if match := pattern.fullmatch(text):
                return _capital(next(filter(None, match.groups())))
    verb, rest = _parted(text)
    return _capital(f"{verb} {rest}")


def said(claim: str) -> str:
    """That a claim was made, without a full stop: "You said that the loss jumps"."""
    text = _ways(claim)[0]
    if not _LEAD.match(text):
        return f"You made this point: {_small(text, claim)}"
    verb, rest = _parted(text, past=True)
    return f"You {verb} {rest}"


def unsaid(claim: str) -> str:
    """That a claim was not made, without a full stop: "You didn't say that the loss jumps"."""
    text = _ways(claim)[0]
    if not _LEAD.match(text):
        return f"This was missing: {_small(text, claim)}"
    verb, rest = _parted(text)
    return f"You didn't {verb} {rest}"


def achieved(claim: str) -> str:
    """A point that was made: as a fact or a thing where ``core`` gives one, and never as an order ("Work out an example")."""
    text, told = _ways(claim)[0], core(claim)
    is_order = _LEAD.match(text) and told.lower().startswith(_parted(text)[0])
    return f"{said(claim) if is_order else told}."


def in_sentence(claim: str) -> str:
    """``core`` for use after a colon, without a second colon."""
    return _small(core(claim).replace(": ", ", namely ", 1), claim)


def listed(parts: Sequence[str]) -> str:
    """Some words in a row, as said: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def count_word(number: int) -> str:
    """A small number in words, up to ten."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _ways(claim: str) -> tuple[str, str]:
    """The first way of making a claim, and the second; "" if there is only one."""
    text = _clean(claim)
    either = _EITHER.fullmatch(text) if _LEAD.match(text) else None
    if either is None or either["first"].count("(") != either["first"].count(")"):
        return text, ""
    if does := either["does"]:
        verb, rest = _parted(does)
        return either["first"], f"{verb} {rest}"
    return either["first"], re.sub(r"^that\s+", "", either["other"])


def _parted(text: str, past: bool = False) -> tuple[str, str]:
    """The verb of a claim in the form that goes with "you", and the rest with its further verbs in the same form."""
    lead = _LEAD.match(text)
    assert lead is not None  # called only for claims that begin with one
    form = _past if past else _base

    def turned(match: re.Match[str]) -> str:
        return match[0] if _is_of_the_fact(text, match["verb"]) else f"{match['join']}{form(match['verb'])}"

    rest = _OR.sub(turned, _LATER.sub(turned, text[lead.end() :].strip()))
    return form(lead["verb"].lower()), rest


def _more_verbs(text: str) -> bool:
    rest = text[len(text.split()[0]) :]
    found = [*_LATER.finditer(rest), *_OR.finditer(rest)]
    return any(not _is_of_the_fact(text, match["verb"]) for match in found)


def _is_of_the_fact(text: str, verb: str) -> bool:
    """Whether a later verb has the fact's subject, not the candidate: in "says that it adds up, and divides by the root"."""
    return _THAT.match(text) is not None and verb.lower() in _THE_FACTS_OWN


def _base(verb: str) -> str:
    if verb == "goes":
        return "go"
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]


def _past(verb: str) -> str:
    base = _base(verb)
    if base in _PAST:
        return _PAST[base]
    if base.endswith("y"):
        return f"{base[:-1]}ied"
    return f"{base}d" if base.endswith("e") else f"{base}ed"


def _clean(claim: str) -> str:
    text = claim.strip().rstrip(".").strip()
    return _STRANDED.sub(lambda m: f"{m['verb']} {m['what'].rstrip()} {m['prep']}{':' if m['mark'] else ''}", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str, claim: str) -> str:
    """The text with a lower-case first letter, unless the first word is a name such as "ReLU", "SGD" or "Adam".

    Args:
        claim: What the text is from: a word that is written with a capital within it is a name.
    """
    first = re.match(r"[\w-]*", text.strip())
    word = first[0] if first else ""
    is_name = bool(word) and re.search(rf"(?<=[a-z,] ){re.escape(word)}(?!\w)", claim) is not None
    if is_name or word[1:] != word[1:].lower() or (len(word) == 1 and word != "A"):
        return text
    return text[:1].lower() + text[1:]


def heading(claim: str) -> str:
    """A claim in a few words, to tell it from the other points of its question."""
    words = _FIRST_PART.split(in_sentence(claim), maxsplit=1)[0].split()
    return " ".join(words) if len(words) <= MOST_IN_HEADING else f"{' '.join(words[:MOST_IN_HEADING])} …"


def in_short(claim: str) -> str:
    """A claim as it is said in a sentence, without its examples and other forms."""
    return _EXAMPLES.split(in_sentence(claim), maxsplit=1)[0].rstrip(" ,;")
