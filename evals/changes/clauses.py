"""Which remarks are certainly one complete clause with one statement, and where the main verb is.

Rules of thumb that say "not sure" when in doubt: much of what candidates say is a fragment, and "it is false that" before a
fragment is not English.
"""

from __future__ import annotations

import re

from evals.changes.verbs import AUXILIARIES, BASE_FORMS, IMPERATIVES, THIRD_PERSON, words
from knowledge.text.alternatives import any_of, table

PRONOUNS = words("it they you we i he she this that these those there one everything")
DETERMINERS = words("the a an its their your our my this that these those each every it them")
_LOWERED = PRONOUNS | DETERMINERS | words("in on at with for most many some all both no")
_NO_SUBJECT = words(
    "if when whenever because and but so or then with without for in on at to by from as since while what how why where "
    "which who whose not no once after before first second third later afterwards just maybe perhaps also like else "
    "either neither unless until though although through via per than instead only even usually often sometimes always "
    "now here yes well ok um uh next finally last otherwise hence thus therefore basically"
)
_BLOCKS = words(
    "that which who whose when if because where how what to while whereas as than unless until since why whether so "
    "but and or"
)
_MAY_STAND_BEFORE_THE = words("all both half such most many only")
_UNCLEAR = re.compile(
    r"[=<>{}\[\]()|*`\"“”„/\\^_$;:?!→…]|\s[-–—]\s|\.\s|\n|\b(?:e\.g|i\.e|etc|vs)\b|'\w+'", re.IGNORECASE
)
"""Code, formulas, quotations, lists and more than one sentence."""
_SEVERAL = table(
    (
        r"\b"
        + any_of(
            "because, since, but, although, though, while, whereas, so, unless, instead, except, yet, "
            "however, otherwise, hence, thus, therefore, just, even, also, simply, still, already, i, i'd, "
            "i'm, i'll, i've, my, me, we, we'd, we're, our, us, wrong, false, myth, bad idea"
        )
        + r"\b",
        "It helps because the norm is bounded",
    ),
    (",", "first this, then that"),
)
"""With one of these it is unclear what a denial or a question covers: it may mean the reason, or half of the statement."""
NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|hardly|rarely|seldom|\w+n[’']t)\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SHORTEST, LONGEST = 3, 30
"""Words in a remark that can be changed: shorter ones name a thing and state nothing, longer ones contain several points."""


def plain(text: str) -> str | None:
    """A remark of one sentence without its full stop, or None for code, formulas, lists and longer speech."""
    said = text.strip().rstrip(".").strip()
    if not SHORTEST <= len(said.split()) <= LONGEST or _UNCLEAR.search(said):
        return None
    return lowered(said)


def clause(text: str) -> str | None:
    """A remark that is certainly one whole clause, so that it can follow "that"; None for anything else."""
    said = plain(text)
    if said is None or _SEVERAL.search(said) or main_verb(said) is None:
        return None
    return said


def lowered(said: str) -> str:
    """The text with a lower-case first letter, if its first word is an ordinary word and not a name or an abbreviation."""
    first = said.split(maxsplit=1)[0] if said else ""
    return said[:1].lower() + said[1:] if first.lower() in _LOWERED and first != "I" else said


def main_verb(said: str) -> re.Match[str] | None:
    """The finite verb of the main clause, or a word that ends in it, such as "it's"; None if that is not certain."""
    found = list(_WORD.finditer(said))
    if len(found) < SHORTEST:
        return None
    spoken = [word[0].lower().replace("’", "'") for word in found]
    if "'" in spoken[0] and spoken[0].split("'")[0] in PRONOUNS:
        return found[0]
    if _opens_no_clause(spoken):
        return None
    for n in range(1, len(found)):
        before, word = spoken[n - 1], spoken[n]
        if set(said[found[n - 1].end() : found[n].start()]) - {" "}:
            return None  # a comma or a number between
        if word in AUXILIARIES or (word.endswith("n't") and word != "n't"):
            return found[n]
        if word in THIRD_PERSON and before not in DETERMINERS - PRONOUNS and before != "of":
            return found[n]
        if word in BASE_FORMS and (before in ("you", "they", "we", "i") or _plural(before)):
            return found[n]
        if word in _BLOCKS:
            return None
    return None


def _opens_no_clause(spoken: list[str]) -> bool:
    """Whether the first words show that the subject is missing, or that something comes before it."""
    first, second = spoken[0], spoken[1]
    if first in _NO_SUBJECT or first in AUXILIARIES or first in IMPERATIVES or first in THIRD_PERSON:
        return True
    if first in BASE_FORMS or first.endswith(("ly", "n't")):
        return True
    if (first, second) == ("most", "likely"):
        return True
    return second in DETERMINERS and first not in _MAY_STAND_BEFORE_THE


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))
