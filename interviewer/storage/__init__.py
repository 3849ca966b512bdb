"""Interviews in a database: every event is stored before it is acted on."""
