"""Canned phrases: what the interviewer says around the questions, and about the interview."""
