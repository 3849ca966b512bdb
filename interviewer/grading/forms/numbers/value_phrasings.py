"""Words around a value that say how firmly it is given: as the answer, in passing, or for something else."""

from __future__ import annotations

import re

from interviewer.grading.forms.maths.number_words import WORDS
from knowledge.text.alternatives import any_of, in_context, table

_BE = in_context(
    (
        (
            any_of(
                "is, are, was, be, being, 's, 're, =, :, ->, →, equals?, get, gets, got, gives?, given, makes?, "
                "comes?, came, amounts?, yields?, say, says, said, answer, result, probability, chance, total, "
                "altogether, therefore, so, thus, hence, need, needs, needed, takes?, requires?, costs?, apart, "
                "distance, value, have, has, obtain, find, found, guess, outputs?, becomes?, stays?, remains?, "
                "ends, end, land, there"
            ),
            "a probability",
        ),
    ),
)
_FILLERS = in_context(
    (
        (
            r"(?:\s*"
            + any_of(
                r"a, an, the, just, only, exactly, precisely, about, roughly, around, total, equal, to, of, be, "
                r"at, out, up, in, as, still, clearly, really, actually, now, then, value, distance, say, "
                r"probably, maybe, perhaps, it, that, would, will, i, us, you, we, one, always, everywhere, "
                r"constant, =, :, with, or, by, :, \*, _"
            )
            + r")*\s*",
            "just a",
        ),
    ),
)
FIRM_BEFORE = table(
    (f"(?:^|(?<![a-z])|(?='[sr])){_BE}{_FILLERS}$", "so the answer is"),
)
CLAUSE_START = table(
    (
        r"^[\s\"'(*_>-]*(?:(?:um|uh|ok|okay|well|and|then|no|yes|right|hm+|answer"
        rf"|but)\b[\s,.]*)*{_FILLERS}$",
        "well, then just about",
    ),
)
NEGATED = re.compile(
    r"(?:\bnot|n't|\bnever|\brather than|\binstead of|\bno longer|\bneither|\bisn't|\bnor)\s+(?:\w+\s+){0,2}$", re.I
)
TENTATIVE = table(
    (
        any_of("first thought, at first, my first, initially, originally, i (?:had )?thought, i was going to"),
        "first thought",
    ),
    ("you(?:'d| would| might) think", "you'd think"),
    ("one (?:might|would|could)", "one would"),
    ("some(?:one|body)? (?:might|would|people|say|texts?)", "Some people"),
    (any_of("looks like, tempting, na[iï]ve(?:ly)?"), "looks like"),
    ("i(?:'d| would) have (?:said|got|guessed|counted|had)", "I would have said"),
    (any_of("wrong(?:ly)?, people (?:say|think), a friend, my colleague"), "People say"),
    ("if you (?:forget|miss|ignore)", "If you forget"),
    before=r"\b",
    after=r"\b",
)
HYPOTHETICAL = table(
    ("if(?! (?:i |i'm|my |that's right))", "if it cost two"),
    (any_of("suppose, supposing, unless"), "Suppose it were 4"),
    ("some (?:texts?|books?|people|authors?|definitions?|count)", "Some people"),
    ("(?<!the )other(?:wise)?", "otherwise it is 5"),
    (
        r"the other (?:\w+ )?(?:way|convention|definition|measure|version|texts?|books?|costs?)",
        "Or rather the other way round.",
    ),
    ("variants?", "A variant"),
    ("by (?:that|this) (?:measure|count)", "By that measure,"),
    ("for (?:instance|example) (?:between|from)", "for instance from"),
    ("costs? (?:two|2)", "costs two"),
    ("count(?:s|ed)? (?:as )?(?:two|2)", "counts two"),
    ("weigh(?:s|ed)? (?:two|2)", "weighs two"),
    before=r"\b",
    after=r"\b",
)
OTHER_MEASURE = re.compile(r"\b(?:damerau|hamming|jaro|jaccard)\b", re.I)
APART, PARTS = re.compile(r";"), re.compile(r"[;()]|\bbut\b")
UNIT = re.compile(r"[\s*_)\]$-]*([A-Za-z]+)")
PART_OF = re.compile(r"\s*(?:out\s+)?of\s+(?:the\s+|its\s+|all\s+)?$", re.I)
"""Between two numbers, as in "four of the six letters": the second is the whole."""
IMAGINARY = re.compile(r"[ij]\b")
REASON = re.compile(r"^\s*(?:because|since|as|given that|due to)\s", re.I)
LABEL = table(
    (
        r"\b"
        + any_of(
            r"step, row, column, case, figure, fig\.?, question, option, position, layer, word, chapter, "
            r"page, number, no\., level, index, type, model, part, point, digit, letter, line, round, stage"
        )
        + "s?",
        "in step",
    ),
    ("#", "in line #"),
    ("(?<![A-Za-z'])[B-HJ-Zb-hj-z_]", "k rather than b"),
    after=r"\s*$",
)
CORRECTS = table(
    (any_of("wait, sorry, correction, scratch that, on second thou?ghts?, make that"), "Scratch that, it is three."),
    ("no,", "No, I take that back."),
    (
        any_of(
            "i mean, i take (?:it|that) back, let me correct, that's wrong, that was wrong, my mistake, "
            "rather, in fact, actually, hold on, oops, changed? my mind, after all, final answer, but now, "
            "now i"
        ),
        "No, I take that back.",
    ),
    before=r"\b",
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
ROW_OF_NUMBERS = table(
    (rf"\b{_NUMBER}(?:,\s+{_NUMBER}){{1,20}},?\s+and\s+{_NUMBER}\b", "one, two, three, four and five"),
    (
        rf"\b(?:positions?|places|letters|columns|rows|cells|indices)\s+{_NUMBER}(?:,\s*{_NUMBER}){{1,20}}\b",
        "position one, two, three.",
    ),
)
"""Three or more numbers in a row, such as "positions one, three and five", which are not an answer."""
COUNTS = table(
    (r"\d", "it is 4"),
    ("[½⅓¼¾⅔⅛]", "a probability of ½"),
    (r"\blog", "it is log 2"),
    (r"\bln\b", "LN normalizes each feature"),
    (
        "(?<![a-z])"
        f"(?:{'|'.join((*WORDS, 'half', 'halves', 'third', 'quarter', 'fifth', 'tenth', 'hundred', 'thousand', 'million'))})",
        "Scratch that, it is three.",
    ),
)
DECIMAL_COMMA = re.compile(r"(?<![\w.,(\[{])0,(?=\d{1,6}(?![\d,]))")
"""The decimal comma of 0,5; in brackets, or if there are more, a comma separates two numbers."""
