"""Interviews kept in a database: every event before it is acted on."""
