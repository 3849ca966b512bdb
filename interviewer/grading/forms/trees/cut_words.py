"""What the words of a sentence say is done with nodes: cut, looked at, or nothing at all."""

from __future__ import annotations

import re

from interviewer.grading.forms.trees.cut_polarity import polarity_of, spares
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER, NUMBER
from knowledge.text.alternatives import any_of, in_context, shared, table

_VERBS = r"prun\w*|cut(?:s|ting)?(?:\s+off|\s+away)?|skip\w*"
_SEEN = (
    r"visit\w*|look(?:ed|ing)?\s+at|evaluat\w*|search\w*|examin\w*|explor\w*|expand\w*|check\w*|seen|see|consider\w*"
    r"|read|inspect\w*|opened|touch\w*"
)
_CUTS = rf"{_VERBS}|left out(?! of\b)|ignored?|gone(?!\s+(?:through|over|into|to|down)\b)"
_NOT = r"(?:not|n['’]t|never|cannot|no longer)"
_MUST = in_context(
    (
        (
            "(?:"
            + any_of(
                "need(?:s|ed|ing)?, ha(?:s|ve|d|ving), got, ought, required?, requires, necessary, worth, "
                "supposed, forced, bother(?:ed)?, going, able, use, ever, even, actually"
            )
            + r"\s+){0,2}(?:to\s+)?(?:be\s+|get\s+)?(?:\w+ly\s+|even\s+|ever\s+)?",
            "they need to be",
        ),
    ),
)
"""What can come between a negation and its verb: "not *need to be* looked at", "never *have to* visit"."""
NEVER_SEEN = table(
    (
        rf"(?<![A-Za-z](?=not|never|cannot|no)){_NOT}\s+(?:\w+\s+){{0,2}}?{_MUST}"
        + any_of(rf"{_SEEN}, needed, touched, opened, generated, entered")
        + r"\b",
        "never looked at.",
    ),
    (
        r"\bno\s+(?:need|reason|point|use)\s+"
        + any_of(r"to\s+(?:be\s+|even\s+|ever\s+)?, for\s+(?:us\s+to\s+)?, of\s+, in\s+")
        + rf"?(?:{_SEEN})\b",
        "no need to check",
    ),
    (rf"\bun(?:necessary|needed)\s+to\s+(?:{_SEEN})\b", "The 9 is unnecessary to visit."),
    (rf"\bneedless\s+to\s+(?:{_SEEN})\b", "It is needless to visit the 9."),
    (r"\bun(?:visited|seen|explored|expanded|evaluated|examined|searched|checked)\b", "stays unexpanded."),
    (rf"\bwithout\s+(?:ever\s+|even\s+)?{_MUST}(?:{_SEEN}|seeing)\b", "without looking at it"),
)
_REPEATED = re.compile(r"\b(?:twice|again|yet|until|at (?:first|once))\b|\bfirst\s*[.!]?\s*$", re.I)
"""With these a node is still looked at, only not now or not again."""
_IDLE = table(
    (r"\birrelevant\b", "So irrelevant"),
    shared(
        r"\b(?:do|does|would|wo|will|can?)(?:n?['’]t|\s+not|\s+no\s+longer|\s+never)\s+(?:even\s+"
        r"|really\s+)?",
        (any_of("matter, count, change, affect, influence"), "doesn't matter"),
        (r"make\s+(?:a|any)\s+difference", "can never make any difference,"),
        after=r"\b",
    ),
    shared(
        r"\b(?:cannot|never|no longer)\s+",
        (any_of("matters?, changes?, affects?, influences?"), "no longer change"),
        (r"makes?\s+(?:a|any)\s+difference", "never make any difference,"),
        after=r"\b",
    ),
    (r"\bmakes?\s+no\s+difference\b", "makes no difference"),
    (r"\b(?:discard|disregard|omit|drop|spare|neglect)(?:s|ted|ped|ded|d|ed)?\b", "the 9 is discarded"),
    (r"\b(?:can|may)\s+be\s+anything\b", "can be anything."),
)
"""Words for what is pruned, but also for a number that loses a comparison: they count only for exactly what is pruned."""
NOT_CUT = table(
    (rf"\b(?:{_NOT}|can['’]?t|without(?:\s+any)?)\s*(?:\w+\s+){{0,3}}?(?:{_CUTS})\b", "It can't be cut."),
    (rf"\w+n['’]t\s+(?:be\s+|get\s+)?(?:{_CUTS})\b", "can't prune"),
)
NOTHING = re.compile(
    r"\b(?:nothing|none(?:\s+of\s+them)?|no\s+(?:\w+\s+){0,2}?(?:nodes?|branch(?:es)?|lea(?:f|ves)|sub-?trees?|parts?|cuts?|pruning|cut-?offs?))\b",
    re.I,
)
_ALL_SEEN = table(
    (
        r"\b(?:all|every|each)\b(?:\s+(?:of\s+)?(?:the\s+)?(?:eight"
        rf"|\w+)?)?\s*{any_of('lea(?:f|ves), nodes?, branch(?:es)?, of them')}\b.*\b(?:{_SEEN})\b",
        "Every node has to be visited",
    ),
)
CUT = re.compile(rf"\b(?:{_CUTS})\b", re.I)
_SEEN_VERB = table(
    (
        rf"\b{any_of('must, has to, have to, is, are, gets?, still, need to')}\b.*\b(?:{_SEEN})\b",
        "leaf 5 is still read",
    ),
)
_NOTHING_SEEN = table(
    (
        rf"{NOTHING.pattern}(?:(?!\b(?:when|if|whether"
        rf"|how)\b)[^.;]){{0,60}}?\b{any_of('is, are, has, have, needs?, gets?, must, should, will, to, was, were')}\s+{_MUST}"
        rf"(?:{_SEEN})\b",
        "nothing of the test text was ever seen",
    ),
)
_NEGATION = re.compile(r"\b(?:not|never|cannot|no|nothing|none|neither|nor|hardly|without|avoid\w*)\b|n['’]t\b", re.I)
"""A part with one of these that nothing above has read does not say that something is looked at."""
_BEFORE = table((rf"\bbefore\b[^.;]*\b(?:{_SEEN})\b", "before the last node is opened"))
"""What something happens before is not said to happen: "we stop before the last node is opened"."""
_NO_OTHERS = table(
    (r"(?:nothing|none)\s+(?:of\s+the\s+)?(?:else|more|others?)\b", "Nothing else is cut."),
    (r"no\s+(?:other|others|further|more)\b", "No other leaves are pruned."),
    before=r"^\W*(?:and\s+|but\s+)?",
)
"""Only repeats that what was named is all."""
_AND_NO_MORE = re.compile(
    r",?\s*\b(?:and|but)\s+(?:nothing|no\s+others?|none)\b(?:\s+(?:else|more|other|of\s+the\s+others))?(?=\s*(?:[.,;!]|$))",
    re.I,
)
"""Matches words that only repeat that these are all."""
_ONLY_THESE = re.compile(
    r"\b(?:nothing|no\s+(?:other\s+)?(?:lea(?:f|ves)|nodes?|branch(?:es)?|one))\s+(?:(?:more|"
    r"else|other)\s+)?(?:than|but|except(?:\s+for)?|besides|apart\s+from)\b",
    re.I,
)
"""With a negative before it this says "only": "nothing more than 5 and 9 is pruned"."""
_NO_CUT_BUT = re.compile(
    r"\bno\s+(?:pruning|cuts?|cut-?offs?)\s+(?:\w+\s+){0,2}?(?:but|except(?:\s+for)?|other\s+than|besides|apart\s+from)\s+"
    r"(?:(?:that|those|the\s+one)\s+(?:of|at)\s+|(?:of|at)\s+)?",
    re.I,
)
_LEAVES_COUNTED = re.compile(
    r"only leaves\s+(?:the\s+)?((?:last|first|right-?most|left-?most)\s+(?:two|three|2|3))\b(?:\s+leaves)?", re.I
)
_LISTED = table(
    (rf"(?:\bleaves\s+)?{NUMBER}(?:,\s+{NUMBER})*,?\s+and\s+(?:the\s+)?{NUMBER}", "three and two."),
    (rf"[(\[]\s*(?:leaves\s+|with\s+)*{NUMBER}(?:,\s+{NUMBER})+\s*[)\]]", "left    (-inf, inf)"),
    shared(
        r"\b",
        (any_of("with, over, leaves, leaf"), "with minus infinity, plus infinity,"),
        (r"prun\w+", "prune 5, 9"),
        (r"cut(?:s|ting)?(?:\s+off)?", "cuts 5, 9"),
        (r"skip\w*", "skips 5, 9"),
        after=rf"\s+(?:the\s+|leaves\s+)*{NUMBER}(?:,\s+{NUMBER})+",
    ),
    (
        rf"\b(?:{_SEEN})\s+(?:the\s+|leaves\s+)*{NUMBER}(?:,\s+{NUMBER})+(?!\s+(?:is|gets?|are)\b)",
        "never look at 5, 9",
    ),
    (
        rf"(?:^\W*|,\s+|\b(?:so|hence|thus|therefore|then)\s+)(?:leaves\s+)?{NUMBER}(?:,\s+{NUMBER})+(?=\s+"
        + any_of("are, is, get, gets, never, not, aren, need, can, pruned, cut, skipped, gone, un[a-z]+ed, don")
        + r"\b)",
        "hence 5, 9 pruned",
    ),
)
_LISTED_LEAVES = rf"(?:leaf\s+|leaves\s+)?{NUMBER}(?:\s*(?:,\s*and|,|and|[&|/])\s*{NUMBER})*"
_VERB_THEN_LIST = table(
    (
        r"\b(?:leaves\s+|nodes\s+|never\s+|not\s+)?(?P<verb>prun\w+|cut(?:\s+off)?|skip(?:ped)?|visited|unvisited|searched)"
        rf"(?:\s+(?!not\b|no\b|never\b|nothing\b)\w+){{0,3}}\s*[:=]\s*[\[({{]?\s*(?P<list>{_LISTED_LEAVES})\s*[\])}}]?",
        "Pruned: leaves 5 and 9",
    ),
)
_ALL_BUT = table(
    (
        rf"\b(?:all|every|each)\b[^.;]{{0,40}}\b(?:{_SEEN})\b[^.;\d]{{0,20}}\b"
        + any_of(r"except, but, apart\s+from, besides, other\s+than")
        + (
            rf"\b(?:\s+{any_of('for, the, leaf, leaves, of')})*\s+(?P<list>{NUMBER}(?:\s*(?:,\s*and|,|and|&)\s*"
            rf"(?:the\s+)?{NUMBER})*)"
        ),
        "All leaves are visited except 5 and 9",
    ),
    (
        r"\ball\b[^.;]{0,20}\b"
        + any_of(r"except, but, apart\s+from")
        + (
            rf"\b(?:\s+{any_of('for, the, leaf, leaves, of')})*\s+(?P<listed>{NUMBER}(?:\s*(?:,\s*and|,|and"
            rf"|&)\s*(?:the\s+)?{NUMBER})*)\s+(?:\w+\s+){{0,2}}(?:{_SEEN})\b"
        ),
        "All leaves but the 9 are visited.",
    ),
)
_ALL_BUT_NODE = table(
    (
        r"\b(?:all|every\w*|each)\b[^.;,]{0,30}?\b"
        + any_of(r"except, but, apart\s+from, besides, other\s+than")
        + (
            r"\b(?:\s+for)?\s+(?P<what>[^.;,]{1,50}?)\s+"
            rf"(?:{any_of('is, are, was, were, must, should, will, gets?, has, have, needs?')}\s+){_MUST}"
            rf"(?:{_SEEN})\b"
        ),
        "All leaves but the 9 are visited.",
    ),
)
_LEAF_THEN_VERB = re.compile(r"(?<=\d)\s*:\s*(prun\w+|cut(?:\s+off)?|skipped|visited)\b", re.I)
VALUE = r"\b(?:returns?|gets?|gives?|has|is|becomes?|equals?|keeps?|stays?|takes?)\s+(?:at\s+|to\s+|an?\s+)?"
_VALUE_AND = table(
    (
        rf"(?P<before>^.*?){VALUE}(?P<number>{NUMBER})\s+and\s+(?=(?:its|the|so|then|that|we|it)\b)",
        "Its other child has two and then",
    ),
    flags=re.I | re.DOTALL,
)
"""A value before "and": in "the right node is 4 and the last one is pruned" the 4 is not pruned."""
SEEN_AT_ALL = re.compile(rf"\b(?:{_SEEN})\b", re.I)
_NEITHER_NOR = table(
    (rf"\bneither\b[^.;]{{0,40}}?,?\s+nor\b\s+(?:the\s+|leaf\s+)*{NUMBER}\s*,?", "Neither 5, nor 9,"),
)
_NEITHER_SEEN = re.compile(rf"\bneither\b[^.;]{{0,60}}?\b(?:{_SEEN})\b", re.I)
_AS_A_RULE = re.compile(
    r"\bcut(?:s|ting)?\s+(?:off\s+)?(?:when|condition|happens)|\bprun(?:ing|e)\s+(?:rule|condition|when|happens|is safe)",
    re.I,
)
"""Words about cuts as such, and not about nodes that are cut."""
SAVES_NOTHING = table(
    (
        r"\b(?:saves?|saving|saved|skips?|gains?|spares?|prunes?|cuts?(?:\s+off)?)\s+nothing\b",
        "cut, which saves nothing",
    ),
    (r"\bno\s+(?:saving|gain|effect)s?\b", "a cut with no effect"),
    (
        r"\bnothing\s+(?:(?:is|was|else|more)\s+)?(?:left\b|after\s+(?:it|that)|more|to\s+(?:prune|cut|skip|save))\b",
        "but there's nothing left to cut",
    ),
    (r"\bno\s+(?:\w+\s+)?(?:lea(?:f|ves)|child(?:ren)?|nodes?)\s+(?:\w+\s+)?(?:left|after)\b", "no leaf left"),
    (
        r"\b(?:is|was|it's|being|already)\s+(?:\w+\s+)?the\s+last\s+(?:lea(?:f|ves)|child|node|one)\b",
        "it was the last leaf anyway",
    ),
    (
        r"\bboth\s+(?:its\s+|of\s+its\s+)?(?:leaves|children)\s+(?:were|are|have\s+been|had\s+been)\s+(?:already\s+)?(?:seen|visited|read|looked\s+at)\b",
        "both its leaves were already seen",
    ),
)
"""A cut where nothing is left to be cut: "six is over five, so cut, but it was the last leaf anyway"."""
ELLIPSIS = re.compile(r"\b(?:is|are|does|do)\s*[.!]?\s*$", re.I)


