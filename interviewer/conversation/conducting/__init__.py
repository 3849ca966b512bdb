"""Interviews under way: each event is stored, the work that is due is done, and what is said is handed on."""
