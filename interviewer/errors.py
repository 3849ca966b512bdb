"""Errors that may reach a user: each is one line that says what, where and how to fix it.

VivaError                    exit code 1
├── IncompleteError          1  it finished, but not everything could be done
├── UsageError               2  wrong input or setting
├── UnavailableError         3  a model or service cannot be reached or read
│   ├── ModelMissingError       the embedded model's file is not there
│   ├── ModelReplyError         the model answered, but not what was asked for
│   ├── ModelOverflowError      the prompt is longer than what the model can read
│   └── ModelTimeoutError       no answer in time
├── ModelFileError           3  a fetched model file is not the right one
├── StorageError             3  the database cannot be read or written
└── ConflictError            2  the interview moved on in another window
"""

from __future__ import annotations


class VivaError(Exception):
    """Base of every error shown to a user as one line."""

    exit_code = 1


class IncompleteError(VivaError):
    """A command finished, but could not do everything that was asked; the message says what is missing."""


class UsageError(VivaError):
    """The input or a setting is wrong; the message says how to fix it."""

    exit_code = 2


class NothingLeftError(UsageError):
    """Nothing is left to do today; the message says so, and what comes next."""


class UnavailableError(VivaError):
    """A model or service is not available; what was asked can be tried again."""

    exit_code = 3


class ModelMissingError(UnavailableError):
    """The embedded language model's file is not on this machine."""


class ModelReplyError(UnavailableError):
    """A model answered, but not in the requested form."""


class ModelOverflowError(UnavailableError):
    """A prompt is too long for the model; a shorter one may work."""


class ModelTimeoutError(UnavailableError):
    """A model did not answer within its time limit."""


class ModelFileError(VivaError):
    """A model file is incomplete or is not the file it should be."""

    exit_code = 3


class StorageError(VivaError):
    """The database cannot be read or written."""

    exit_code = 3


class ConflictError(UsageError):
    """The same interview has changed elsewhere, such as in a second tab."""
