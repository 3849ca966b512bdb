"""Viva: a mock interviewer that asks, probes and grades on the candidate's own machine."""

__version__ = "0.1.0"
