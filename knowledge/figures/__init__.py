"""The bank's figures, drawn from data."""
