"""The question bank and what finds things in it. Imports nothing of the other packages."""
