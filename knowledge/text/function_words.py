"""English words that say little about what a text is about; each reader of texts adds its own."""

from __future__ import annotations

_WORDS = """
    a an the of to in is are be it its this that and or for with on as at by from you your we i so then if do does can
    will would just have has there they their which what when
"""
FUNCTION_WORDS = frozenset(_WORDS.split())
"""The words, in lower case."""
