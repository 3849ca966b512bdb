"""Game trees: filled in, as JSON, or described in words."""
