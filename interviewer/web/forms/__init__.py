"""Answers that are not prose: the canvas, the tree with its fields, and the code editor."""
