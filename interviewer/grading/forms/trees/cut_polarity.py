"""Whether words about a cut say that it is made, that it is not made, or neither surely: "5 and 9 escape pruning"."""

from __future__ import annotations

import re
from typing import Literal

Polarity = Literal["made", "refused", "doubled", "unclear"]
"""A refusal that is denied itself is doubled: "nothing stops us from pruning"."""

_VERB = r"(?:prun\w*|cut(?:s|ting)?(?:[\s-]?off|\s+away)?|skip\w*|left\s+out|ignored?)"
_ACT = r"(?:pruning|to\s+prune|(?:the\s+|a\s+|any\s+)?(?:cut(?:ting)?(?:[\s-]?off)?)|to\s+cut(?:\s+off)?|skipping|to\s+skip)"
"""The cut as a deed, which can be refused: "pruning these is impossible", "it is impossible to prune these"."""
_GAP = r"(?:\w+['’]?\w*\s+){0,3}?"
_TOWARDS = rf"(?:from\s+|of\s+|to\s+)?(?:being\s+|be\s+|get\s+|getting\s+|ever\s+)?{_GAP}{_VERB}\b"
_NOT_DONE = (
    r"(?:not|never|hardly|scarcely|barely|impossible|forbidden|prohibited|prevented|illegal|unsafe|unsound|unjustified|wrong|incorrect"
    r"|unnecessary|ruled\s+out|out\s+of\s+the\s+question|no\s+(?:option|good|way|use)|a\s+mistake|an?\s+error|too\s+(?:early|late|soon))"
)
_REFUSED = re.compile(
    rf"\bneither\b(?:(?!\b(?:but|so)\b)[^.;]){{0,60}}?\b{_VERB}\b"
    rf"|\b(?:fail(?:s|ed|ing)?|refus\w+|declin\w+|unable|impossible|impermissible|forbidden|not\s+possible|not\s+allowed|too\s+(?:early|late|soon)|wrong"
    rf"|a\s+mistake|no\s+(?:way|reason|chance|point|use|need|sense|ground|grounds|cause|basis|possibility))\s+{_TOWARDS}"
    rf"|\b(?:escap\w+|surviv\w+|evad\w+|avoid\w*|elud\w+|resist\w*|withstand\w*|dodg\w+|prevent\w*|forbid\w*|prohibit\w*|exclud\w+|preclud\w+)\s+{_TOWARDS}"
    rf"|\b(?:safe|saved|spared|exempt(?:ed)?|immune|free|protected|kept|keeps?|far|rescued|excluded|barred|stops?|stopped)\s+(?:\w+\s+){{0,4}}?(?:from|of|against|to)\s+{_TOWARDS}"
    rf"|\b(?:by\s+no\s+means|in\s+no\s+(?:way|case)|under\s+no\s+circumstances?|at\s+no\s+(?:point|time)|on\s+no\s+account|nowhere|hardly|scarcely|barely|seldom|rarely)\s+(?:\w+\s+){{0,2}}?{_VERB}\b"
    rf"|\b{_VERB}\s+(?:nowhere|by\s+no\s+means|in\s+no\s+way|under\s+no\s+circumstances?|at\s+no\s+(?:point|time))\b"
    r"|\bun(?:pruned|cut|skipped)\b"
    rf"|\b{_ACT}\b[^.;,]{{0,50}}?\b(?:is|are|was|were|be|been|becomes?|remains?|seems?|proves?|['’]s)\s+(?:\w+ly\s+|just\s+|still\s+)?{_NOT_DONE}\b"
    rf"|\b{_ACT}\b[^.;,]{{0,40}}?\s(?:isn['’]t|aren['’]t|wasn['’]t|can['’]?t|cannot|couldn['’]t|fails\b|impossible|forbidden|not\s+(?:possible|allowed))"
    rf"|\b(?:instead\s+of|rather\s+than|as\s+opposed\s+to|without|short\s+of)\s+(?:being\s+|getting\s+|ever\s+)?(?:prun\w+|cut(?:ting)?(?:\s+off)?|skipp\w+)\b"
    rf"|\b(?:not\s+one|not\s+a\s+single|not\s+any)\b[^.;,]{{0,40}}\b{_VERB}\b",
    re.I,
)
"""Matches words by which a cut is not made. "Neither" reaches on over the names of several nodes."""
_SHIFTS = re.compile(
    r"\b(?:neither|nor|not|never|cannot|no|none|nothing|nobody|without|unless|lest|hardly|scarcely|barely|seldom|rarely|almost|nearly|unable|impossible"
    r"|un(?:pruned|cut|skipped)|fail\w*|refus\w*|avoid\w*|escap\w*|surviv\w*|evad\w*|resist\w*|prevent\w*|forbid\w*|stops?|stopped|hinder\w*|sav(?:e[sd]?|ing)|spar(?:e[sd]?|ing)|safe|exempt|immune"
    r"|instead|rather|except|save|wrong\w*|mistaken\w*|mistake|error|too|tempt\w*|pretend\w*|claim\w*|doubt\w*|den(?:y|ies|ied))\b|n['’]t\b",
    re.I,
)
_NEITHER_NOR = re.compile(r"\bneither\b[^.;]{0,40}?\bnor\b", re.I)
_VERBS = re.compile(rf"\b{_VERB}\b", re.I)
_HARMLESS = re.compile(
    r"\b(?:no\s+longer|no\s+(?:more|further|other)|too\s*[.,]|without\s+(?:ever\s+|even\s+|any\s+)*(?:look|visit|see|evaluat|examin|search|expand|check|chang|loss|harm|los)\w*"
    r"|not\s+(?:only|just)|can\s*not\s+(?:change|affect|matter|influence|help|improve|beat|win)|never\s+(?:look|visit|see|evaluat|examin|search)\w*)",
    re.I,
)
"""Negative words that leave a cut as it is: "cut without being looked at"."""
_EXCEPT = r"(?:except|but|save|apart\s+from|aside\s+from|besides|other\s+than|excluding|with\s+the\s+exception\s+of)(?:\s+for)?"
_ALL_CUT_BUT = re.compile(
    rf"\b(?:all|every\w*|each|anything|whatever|the\s+rest)\b[^.;,\d]{{0,30}}?,?\s*\b{_EXCEPT}\s+(?P<what>[^.;,]{{1,50}}?)\s*,?\s+"
    rf"(?:(?:is|are|was|were|can|could|may|must|will|gets?|has|have)\s+)+(?:to\s+)?(?:be\s+|been\s+|get\s+)?(?:\w+ly\s+)?{_VERB}\b"
    rf"|\b{_VERB}\s+(?:all|every\w*|each)\b[^.;,\d]{{0,30}}?,?\s*\b{_EXCEPT}\s+(?P<after>[^.;,]{{1,50}})"
    rf"|\b(?:all|every\w*|each)\b[^.;,\d]{{0,30}}?\s(?:is|are|gets?|can\s+be|was|were)\s+{_VERB},?\s+{_EXCEPT}\s+(?P<last>[^.;,]{{1,50}})"
    rf"|^\W*(?:{_EXCEPT})\s+(?P<first>[^.;,]{{1,50}}),\s*(?:all|every\w*|each)\b[^.;,]{{0,30}}?\s{_VERB}\b",
    re.I,
)


def polarity_of(part: str) -> Polarity | None:
    """What a part of a sentence says of a cut; None if it has no word for one."""
    refused = _REFUSED.search(part)
    verb = _VERBS.search(part)
    if refused:
        return "refused" if _shifts(part[: refused.end()]) <= 1 else "doubled"
    if verb is None:
        return None
    return "unclear" if _shifts(_HARMLESS.sub(" ", part[: verb.start()])) else "made"


def _shifts(words: str) -> int:
    """How many negative words there are; "neither … nor" is one."""
    return len(_SHIFTS.findall(_NEITHER_NOR.sub("neither", words)))


def spares(sentence: str) -> str | None:
    """The nodes that a sentence leaves out of what is cut: "everything but 5 and 9 is pruned"; None if it leaves none out."""
    match = _ALL_CUT_BUT.search(sentence)
    return next(name for name in match.groups() if name) if match else None
