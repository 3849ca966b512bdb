"""Answers that can be checked by computation, such as code or a number, and so are not left to a judge."""
