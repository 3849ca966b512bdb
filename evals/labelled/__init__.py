"""Answers with labels, and what reads them: gold, subjects, graded files and their readers."""
