"""Prompts as versioned files with declared variables."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


class PromptError(ValueError):
    """A prompt's file and what it is filled with do not fit."""


@dataclass(frozen=True)
class Prompt:
    """One prompt: a system and a user text with ``{{name}}`` for variables.

    Attributes:
        version: Name and version, such as ``witness-1``, recorded with every grade.
        sha256: Hash of the file, first 12 hex digits.
    """

    name: str
    version: str
    sha256: str
    variables: frozenset[str]
    system: str
    user: str

    def fill(self, **values: str) -> tuple[str, str]:
        """The system and user texts with every variable filled.

        Raises:
            PromptError: A variable is missing or unknown.
        """
        missing, extra = self.variables - values.keys(), values.keys() - self.variables
        if missing or extra:
            raise PromptError(f"prompt {self.version}: missing {sorted(missing)}, unknown {sorted(extra)}")

        def one(match: re.Match[str]) -> str:
            return values[match[1]]

        # one pass, so that a value that looks like a variable stays what it is
        return re.sub(r"\{\{(\w+)\}\}", one, self.system), re.sub(r"\{\{(\w+)\}\}", one, self.user)


@cache
def load_prompt(name: str) -> Prompt:
    """Read ``prompts/<name>.md``.

    The file begins with ``version:`` and ``variables:`` lines, then ``## system`` and ``## user``.

    Raises:
        PromptError: The file is missing or not in that form, or uses variables it does not declare.
    """
    try:
        text = (resources.files(__package__) / f"{name}.md").read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"no prompt {name!r}") from error
    match = re.match(r"version: *(\S+)\nvariables: *(.*)\n+## system\n(.*?)\n## user\n(.*)$", text, re.DOTALL)
    if not match:
        raise PromptError(f"prompt {name!r} is not in the form of a prompt file")
    variables = frozenset(match[2].replace(",", " ").split())
    used = set(re.findall(r"\{\{(\w+)\}\}", match[3] + match[4]))
    if used != variables:
        raise PromptError(f"prompt {name!r} declares {sorted(variables)} but uses {sorted(used)}")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, f"{name}-{match[1]}", digest, variables, match[3].strip(), match[4].strip())
