"""The tab that lists every question."""
