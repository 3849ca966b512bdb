"""The edits between two words."""
