"""LaTeX as Typst math: what each construct becomes, that all of it compiles, and that nothing gets out of its quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.report.pieces import Piece, pieces
from interviewer.report.typst_math import UnknownFormulaError, typst_math
from knowledge.schema import Bank

FORMULA = re.compile(r"```.*?```|`[^`\n]*`|\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
SET = '#let all = json(bytes(sys.inputs.all))\n#for s in all [#eval("$" + s + "$") #eval("$ " + s + " $")]'


def compiled(formulas: Iterable[str]) -> bytes:
    made = typst.compile(SET.encode(), format="pdf", sys_inputs={"all": json.dumps(sorted(formulas))})
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize(
    ("latex", "math"),
    [
        (r"\frac{a+b}{2\sigma}", r"frac(a \u{2b} b, 2 σ)"),
        (r"x_1^2", "attach(x, b: 1, t: 2)"),
        (r"\sqrt{x} \sqrt[3]{y}", "sqrt(x) root(3, y)"),
        (r"\hat y \bar x \overline{ab} \tilde z", "hat(y) macron(x) overline(a b) tilde(z)"),
        (r"\max_a Q", 'attach(op("max", limits: #true), b: a) Q'),
        (r"\operatorname{softmax}(x)", r'op("softmax")\u{28} x \u{29}'),
        (r"\log p", 'op("log")p'),
        (r"\mathrm{ReLU}(x)", r'upright("ReLU")\u{28} x \u{29}'),
        (r"2\,\mathrm{JSD}", '2 #h(0.167em)upright("JSD")'),
        (r"\left( \frac1n \right)", r"lr(\u{28} frac(1, n) \u{29})"),
        (r"\left. x \right|_0", r'attach(lr(""x \u{7c}), b: 0)'),
        (r"\big( x \big)", r"lr(size: #1.2em, \u{28}) x lr(size: #1.2em, \u{29})"),
        (r"\lVert w \rVert", r'class("normal", \u{2016}) w class("normal", \u{2016})'),
        (r"\underbrace{ab}_{n}", "underbrace(a b, n)"),
        (r"\overset{a}{=}", r"attach(limits(\u{3d}), t: a)"),
        (r"\binom{n}{k}", r"lr(size: #2.047em, \u{28}) mat(delim: #none, n; k) lr(size: #2.047em, \u{29})"),
        (
            r"\begin{cases} a & x>0 \\ b & \text{else} \end{cases}",
            r'lr(\u{7b} mat(delim: #none, align: #left, a, x \u{3e} 0; b, "else"))',
        ),
        (r"m \sim p", r"m \u{223c} p"),
        (r"\mathbf{3} \mathcal{L}", "bold(upright(3)) ℒ"),
        (r"\tfrac12", "inline(frac(1, 2))"),
        (r"\arg\max_a", 'op("arg")attach(op("max", limits: #true), b: a)'),
        (r"{}^2x", 'attach("", t: 2) x'),
        (r"\$5 \#", r"\u{24} 5 \u{23}"),
    ],
)
def test_each_construct_of_a_formula(latex: str, math: str) -> None:
    assert typst_math(latex) == math
    assert compiled([math]).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("latex", "why"),
    [
        (r"\frac{1}{", "does not parse"),
        (r"\begin{matrix} a", "does not parse"),
        (r"x \unknowncommand y", "is not known"),
        (r"\boxed{x}", "menclose is not known"),
        ("x" * 2001, "over 2000 characters"),
        ("{" * 60 + "x" + "}" * 60, "deep"),
    ],
)
def test_what_cannot_be_set_says_why(latex: str, why: str) -> None:
    with pytest.raises(UnknownFormulaError, match=why):
        typst_math(latex)


def _inside(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with those in the cells of tables."""
    for piece in found:
        yield piece
        for row in piece.rows:
            for cell in row:
                yield from _inside(cell)


@pytest.mark.slow
def test_every_formula_of_the_bank_is_set(bank: Bank) -> None:
    formulas: set[str] = set()
    for question in bank.values():
        for text in (
            *(question.question, question.reference, question.deeper, *question.hints),
            *(text for c in question.criteria for text in (c.claim, c.probe)),
            *(m.correction for m in question.misconceptions),
        ):
            written = [match[1] or match[2] for match in FORMULA.finditer(text) if match[1] or match[2]]
            made = [piece.text for piece in _inside(pieces(text)) if piece.kind in {"math", "display"}]
            assert made == [typst_math(latex) for latex in written], question.id
            formulas |= set(made)
    assert len(formulas) > 400 and len(compiled(formulas)) > 100_000


def test_nothing_in_a_formula_is_run() -> None:
    for latex in (
        r"\text{\"#panic(1)\"}",
        r"\text{a\\\"#panic(1)}",
        "#panic(1)",
        r"\mathrm{#panic}",
        r'"#panic(1)"',
        "a\\#b",
    ):
        try:
            made = typst_math(latex)
        except UnknownFormulaError:
            continue
        assert compiled([made]).startswith(b"%PDF-"), made


TOKENS = [
    *(
        [
            r"\frac",
            r"\sqrt",
            r"\hat",
            r"\sum",
            r"\int",
            r"\max",
            r"\log",
            r"\text",
            r"\mathrm",
            r"\mathbf",
            r"\mathbb",
            r"\left(",
            r"\right)",
            r"\left[",
            r"\right]",
            r"\,",
            r"\quad",
        ]
    ),
    *(
        [
            r"\theta",
            r"\partial",
            r"\leq",
            r"\cdot",
            r"\|",
            r"\mid",
            r"\sim",
            r"\in",
            r"\lfloor",
            r"\rfloor",
            r"\operatorname",
            r"\overline",
            r"\underbrace",
            r"\prime",
        ]
    ),
    *[
        "{",
        "}",
        "{",
        "}",
        "^",
        "_",
        "(",
        ")",
        "[",
        "]",
        "|",
        "'",
        '"',
        "#",
        "$",
        "%",
        "&",
        "~",
        "/",
        ";",
        ",",
        ".",
        ":",
        "!",
        "=",
        "+",
        "-",
        "*",
        "<",
        ">",
        "@",
        "`",
        "a",
        "x",
        "N",
        "1",
        "2.5",
        "é",
        "日",
        "🙂",
    ],
]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=2)), max_size=12).map(" ".join))
def test_whatever_is_set_compiles(latex: str) -> None:
    try:
        made = typst_math(latex)
    except UnknownFormulaError:
        return
    compiled([made])
