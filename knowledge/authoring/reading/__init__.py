"""Reads a list of questions and answers from a file in any format, or says why it can't."""
