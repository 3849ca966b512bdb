"""Whether words about a cut say that it is made, that it is not made, or neither surely: "5 and 9 escape pruning"."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.text.alternatives import any_of, in_context, shared, table

Polarity = Literal["made", "refused", "doubled", "unclear"]
"""A refusal that is denied itself is doubled: "nothing stops us from pruning"."""

_VERB = r"(?:prun\w*|cut(?:s|ting)?(?:[\s-]?off|\s+away)?|skip\w*|left\s+out|ignored?)"
_ACT = r"(?:pruning|to\s+prune|(?:the\s+|a\s+|any\s+)?(?:cut(?:ting)?(?:[\s-]?off)?)|to\s+cut(?:\s+off)?|skipping|to\s+skip)"
"""The cut as a deed, which can be refused: "pruning these is impossible", "it is impossible to prune these"."""
_GAP = r"(?:\w+['’]?\w*\s+){0,3}?"
_TOWARDS = rf"(?:from\s+|of\s+|to\s+)?(?:being\s+|be\s+|get\s+|getting\s+|ever\s+)?{_GAP}{_VERB}\b"
_NOT_DONE = (
    "(?:"
    + in_context(
        (
            (
                any_of(
                    "not, never, hardly, scarcely, barely, impossible, forbidden, prohibited, prevented, illegal, "
                    "unsafe, unsound, unjustified, wrong, incorrect, unnecessary"
                ),
                "be unnecessary.",
            ),
            (r"ruled\s+out", "ruled out"),
            (r"out\s+of\s+the\s+question", "out of the question,"),
            (r"no\s+(?:option|good|way|use)", "pruning it is no good"),
            (r"a\s+mistake", "It is a mistake to prune."),
            (r"an?\s+error", "pruning it is an error"),
            (r"too\s+(?:early|late|soon)", "It is too early to be cut."),
        ),
    )
    + ")"
)
_REFUSED = table(
    (rf"\bneither\b(?:(?!\b(?:but|so)\b)[^.;]){{0,60}}?\b{_VERB}\b", "Neither of the leaves 5 and 9 may be cut."),
    shared(
        r"\b",
        ("fail(?:s|ed|ing)?", "fail to cut off"),
        (r"refus\w+", "The right node refuses to be pruned."),
        (r"declin\w+", "The right node declines to be pruned."),
        (any_of("unable, impossible, impermissible, forbidden"), "unable to prune"),
        (r"not\s+possible", "not possible to prune"),
        (r"not\s+allowed", "It is not allowed to be pruned."),
        (r"too\s+(?:early|late|soon)", "It is too early to be cut."),
        ("wrong", "wrong child pruned"),
        (r"a\s+mistake", "a mistake to be pruned"),
        (r"no\s+(?:way|reason|chance|point|use|need|sense|ground|grounds|cause|basis|possibility)", "no way to prune"),
        after=rf"\s+{_TOWARDS}",
    ),
    (
        r"\b"
        + any_of(
            r"escap\w+, surviv\w+, evad\w+, avoid\w*, elud\w+, resist\w*, withstand\w*, dodg\w+, prevent\w*, "
            r"forbid\w*, prohibit\w*, exclud\w+, preclud\w+"
        )
        + rf"\s+{_TOWARDS}",
        "The 9 evades the cut.",
    ),
    (
        r"\b"
        + any_of(
            "safe, saved, spared, exempt(?:ed)?, immune, free, protected, kept, keeps?, far, rescued, "
            "excluded, barred, stops?, stopped"
        )
        + rf"\s+(?:\w+\s+){{0,4}}?(?:from|of|against|to)\s+{_TOWARDS}",
        "safe from being pruned.",
    ),
    shared(
        r"\b",
        (r"by\s+no\s+means", "The 9 is by no means pruned."),
        (r"in\s+no\s+(?:way|case)", "The 9 is in no way cut."),
        (r"under\s+no\s+circumstances?", "The 9 is under no circumstances pruned."),
        (r"at\s+no\s+(?:point|time)", "The 9 is at no point pruned."),
        (r"on\s+no\s+account", "The 9 is on no account cut."),
        (any_of("nowhere, hardly, scarcely, barely, seldom, rarely"), "hardly impossible to prune"),
        after=rf"\s+(?:\w+\s+){{0,2}}?{_VERB}\b",
    ),
    shared(
        rf"\b{_VERB}\s+",
        ("nowhere", "It is cut nowhere."),
        (r"by\s+no\s+means", "It is pruned by no means."),
        (r"in\s+no\s+way", "It is pruned in no way."),
        (r"under\s+no\s+circumstances?", "It is pruned under no circumstances."),
        (r"at\s+no\s+(?:point|time)", "It is pruned at no point."),
        after=r"\b",
    ),
    (r"\bun(?:pruned|cut|skipped)\b", "the unpruned"),
    (
        rf"\b{_ACT}\b[^.;,]{{0,50}}?\b"
        + any_of("is, are, was, were, be, been, becomes?, remains?, seems?, proves?, ['’]s")
        + rf"\s+(?:\w+ly\s+|just\s+|still\s+)?{_NOT_DONE}\b",
        "skipping that was a mistake",
    ),
    shared(
        rf"\b{_ACT}\b[^.;,]{{0,40}}?\s",
        (
            any_of("isn['’]t, aren['’]t, wasn['’]t, can['’]?t, cannot, couldn['’]t"),
            "pruning the small architecture can't",
        ),
        (r"fails\b", "Pruning the right leaf fails."),
        ("impossible", "pruning impossible."),
        ("forbidden", "Pruning the right leaf here forbidden"),
        (r"not\s+(?:possible|allowed)", "Pruning 5 and 9 is not possible."),
    ),
    (
        r"\b"
        + any_of(r"instead\s+of, rather\s+than, as\s+opposed\s+to, without, short\s+of")
        + r"\s+(?:being\s+|getting\s+|ever\s+)?(?:prun\w+|cut(?:ting)?(?:\s+off)?|skipp\w+)\b",
        "rather than prune",
    ),
    (rf"\b(?:not\s+one|not\s+a\s+single|not\s+any)\b[^.;,]{{0,40}}\b{_VERB}\b", "Not a single leaf is pruned."),
)
"""Matches words by which a cut is not made. "Neither" reaches on over the names of several nodes."""
_SHIFTS = table(
    shared(
        r"\b",
        (
            any_of(
                "neither, nor, not, never, cannot, no, none, nothing, nobody, without, unless, lest, hardly, "
                "scarcely, barely, seldom, rarely, almost, nearly, unable, impossible, un(?:pruned|cut|skipped)"
            ),
            "neither of them is cut",
        ),
        (r"fail\w*", "a failure"),
        (r"refus\w*", "it refuses the cut"),
        (r"avoid\w*", "By avoiding"),
        (r"escap\w*", "as escaping"),
        (r"surviv\w*", "it survives the cut"),
        (r"evad\w*", "The 9 evades the cut."),
        (r"resist\w*", "the resistances"),
        (r"prevent\w*", "this prevents the cut"),
        (r"forbid\w*", "this forbids the cut"),
        ("stops?", "this stops the cut"),
        ("stopped", "I stopped"),
        (r"hinder\w*", "it hinders the cut"),
        (
            any_of("sav(?:e[sd]?|ing), spar(?:e[sd]?|ing), safe, exempt, immune, instead, rather, except, save"),
            "A k rather than a b.",
        ),
        (r"wrong\w*", "Everything I said is wrong."),
        (r"mistaken\w*", "be mistaken"),
        (any_of("mistake, error, too"), "It is a mistake to prune."),
        (r"tempt\w*", "A tempting"),
        (r"pretend\w*", "pretending i"),
        (r"claim\w*", "claiming an"),
        (r"doubt\w*", "as doubtful"),
        ("den(?:y|ies|ied)", "he denies the cut"),
        after=r"\b",
    ),
    (r"n['’]t\b", "four letters don't match"),
)
_NEITHER_NOR = re.compile(r"\bneither\b[^.;]{0,40}?\bnor\b", re.I)
_VERBS = re.compile(rf"\b{_VERB}\b", re.I)
_HARMLESS = table(
    (r"no\s+longer", "no longer"),
    (r"no\s+(?:more|further|other)", "no further"),
    (r"too\s*[.,]", "the 9 is cut too."),
    (
        r"without\s+(?:ever\s+|even\s+|any\s+)*"
        + any_of("look, visit, see, evaluat, examin, search, expand, check, chang, loss, harm, los")
        + r"\w*",
        "without looking",
    ),
    (r"not\s+(?:only|just)", "not only the 9 is cut"),
    (r"can\s*not\s+(?:change|affect|matter|influence|help|improve|beat|win)", "cannot influence"),
    (r"never\s+(?:look|visit|see|evaluat|examin|search)\w*", "never looked"),
    before=r"\b",
)
"""Negative words that leave a cut as it is: "cut without being looked at"."""
_EXCEPT = r"(?:except|but|save|apart\s+from|aside\s+from|besides|other\s+than|excluding|with\s+the\s+exception\s+of)(?:\s+for)?"
_ALL_CUT_BUT = table(
    (
        r"\b"
        + any_of(r"all, every\w*, each, anything, whatever, the\s+rest")
        + (
            rf"\b[^.;,\d]{{0,30}}?,?\s*\b{_EXCEPT}\s+(?P<what>[^.;,]{{1,50}}?)\s*,?\s+"
            rf"(?:{any_of('is, are, was, were, can, could, may, must, will, gets?, has, have')}\s+)+(?:to\s+)?"
        )
        + any_of(r"be\s+, been\s+, get\s+")
        + rf"?(?:\w+ly\s+)?{_VERB}\b",
        "every word, but the order of the words is ignored,",
    ),
    (
        rf"\b{_VERB}\s+(?:all|every\w*|each)\b[^.;,\d]{{0,30}}?,?\s*\b{_EXCEPT}\s+(?P<after>[^.;,]{{1,50}})",
        "prune everything except 5 and 9",
    ),
    (
        r"\b(?:all|every\w*|each)\b[^.;,\d]{0,30}?\s"
        + any_of(r"is, are, gets?, can\s+be, was, were")
        + rf"\s+{_VERB},?\s+{_EXCEPT}\s+(?P<last>[^.;,]{{1,50}})",
        "All leaves are pruned, except the last",
    ),
    (
        rf"^\W*(?:{_EXCEPT})\s+(?P<first>[^.;,]{{1,50}}),\s*(?:all|every\w*|each)\b[^.;,]{{0,30}}?\s{_VERB}\b",
        "Except the 5, all leaves are pruned.",
    ),
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
