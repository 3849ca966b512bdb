"""The tab that lists every interview."""
