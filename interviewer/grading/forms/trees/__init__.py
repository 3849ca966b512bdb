"""Game trees: filled in, as JSON or told in words."""
