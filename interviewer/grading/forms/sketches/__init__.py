"""Drawn curves, and curves given as tables of values."""
