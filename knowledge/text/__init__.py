"""Helpers for any text: patterns made of tables, stars and paragraphs of Markdown, images, plurals, what is invisible."""
