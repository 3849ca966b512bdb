"""The suites, one per module, in a room for each subject, and their helpers."""
