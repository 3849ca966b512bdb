"""Checks on Viva's dependencies and commits, run by ``make check`` and by hooks. Not part of the installed package."""