def as_said(sentence: str) -> str:
    """A sentence in plainer words: lists after a colon before their verb, "only" for double negatives, values apart."""
    sentence = _in_order(_AND_NO_MORE.sub(" ", sentence))
    sentence = _NO_CUT_BUT.sub("only pruned are ", sentence)
    sentence = _ONLY_THESE.sub(lambda match: "only leaves " if "lea" in match[0].lower() else "only ", sentence)
    return _LEAVES_COUNTED.sub(r"only the \1 leaves", sentence)


def _in_order(sentence: str) -> str:
    """A sentence with lists after a colon moved before their verb: "cut: [5, 9]", "skipped = 5, 9", "leaf 6: pruned"."""
    sentence = re.sub(r"\s+and\s+(?=(?:neither|nor)\b)", ", ", sentence, flags=re.I)
    sentence = _NEITHER_NOR.sub(lambda match: match[0].replace(",", " "), sentence)
    value = _VALUE_AND.search(sentence)
    if value and not (CUT.search(value["before"]) or SEEN_AT_ALL.search(value["before"])):
        sentence = f"{sentence[: value.end('number')]}; {sentence[value.end() :]}"
    seen_but = _ALL_BUT.search(sentence)
    if seen_but:
        return f"only leaves {_with_and(seen_but['list'] or seen_but['listed'])} are pruned"
    if (spared := spares(sentence)) is not None:
        return f"{spared} must be visited"
    if node_but := _ALL_BUT_NODE.search(sentence):
        return f"only {node_but['what']} is pruned"
    sentence = _VERB_THEN_LIST.sub(lambda m: f"; leaves {_with_and(m['list'])} are {m['verb']};", sentence)
    return _LEAF_THEN_VERB.sub(r" is \1", sentence)


