"""Viva, a mock interviewer for deep-learning interviews."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("viva-interviewer")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0"
