"""Verbs the rules can rely on: auxiliaries, and words that are hardly ever nouns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def words(listed: str) -> frozenset[str]:
    """The words in a string, separated by spaces."""
    return frozenset(listed.split())


AUXILIARIES = words("is are was were can could does do did has have had will would should must may might cannot")
CONTRACTED: Mapping[str, str] = MappingProxyType(
    {
        "is": "isn't",
        "are": "aren't",
        "was": "wasn't",
        "were": "weren't",
        "can": "can't",
        "could": "couldn't",
        "does": "doesn't",
        "do": "don't",
        "did": "didn't",
        "has": "hasn't",
        "have": "haven't",
        "will": "won't",
        "would": "wouldn't",
        "should": "shouldn't",
    }
)
THIRD_PERSON: Mapping[str, str] = MappingProxyType(
    {
        **{
            f"{base}s": base
            for base in words(
                "need make give learn keep become get take depend help require mean grow shrink converge use allow see stay "
                "come stop prevent reduce improve compute predict add remove find tell contain let lead act divide explode "
                "encourage avoid speed save turn happen begin assume treat become lose choose forget ignore generalise "
                "generalize memorise memorize optimise optimize minimise minimize maximise maximize normalise normalize "
                "penalise penalize regularise regularize saturate oscillate diverge overfit underfit behave remain seem "
                "produce provide introduce replace represent separate share ensure enable cause consist correspond bring "
                "eliminate preserve collapse force try want start put prove explain describe select receive hide"
            )
        },
        "goes": "go",
        "reaches": "reach",
        "vanishes": "vanish",
        "teaches": "teach",
        "multiplies": "multiply",
        "applies": "apply",
        "amplifies": "amplify",
        "relies": "rely",
        "satisfies": "satisfy",
        "decays": "decay",
    }
)
"""Base form by third person singular."""
BASE_FORMS = frozenset(THIRD_PERSON.values()) - {
    "start",
    "turn",
    "stop",
    "find",
    "act",
    "hide",
    "use",
    "need",
    "decay",
} | {
    "know",
    "have",
    "need",
    "use",
}
IMPERATIVES = words(
    "start use keep train fine-tune finetune add freeze lower raise cut put multiply take make set increase reduce decrease "
    "remove pick choose initialise initialize compute subtract divide apply replace normalise normalize scale clip check "
    "begin get let try drop average stop sum shuffle split sample look run hold give find count stack resize crop mask "
    "increment store update treat push predict measure switch turn shrink regularise regularize collect label fit"
)
AFTER_IMPERATIVE = words("the a an it them all both every each your more less with from on")
"""After one of these the first word is an order: "train the", but not "train loss"."""
