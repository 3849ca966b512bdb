"""Quick cards."""
