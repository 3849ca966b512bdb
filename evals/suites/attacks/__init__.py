"""Attacks on the interviewer and on the grader."""
