"""Labelled answers, and what reads them: gold, other subjects, graded files and their readers."""
