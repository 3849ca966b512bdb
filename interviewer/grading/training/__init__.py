"""Fitting the reader to a bank."""
