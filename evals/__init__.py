"""Offline evals: the production grader against labelled answers, and what fits the embedded judge."""
