"""Texts whose right grade is known from how they were made, and how the judge grades them."""
