"""Statements and whole answers that are retracted in their last words."""

from __future__ import annotations

import random

from evals.changes.change import Change, ChangeMethod, both_sets, worded

TAKEN_BACK = both_sets(
    dev=(
        "{Text}. Hmm, wait, cross that out, it's wrong.",
        "{Text}. Ah no, I was talking rubbish there, that isn't true.",
        "{Text}. Sorry, please ignore what I just said, it's incorrect.",
        "{Text}... no, hang on, that can't be right. I withdraw it.",
        "{Text}. On second thought that is false.",
        "{Text}. Oh, I've mixed something up, it's not like that.",
    ),
    test=(
        "{Text}. No, forget it, I got that wrong.",
        "{Text}. Let me correct myself, what I said there is not true.",
        "{Text}. Strike that from the record please, it was an error.",
        "{Text}. Thinking about it once more, I no longer believe this, it's false.",
        "{Text}. Oops, no, I don't stand by that, it is mistaken.",
        "{Text}. Hold on, that was nonsense, I'm taking it back.",
    ),
)
ALL_TAKEN_BACK = both_sets(
    dev=(
        "Hmm, wait, cross all of that out, everything I said is wrong.",
        "No, sorry, please ignore my whole answer, none of it is true.",
        "Oh dear, I was talking about the wrong thing the entire time. I withdraw every word of it.",
        "On second thought all of what I've just told you is false.",
    ),
    test=(
        "No, forget the lot, I got every single point wrong.",
        "Let me correct myself: nothing of what I said here is true.",
        "Please strike my complete answer from the record, all of it was an error.",
        "Thinking about it once more, I no longer believe any of this, it's all false.",
    ),
)


def taken_back(wordings: str) -> list[ChangeMethod]:
    """Every way to take a statement back in one set of wordings."""
    return worded(TAKEN_BACK[wordings])


def all_taken_back(wordings: str) -> list[ChangeMethod]:
    """Every way to take a whole answer back."""

    def ending(words: str) -> Change:
        def change(text: str, _rng: random.Random) -> str | None:
            said = text.rstrip()
            return f"{said if said.endswith(('.', '!', '?')) else said + '.'} {words}"

        return change

    return [ChangeMethod(words, ending(words)) for words in ALL_TAKEN_BACK[wordings]]
