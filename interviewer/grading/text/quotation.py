"""The candidate's words as quoted inside a sentence, whether they are a clause, a paragraph or code."""

from __future__ import annotations

import re

from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.text.markup import unmarked
from knowledge.text.alternatives import any_of, in_context, table

MAX_QUOTE_WORDS = 18
"""Longest quote in a sentence, in words: about one and a half lines. A judgement."""
_CODE_SIGN = re.compile(r"[={}\[\]]|\w\(|->")
"""Signs of code or a formula, which is quoted as code."""
_PROSE = re.compile(r"(?:\b[A-Za-z'’]{2,}[ \t\n]){2}[A-Za-z'’]{2,}|\b(?:I|we|you|the|are|so|because|to|of)\b")
"""Matches three words in a row, or a word that code does not have outside strings."""
_SENTENCE = re.compile(r"\s*[A-Z][a-z]* [a-z]+\b[^\n]*[.!?]\s*")
"""Matches a line that begins and ends like a sentence, as "Squared gives [6, 8]." does."""
_PAIRED = ("$", "`")
_CLAUSE_END = re.compile(r"(?<!\.[ge])[,;:.!?]$|^[–—]$")
"""Matches the last word of a clause, but not "e.g." or "i.e."."""
_STOP = re.compile(r"(?<!\.[ge])[.!?][\"'”’)]*$")
"""Matches the last word of a sentence, but not "e.g." or "i.e."."""
_CLAUSE_START = frozenset({"and", "but", "because", "which", "while", "whereas", "since", "although", "when", "if"})
_JOINTS = ",;:–— "
"""What is dropped before an ellipsis."""
_SENTENCE_END = frozenset(".!?\n|<")
"""What comes right after a quote that is not cut in the middle of a sentence; a bar and a tag end a cell or a line."""
_AROUND = " \t*_`\"'”’)]"
"""What may be between the last word of a sentence and its end."""

_TALK = (
    "(?:"
    + in_context(
        (
            (
                any_of(
                    "ok(?:ay)?, well, so, sure, fine, right, hm+, uh+, um+, er+, erm, ah+, oh, hey, wait, now, "
                    "sorry, oops, all ?right, tbh, to be honest, honestly, you know, let me (?:think|see), "
                    "let['’]s see, good question"
                ),
                "let me think",
            ),
            ("if you (?:insist|like|must|say so|want)", "if you want"),
            ("(?:as|like) i (?:just |already )?said", "like I said"),
            ("i(?:['’]ve)? (?:just |already )?(?:said|told you)(?: (?:it|that|this|so))?", "I've said"),
            ("(?:(?:no|it['’]s|that['’]s|the),? )*other way (?:a?round)", "Or rather the other way round."),
        ),
    )
    + ")"
)
_FILLER = r"(?:(?:hm+|uh+|um+|erm?|ok(?:ay)?,? so)\b[\s,.…]*)"
_BEFORE = table(
    (
        rf"(?:{_TALK}(?:\s+{_TALK})*\s*(?:[:,;.!…]+|[-–—]+(?=\s))\s*|{_FILLER}(?:(?:ok(?:ay)?,? |well,?"
        r" )?so\b\s*)?)+",
        "you know,",
    ),
)
"""Talk up to a mark that ends it: "ok if you insist: ", or sounds that need none. "Yes" and "no" are part of an answer."""
FEWEST_LEFT = 2
"""Words that must be left of a quote. A judgement."""


def quoted(quote: str, words: int = MAX_QUOTE_WORDS) -> str:
    """A quote in quotation marks, or as code if it is code or breaks off within a formula; cut after ``words`` words.

    It appears inside a sentence, so its own full stop is dropped, and quotation marks within it become single. Talk that it
    begins with, such as "Hmm, okay so,", is left out.
    """
    quote = without_talk(quote)
    if is_code(quote) or quote.count("$") % 2:  # half a formula would turn what follows it into a formula
        return f"`{_cut(quote.replace('`', ' ').split(), words, at_clauses=False)}`"
    text = " ".join(unmarked(quote).text.split()).strip('"“”„«»').rstrip(".,;: ")
    text = _cut(text.split(), words)
    text = re.sub(r"\"([^\"]*)\"", r"‘\1’", text)
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def without_talk(quote: str) -> str:
    """A quote, starting where it gets to the subject; unchanged if little would be left."""
    talk = _BEFORE.match(quote)
    rest = quote[talk.end() :] if talk else quote
    return rest if len(rest.split()) >= FEWEST_LEFT else quote


def you_said(quote: str) -> str:
    """A sentence that quotes the candidate, such as "You said “it is linear”."; "" without words."""
    return f"You {'wrote' if is_code(quote) else 'said'} {quoted(quote)}." if quote else ""


def shortened(quote: str, words: int) -> str:
    """The first words of a quote on one line, cut as in ``quoted``."""
    return _cut(quote.split(), words)


def first_quote(item: CriterionVerdict, answer: str = "") -> str:
    """The words that a verdict rests on, "" if it rests on nothing or on a drawing.

    Args:
        answer: What they are from. If given, an ellipsis is added where they break off in the middle of a sentence.
    """
    if not item.evidence or item.drawn:
        return ""
    evidence = item.evidence[0]
    return f"{evidence.quote.rstrip(_JOINTS)} …" if _breaks_off(answer, evidence.end) else evidence.quote


def grounds(item: CriterionVerdict) -> str:
    """What a verdict rests on, as the end of a sentence: its words in brackets, or the reason if it was a drawing."""
    if item.drawn:
        return f". {item.reason.rstrip('.')}" if item.reason else ""
    return f" ({quoted(first_quote(item))})" if item.evidence else ""


def is_code(quote: str) -> bool:
    """Whether a quote is a piece of code rather than prose; a formula in dollars is prose."""
    told = _PROSE.search(quote) or _SENTENCE.fullmatch(quote)
    return "$" not in quote and bool(_CODE_SIGN.search(quote)) and not told


def _breaks_off(answer: str, end: int) -> bool:
    """Whether a sentence goes on after a place."""
    said, rest = answer[:end].rstrip(_AROUND), answer[end:].lstrip(_AROUND)
    return bool(said and rest) and rest[0] not in _SENTENCE_END and said[-1] not in _SENTENCE_END


def _cut(words: list[str], most: int, at_clauses: bool = True) -> str:
    """The first words, with no formula and no code cut in two; an ellipsis says that there is more.

    Args:
        at_clauses: Cut where a sentence or else a clause ends, if one does in the second half.
    """
    if len(words) <= most:
        return " ".join(words)
    ends = [n for n in range(1, most + 1) if not any(" ".join(words[:n]).count(mark) % 2 for mark in _PAIRED)]
    if not ends:
        return " ".join(words)  # one formula from end to end
    end = ends[-1]
    if not at_clauses:
        return " ".join(words[:end]) + " …"
    late = [n for n in ends if 2 * n >= end]
    whole = [n for n in late if _STOP.search(words[n - 1])]
    marked = [n for n in late if _CLAUSE_END.search(words[n - 1])]
    joined = [n for n in late if words[n].lower() in _CLAUSE_START and words[n - 1].lower() not in _CLAUSE_START]
    return " ".join(words[: (whole or marked or joined or [end])[-1]]).rstrip(_JOINTS) + " …"
