"""The report of an interview."""
