"""Marks of Markdown and HTML that are no words of a text."""

from __future__ import annotations

import re

ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
"""The mark of an item in a list."""
TAG = re.compile(r"<[^<>]{1,200}>")
"""A tag of HTML. What is longer is no tag, but a text between two signs of comparison."""
