"""LaTeX formulas as MathML trees, from which the page and the PDF each build their own; and where formulas are in a text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

MAX_CHARACTERS = 2000
"""Longest formula that is typeset, in characters; the longest in the bank has under 300."""
MAX_DEPTH = 40
"""Deepest nesting of a formula that is typeset, well below what Typst's own parser takes."""
INLINE = r"(?<![\\$])\$(?=\S)(?P<inline>[^$\n]*?)(?<=[^\s\\])\$(?!\d)"
"""Pandoc's rule: no space inside the dollars and no digit after them, so "$5 and $10" is money."""


class UnknownFormulaError(ValueError):
    """A formula cannot be typeset: it does not parse, or contains something unknown here."""


def mathml_tree(latex: str) -> Element:
    """The tree of a formula that is to be typeset.

    Raises:
        UnknownFormulaError: It is too long, or does not parse.
    """
    if len(latex) > MAX_CHARACTERS:
        raise UnknownFormulaError(f"over {MAX_CHARACTERS} characters")
    return parsed_latex(latex)


def parsed_latex(latex: str) -> Element:
    """The tree that latex2mathml makes of a formula of any length.

    Raises:
        UnknownFormulaError: It does not parse.
    """
    # importing it takes a twentieth of a second, and the page does not need it to start
    from latex2mathml.converter import convert_to_element

    try:
        tree: Element = convert_to_element(latex)
    except Exception as error:
        raise UnknownFormulaError(f"does not parse ({type(error).__name__})") from error
    return tree
