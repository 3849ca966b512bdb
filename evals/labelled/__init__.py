"""Labelled answers and the code that reads them: the gold, other subjects, public data sets and second readings."""
