"""Drafts of imported questions: their files, the form that edits them, and what a model or a changed list adds."""
