"""Answers in a form of their own, such as code or a number: what can be computed is computed, not judged by its words."""
