"""Grading one answer: judges propose, the grader verifies, scores and explains."""
