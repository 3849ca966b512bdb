"""Prompts as versioned files with declared variables, filled by LangChain's chat prompt templates."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.prompts import ChatPromptTemplate

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


class PromptError(ValueError):
    """A prompt file is missing or malformed, or the values to fill in do not match its variables."""


@dataclass(frozen=True)
class Prompt:
    """One prompt: a system and a user text with ``{{name}}`` for variables.

    Attributes:
        version: Name and version, such as ``grade-1``, recorded with every grade.
        sha256: Hash of the file, first 12 hex digits.
    """

    name: str
    version: str
    sha256: str
    variables: frozenset[str]
    system: str
    user: str

    @cached_property
    def template(self) -> ChatPromptTemplate:
        """The prompt as a LangChain template."""
        from langchain_core.prompts import ChatPromptTemplate  # takes half a second, and the page can start without it

        return ChatPromptTemplate.from_messages([("system", _escaped(self.system)), ("human", _escaped(self.user))])

    def messages(self, **values: str) -> list[BaseMessage]:
        """The system and user messages with every variable filled. Braces inside a value are left alone.

        Raises:
            PromptError: A variable is missing or unknown.
        """
        missing, extra = self.variables - values.keys(), values.keys() - self.variables
        if missing or extra:
            raise PromptError(f"prompt {self.version}: missing {sorted(missing)}, unknown {sorted(extra)}")
        return self.template.format_messages(**values)

    def fill(self, **values: str) -> tuple[str, str]:
        """The system and user texts with every variable filled.

        Raises:
            PromptError: A variable is missing or unknown.
        """
        system, user = self.messages(**values)
        return str(system.content), str(user.content)


def _escaped(text: str) -> str:
    """A text of a prompt file in the notation of Python's format strings, where single braces are variables."""
    literal = _VARIABLE.split(text)
    return "".join(
        f"{{{part}}}" if number % 2 else part.replace("{", "{{").replace("}", "}}")
        for number, part in enumerate(literal)
    )


def closed(text: str, *tags: str) -> str:
    """A text that can neither end nor begin what is between these tags of a prompt: ``</said>`` becomes ``‹/said>``.

    A closing tag is recognised in any case, however it is spaced and whatever follows its name; an opening one only by
    itself, since ``<answer key>`` may be what somebody means.
    """
    names = "|".join(map(re.escape, tags))
    return re.sub(rf"<(?=\s*/\s*(?:{names})\b|\s*(?:{names})\s*/?\s*>)", "‹", text, flags=re.IGNORECASE)


@cache
def load_prompt(name: str) -> Prompt:
    """Read ``prompts/<name>.md``.

    The file begins with ``version:`` and ``variables:`` lines, then ``## system`` and ``## user``.

    Raises:
        PromptError: The file is missing or not in that form, or the variables it uses are not those it declares.
    """
    try:
        text = (resources.files(__package__) / f"{name}.md").read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"no prompt {name!r}") from error
    match = re.match(r"version: *(\S+)\nvariables: *(.*)\n+## system\n(.*?)\n## user\n(.*)$", text, re.DOTALL)
    if not match:
        raise PromptError(f"prompt {name!r} is not in the form of a prompt file")
    variables = frozenset(match[2].replace(",", " ").split())
    used = set(_VARIABLE.findall(match[3] + match[4]))
    if used != variables:
        raise PromptError(f"prompt {name!r} declares {sorted(variables)} but uses {sorted(used)}")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(
        name=name,
        version=f"{name}-{match[1]}",
        sha256=digest,
        variables=variables,
        system=match[3].strip(),
        user=match[4].strip(),
    )
