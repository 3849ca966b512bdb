"""Denied statements, with a phrase around them or a "not" inside. A denied point earns nothing."""

from __future__ import annotations

import random
import re

from evals.changes.change import Change, ChangeMethod, both_sets, fill, worded
from evals.changes.clauses import NEGATIVE, clause, main_verb, plain
from evals.changes.verbs import AFTER_IMPERATIVE, BASE_FORMS, CONTRACTED, IMPERATIVES, THIRD_PERSON
from interviewer.grading.text.evidence import sentences

DENIED = both_sets(
    dev=(
        "I'm convinced it's untrue that {clause}.",
        "I really don't buy the story that {clause}.",
        "Against what you hear everywhere, it does not hold that {clause}.",
        "{Clause}, which is just plain wrong.",
        "Nobody has ever managed to show that {clause}.",
        "There's no truth whatsoever in the idea that {clause}.",
        "It would be a mistake to believe that {clause}.",
        "I'd dispute the statement that {clause}.",
        "By no means would I say that {clause}.",
        "{Clause}? No, not at all, that's incorrect.",
        'If somebody told you "{text}", they told you something false.',
        '"{Text}" is not true.',
        'The sentence "{text}" gets it wrong.',
        'Never answer with "{text}", since that is incorrect.',
    ),
    test=(
        "In no way is it the case that {clause}.",
        "One thing I refuse to accept is that {clause}.",
        "People like to repeat that {clause}, and it's nonsense.",
        "Whoever told you that {clause} was mistaken.",
        "So far no experiment has confirmed that {clause}, and I say it's false.",
        "It's a fairy tale that {clause}.",
        "You'd be badly misled if you thought that {clause}.",
        "I strongly object to the view that {clause}.",
        "{Clause}: that couldn't be further from the truth.",
        "It has turned out to be untrue that {clause}.",
        '"{Text}" sounds good, but as a fact it is false.',
        'I would cross out "{text}", as that is an error.',
        'A wrong answer would be this one: "{text}".',
        'I hold "{text}" to be a false statement.',
    ),
)
_WEAK = re.compile(
    r"\b(?:each|every|all|both|most|many|some|few|several|only|always|often|usually|exactly|too|as|alone|or|and|"
    r"than|if|when|may|might|must|barely|sometimes|still)\b",
    re.IGNORECASE,
)
"""A "not" next to one of these may deny only the quantity or the condition, and leave the point standing."""
_WOULD = re.compile(r"^I(?:'d| would) (?!better|rather|like|love|say|think|not|never|guess|have|be)([a-z-]+)")


def contracted(text: str, _rng: random.Random) -> str | None:
    """The statement with "isn't", "doesn't" and the like as the verb of its main clause."""
    return _negated(text, short=True)


def spelt_out(text: str, _rng: random.Random) -> str | None:
    """The statement with "is not", "does not" and the like as the verb of its main clause."""
    return _negated(text, short=False)


def forbidden(opening: str) -> Change:
    """Turns an order into its opposite: "start with the top" becomes "never start with the top"."""

    def change(text: str, _rng: random.Random) -> str | None:
        said = plain(text)
        words = said.split() if said else []
        if said is None or len(words) < 3 or NEGATIVE.search(said) or _WEAK.search(said) or "," in said:
            return None
        order = words[0].lower() in IMPERATIVES and words[1].lower() in AFTER_IMPERATIVE
        return f"{opening} {said[0].lower()}{said[1:]}." if order else None

    return change


def refused(refusal: str) -> Change:
    """Turns what the speaker would do into what they would not do."""

    def change(text: str, _rng: random.Random) -> str | None:
        said = plain(text)
        if said is None or NEGATIVE.search(said) or _WEAK.search(said) or "," in said:
            return None
        found = _WOULD.match(said)
        return f"{refusal} {said[found.start(1) :]}." if found else None

    return change


def denied(wordings: str) -> list[ChangeMethod]:
    """Every way to deny a statement in one set of wordings."""
    if wordings == "dev":
        rules = [
            ChangeMethod("not inside, contracted", contracted),
            ChangeMethod("order forbidden, never", forbidden("Never")),
            ChangeMethod("I would never", refused("I would never")),
        ]
    else:
        rules = [
            ChangeMethod("not inside, spelt out", spelt_out),
            ChangeMethod("order forbidden, do not", forbidden("Whatever you do, do not")),
            ChangeMethod("I wouldn't", refused("I definitely wouldn't")),
        ]
    return worded(DENIED[wordings]) + rules


AFTER_SENTENCE = both_sets(
    dev=("{Text} Which is simply untrue.", "{Text} No, that's not so.", 'You would be mistaken to claim: "{Text}"'),
    test=("{Text} This is not true.", "{Text} But that's incorrect.", 'The following is an error: "{Text}"'),
)


def every_sentence_denied(wordings: str) -> list[ChangeMethod]:
    """Denies each sentence of an answer separately, with a wording drawn for each."""

    def change(text: str, rng: random.Random) -> str | None:
        said = [piece.of(text).strip() for piece in sentences(text)]
        if any(piece.endswith("?") for piece in said):
            return None
        return " ".join(_deny_sentence(piece, wordings, rng) for piece in said)

    return [ChangeMethod("every sentence denied", change)]


def _deny_sentence(said: str, wordings: str, rng: random.Random) -> str:
    whole = said if said.endswith((".", "!")) else f"{said.rstrip(' ,;:')}."
    framed = fill(rng.choice(DENIED[wordings]), whole)
    return framed or rng.choice(AFTER_SENTENCE[wordings]).format(Text=whole)


def _negated(text: str, short: bool) -> str | None:
    said = clause(text)
    if said is None or NEGATIVE.search(said) or _WEAK.search(said) or "," in said:
        return None
    verb = main_verb(said)
    if verb is None:
        return None
    head, after = said[: verb.start()], said[verb.end() :]
    following = (after.split() or [""])[0].lower()
    if following in ("that", "because", "what", "how", "why", "to"):
        return None  # a "not" there denies only the reason or the manner
    made = _with_not(verb[0].lower(), following, short)
    if made is None:
        return None
    out = f"{head}{made}{after}."
    return out[0].upper() + out[1:]


def _with_not(verb: str, following: str, short: bool) -> str | None:
    """The verb of a main clause with its "not"; None if it could be read in two ways."""
    participle = following.endswith(("ed", "en")) or following in ("been", "had", "made", "got", "shown")
    if verb in ("it's", "that's", "there's", "this's") and not participle:
        pronoun = verb.split("'")[0]
        return f"{pronoun} isn't" if short else f"{pronoun} is not"
    if verb in ("they're", "you're"):
        pronoun = verb.split("'")[0]
        return f"{pronoun} aren't" if short else f"{pronoun} are not"
    if verb in ("has", "have") and not participle:
        auxiliary = "does" if verb == "has" else "do"
        return f"{CONTRACTED[auxiliary] if short else auxiliary + ' not'} have"
    if verb in CONTRACTED:
        full = "cannot" if verb == "can" else f"{verb} not"
        return CONTRACTED[verb] if short else full
    if verb in THIRD_PERSON:
        return f"{'doesn' + chr(39) + 't' if short else 'does not'} {THIRD_PERSON[verb]}"
    if verb in BASE_FORMS:
        return f"{'don' + chr(39) + 't' if short else 'do not'} {verb}"
    return None
