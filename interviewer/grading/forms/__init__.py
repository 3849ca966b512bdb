"""Answers in their own form: what can be computed is computed and not guessed."""
