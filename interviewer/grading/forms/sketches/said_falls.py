"""A falling curve in words: "drops quickly, then flattens out near zero" as one of the shapes that the bank's features name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.sketches.said_graphs import SaidShape
from knowledge.text.alternatives import any_of, shared, table

OSCILLATES, DIVERGES, HIGH, SLOW, GOOD, STRAIGHT = (
    "oscillates",
    "diverges",
    "stays high after a drop",
    "falls slowly",
    "falls fast, then levels off low",
    "falls at the same speed all the time",
)
_KNOWN = frozenset({OSCILLATES, DIVERGES, HIGH, SLOW, GOOD})
_VERY = r"(?:(?:so|very|only|really|too|extremely|rather|quite|just|pretty|fairly|relatively)\s+)*"
_FALLS = (
    r"(?:(?:is\s+|keeps\s+)?(?:fall|drop|decreas|declin|sink|shrink|go|com|mov|head|descend)(?:e?s|ing|e)?(?:\s+down(?:wards?)?)?"
    r"|creeps|goes\s+down)"
)
_STAYS = (
    r"(?:stays|remains|sits|hovers|hangs|gets\s+stuck|is\s+stuck|stuck|plateaus|stagnates|settles|ends\s+up"
    r"|(?:(?:gets|becomes|goes|runs)\s+)?flat(?:tens)?(?:\s+(?:out|off))?|levels?\s+(?:off|out))"
)
_UP = r"(?:(?:there|at|on|far|way|up|too|a|an|very|rather|quite|pretty|the|level|in|still|out)\s+)*"
_LOW = (
    r"(?:near|close\s+to|at|to|around|just\s+above|on|with)\s+(?:(?:a|the|very|quite|its)\s+)*(?:bottom|"
    r"zero|0|floor|low\s+(?:error|level|value|loss|plateau)s?)\b"
)
_SPEED = r"(?:quickly|fast|steeply|rapidly|sharply|like\s+a\s+stone|in\s+no\s+time)"
_ATOMS: tuple[tuple[str, str], ...] = (
    (
        "DIV",
        r"(?:go(?:es|ing)|shoots?|runs?|climbs?|grows?|rises?|heads?)\s+(?:(?:off|up|away|straight)\s+)*(?:to|towards?)\s+(?:the\s+)?(?:infinity|∞|nan)\b",
    ),
    ("DIV", r"\b(?:blow(?:s|ing)?\s+up|explod(?:es|ing)|diverg(?:es|ing))(?:\s+to\s+(?:infinity|∞|nan))?"),
    ("DIV", r"\b(?:grows?|rises?|increases?|goes\s+up)\s+without\s+(?:any\s+)?(?:bounds?|limits?|end)"),
    ("DIV", r"\b(?:gets|goes|becomes|climbs)\s+(?:larger\s+and\s+larger|higher\s+and\s+higher|bigger\s+and\s+bigger)"),
    (
        "OSC",
        r"\b(?:jump|bounc|swing|zig-?zag|oscillat|hop|fluctuat)(?:e?s|ing|e)?"
        r"(?:\s+(?:wildly|strongly|around|about|up\s+and\s+down|back\s+and\s+forth|all\s+over\s+the\s+place|all\s+over))*",
    ),
    ("OSC", r"\b(?:(?:goes|going|moves|keeps\s+going)\s+)?up\s+and\s+down\b"),
    ("NEVER", r"\bnever\s+(?:settles|converges|calms\s+down|comes\s+to\s+rest)(?:\s+down)?"),
    ("STILL", rf"\bstill\s+{_UP}(?:high|up|far\s+from\s+(?:the\s+bottom|zero))(?:\s+up)?"),
    ("STAYHIGH", rf"\b{_STAYS}\s+{_UP}(?:high|bad)(?:\s+(?:up|level|error|value|plateau|loss|there))*"),
    ("LEVELLOW", rf"\b{_STAYS}\s+(?:there\s+)?(?:(?:out|down)\s+)?{_LOW}"),
    ("SLOW", rf"\b{_FALLS}\s*,?\s*(?:but\s+)?{_VERY}(?:slowly|gradually|at\s+a\s+snail['’]?s\s+pace)\b"),
    ("SLOW", rf"\b{_VERY}slowly\s+{_FALLS}"),
    ("SLOW", r"\b(?:creep|crawl)(?:s|ing)?(?:\s+(?:down|along))?(?:\s+very)?(?:\s+slowly)?"),
    ("SLOW", r"\b(?:barely|hardly)\s+(?:moves|falls|drops|decreases|goes\s+down|gets\s+lower)"),
    ("SLOW", r"\btakes\s+(?:forever|ages)"),
    (
        "SLOW",
        r"\b(?:slow|gradual)\b(?:\s*(?:,|and|\bsteady|\balmost|\bnearly|\bstraight|\blinear|"
        r"\bsmooth)\s*)*\s*(?:line|decline|descent|decrease|fall|decay|drop)\b(?:\s+down)?",
    ),
    ("FAST", rf"\b{_FALLS}\s+{_VERY}{_SPEED}(?:\s+down)?\b"),
    ("FAST", rf"\b{_VERY}(?:quickly|rapidly)\s+{_FALLS}"),
    ("FAST", r"\b(?:plunges|dives)(?:\s+down)?"),
    ("FAST", r"\b(?:steep|fast|quick|rapid|sharp)\s+(?:drop|fall|decline|descent|decrease)(?:\s+at\s+first)?"),
    ("FAST", r"\bsteep(?:ly)?\b(?:\s+at\s+first)?(?!\s+(?:line|slope))"),
    (
        "STRAIGHT",
        r"\b(?:in\s+)?(?:(?:an?|almost|nearly|perfectly)\s+)*(?:straight|linear)\s+line\b|\blinearly\b|\bsteadily\b|\bsteady\b",
    ),
    ("STRAIGHT", r"\b(?:with|at)\s+(?:the\s+same|a\s+constant|constant)\s+(?:speed|rate|pace)"),
    ("LEVEL", r"\b(?:flattens|levels)(?:\s+(?:out|off))?|\bplateaus\b"),
    ("LOW", _LOW),
    ("FALL", rf"\b{_FALLS}"),
)
_FILLER = table(
    shared(
        r"\b",
        (r"(?:at|in|to|till|until|by)\s+the\s+(?:very\s+)?end", "In the end"),
        (r"after\s+all(?:\s+the)?\s+epochs", "after all the epochs"),
        (r"the\s+whole\s+time", "the whole time."),
        (r"all\s+the\s+time", "all the time."),
        (r"at\s+first", "at first it falls"),
        ("first", "first it falls"),
        (r"(?:at|in|from)\s+the\s+(?:beginning|start)", "in the beginning"),
        (r"(?:over|during)\s+(?:the\s+)?(?:epochs|training)", "during training,"),
        (r"in\s+the\s+first\s+(?:few\s+)?epochs", "in the first epochs"),
        (r"all\s+the\s+way(?:\s+down)?", "all the way"),
        (r"(?:the\s+)?(?:training\s+)?(?:error|loss)", "the training error"),
        (r"the\s+curve", "the curve"),
        (
            any_of(
                "it['’]?s, that['’]?s, it, is, that, the, then, and, but, so, which, a, an, you, we, get, gives, "
                "after(?:wards)?, later, finally, down, far, up"
            ),
            "it then falls",
        ),
        after=r"\b",
    ),
    (r"[\s,;.:…]+", "It is too early to be cut."),
    (r"\.\.\.", "gimme a min... right, it's"),
)


def falls_said(words: str, features: Sequence[str]) -> SaidShape | None:
    """Whether words describe the falling curve that the features ask for; None if they are not understood."""
    ways = {way.strip() for feature in features for way in feature.split("|")}
    if len(features) != 1 or not ways <= _KNOWN:
        return None
    shape = _shape(words)
    if not shape or (shape == STRAIGHT and SLOW in ways):
        return None  # a straight line is right if it is slow, and that was not said
    return SaidShape(shape in ways, _IN_WORDS[shape])


_IN_WORDS = {
    OSCILLATES: "goes up and down",
    DIVERGES: "grows without limit",
    HIGH: "drops and then stays high",
    SLOW: "falls slowly",
    GOOD: "falls fast and levels off low",
    STRAIGHT: STRAIGHT,
}


def _shape(words: str) -> str:
    """The shape that words describe; "" if a word is left over, or if they describe several."""
    atoms = set()
    rest = words.lower()
    for name, pattern in _ATOMS:
        if re.search(pattern, rest, re.I):
            atoms.add(name)
            rest = re.sub(pattern, " , ", rest, flags=re.I)
    if _FILLER.sub("", rest):
        return ""
    if atoms & {"OSC", "DIV"}:
        both = atoms <= {"OSC", "DIV", "NEVER", "STAYHIGH", "STILL"}
        return (OSCILLATES if "OSC" in atoms else DIVERGES) if both else ""
    if "STAYHIGH" in atoms:
        return HIGH if "FAST" in atoms and atoms <= {"FAST", "FALL", "STAYHIGH"} else ""
    if "SLOW" in atoms:
        return SLOW if atoms <= {"SLOW", "STRAIGHT", "STILL", "FALL"} else ""
    if "FAST" in atoms:
        low = "LEVELLOW" in atoms or {"LEVEL", "LOW"} <= atoms
        return GOOD if low and atoms <= {"FAST", "FALL", "LEVEL", "LOW", "LEVELLOW"} else ""
    return STRAIGHT if atoms == {"STRAIGHT", "FALL"} else ""
