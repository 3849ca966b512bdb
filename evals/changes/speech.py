"""The same answer in another style of speaking. None of these changes alters what it says."""

from __future__ import annotations

import random
import re

from evals.changes.change import Change, ChangeMethod, both_sets
from evals.changes.clauses import DETERMINERS, PRONOUNS
from interviewer.grading.text.evidence import sentences
from knowledge.text.alternatives import any_of, table

FRAMES = both_sets(
    dev=(
        "What I'd like to mention at this point, if you allow me, is the following. {Text}",
        "Now, and I'm choosing my words with some care here, I would put it like this. {Text}",
        "{Text} That's how I would express this part of the matter.",
        "Coming to the next thing that I have in mind when I hear your question. {Text}",
    ),
    test=(
        "Let me add one more thing to the picture that I am trying to paint for you. {Text}",
        "{Text} So much for this aspect of what you wanted to know from me.",
        "If you give me another moment, there is something that belongs here too. {Text}",
        "And this brings me to a thing that I consider worth saying out loud. {Text}",
    ),
)
HEDGES = both_sets(
    dev=(
        "Thank you, I'll gladly try. {Text} I hope I've remembered all of it properly.",
        "I'm happy to answer that, as far as my knowledge goes. {Text} Please tell me if you'd like more.",
        "From what I've learned, it is like this. {Text} That would be my answer, if you're content with it.",
    ),
    test=(
        "With pleasure. {Text} I trust that's roughly what you had in mind.",
        "To the best of my knowledge it goes as follows. {Text} Do tell me where I should say more.",
        "I'd answer like this, if I may. {Text} Thanks for your patience with me.",
    ),
)
_TIED = table(
    (
        any_of(
            "it, they, this, that, these, those, then, there, here, he, she, but, and, so, or, also, hence, "
            "thus, therefore"
        ),
        "It is bounded",
    ),
    (r"second\w*", "Second, it is bounded"),
    (r"third\w*", "Third, it is bounded"),
    (any_of("next, after, afterwards, before, later, finally"), "Next, the loss falls"),
    (r"last\w*", "Last comes the bias"),
    (r"first\w*", "First comes the bias"),
    (any_of("step, now, otherwise, instead, both, such"), "Otherwise it diverges"),
    ("the (?:first|second|third|other|latter|former|same|rest)", "The other one is lower"),
    (
        any_of(
            "because, which, for that, that's, it's, they're, one, another, more, still, yet, again, not, "
            "no, yes, same, likewise, conversely, in contrast, however, without, with, its, their, if not, "
            "else, backwards, at the end"
        ),
        "Which is lower",
    ),
    before="^",
    after=r"\b",
)
"""A sentence that begins like this depends on the one before it."""


def reordered(text: str, rng: random.Random) -> str | None:
    """The sentences in another order; None if one of them depends on the sentence before it."""
    said = [piece.of(text).strip() for piece in sentences(text)]
    if len(said) < 3 or any(_TIED.match(piece) for piece in said) or "\n" in text.strip():
        return None
    order = list(range(len(said)))
    while order == sorted(order):
        rng.shuffle(order)
    return " ".join(said[n] if said[n].endswith((".", "!", "?")) else f"{said[n]}." for n in order)


def dictated(text: str, _rng: random.Random) -> str | None:
    """The text in lower case and without punctuation, like dictation; None if a symbol occurs in both upper and lower case."""
    symbols = set(re.findall(r"(?<![A-Za-z'’])[A-Za-z](?![A-Za-z'’])", text)) - {"a", "A", "I"}
    if any(s.swapcase() in symbols for s in symbols) or "\n" in text.strip() or re.search(r"[|`$\\]", text):
        return None
    return re.sub(r"[.,;:!?]+(?=\s|$)|[\"“”]|(?<=\s)[-–—](?=\s)", "", text).lower()


def framed(wordings: str) -> Change:
    """Puts a long-winded frame around each sentence."""

    def change(text: str, rng: random.Random) -> str | None:
        said = [piece.of(text).strip() for piece in sentences(text)]
        return " ".join(
            rng.choice(FRAMES[wordings]).format(Text=piece if piece.endswith((".", "!", "?")) else f"{piece}.")
            for piece in said
        )

    return change


def hedged(wordings: str) -> Change:
    """Puts polite phrases around the answer, and "I believe" before sentences that can take it."""
    mild = "I believe" if wordings == "dev" else "I would say"

    def change(text: str, rng: random.Random) -> str | None:
        said = []
        for n, piece in enumerate(sentences(text)):
            words = piece.of(text).strip()
            first = words.split(maxsplit=1)[0].lower()
            plain = first in (PRONOUNS | DETERMINERS) - {"i", "one"} and words[0].isupper() and not words.endswith("?")
            said.append(f"{mild} {words[0].lower()}{words[1:]}" if plain and n % 2 == 0 else words)
        return rng.choice(HEDGES[wordings]).format(Text=" ".join(said))

    return change


def manners(wordings: str) -> list[ChangeMethod]:
    """Every other way of saying the same."""
    return [
        ChangeMethod("dictated", dictated),
        ChangeMethod("reordered", reordered),
        ChangeMethod("hedged", hedged(wordings)),
        ChangeMethod("long-winded", framed(wordings)),
    ]
