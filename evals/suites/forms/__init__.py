"""Computed answers: what the forms decide, and attempts to leave the sandbox."""
