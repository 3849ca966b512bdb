"""Answers that are computed, such as code or a number: what can be computed is not left to a judge."""
