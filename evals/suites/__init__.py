"""The suites, one per module, and their helpers."""