def _with_and(numbers: str) -> str:
    return " & ".join(match[0] for match in A_NUMBER.finditer(numbers))


def joined(sentence: str) -> str:
    """A sentence whose lists of leaves are not cut at their commas: "4, 5 and 9 are pruned"."""
    return _LISTED.sub(lambda match: re.sub(r",(?=\s)", "&", match[0]), sentence)


def says_of(part: str, denied: bool) -> str | None:
    """Whether a part says that something is cut, that nothing is, or that something is looked at."""
    cuts = CUT.search(part)
    way = polarity_of(part)
    if way == "doubled":
        return None
    if _NO_OTHERS.search(part) and cuts:
        return None
    if (NOTHING.search(part) and cuts) or _ALL_SEEN.search(part):
        return "nothing"
    if NEVER_SEEN.search(part) or _NOTHING_SEEN.search(part) or _NEITHER_SEEN.search(part):
        return None if _REPEATED.search(part) else "cut"
    if NOT_CUT.search(part) or way == "refused":
        return "nothing"
    if cuts and way == "made" and not _AS_A_RULE.search(part):
        return "cut"
    if _IDLE.search(part):
        return "idle"
    if _SEEN_VERB.search(part) and not _NEGATION.search(part) and not _BEFORE.search(part):
        return "seen"
    return "cut" if denied and ELLIPSIS.search(part) else None
