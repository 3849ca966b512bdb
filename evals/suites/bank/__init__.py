"""The bank: how well search finds its parts, in banks of any size, and how question lists are imported."""
