"""Builds the language model that the settings ask for."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.errors import UnavailableError, UsageError
from interviewer.host.cpu import missing_instructions
from interviewer.llm.embedded.embedded import EmbeddedServer
from interviewer.llm.embedded.model_file import ModelFile
from interviewer.llm.endpoint.chat import ChatModel, OpenAIChat
from interviewer.llm.prices import Price, load_prices
from interviewer.settings import Settings
from prompts import load_prompt


def price_of(settings: Settings) -> Price | None:
    """The price of the configured model, if the user's prices have it.

    Raises:
        UsageError: The file of prices cannot be read.
    """
    return load_prices(settings.prices).get(settings.llm_model or "") if settings.prices else None


def lacks(instructions: Sequence[str]) -> str:
    """The message for a processor that lacks instructions."""
    return f"this processor has no {' and no '.join(i.upper() for i in instructions)}, which the embedded model needs"


def build_chat(settings: Settings) -> OpenAIChat | None:
    """The configured language model, not yet loaded; None if it is off.

    Raises:
        ModelMissingError: The embedded model is not on this machine.
        ModelFileError: Its file is not the right one.
        UnavailableError: The processor cannot run the embedded model.
        UsageError: An endpoint is only partly configured, or the price file cannot be read.
    """
    if settings.llm_kind == "off":
        return None
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
    if settings.llm_kind == "api":
        if not settings.llm_model:
            raise UsageError("an endpoint is set without a model; set VIVA_LLM_MODEL to the model's name")
        return OpenAIChat(
            settings.llm_model,
            lambda: settings.llm_base_url,
            key,
            settings.llm_timeout,
            settings.llm_retries,
            price_of(settings),
        )
    if lacking := missing_instructions():
        raise UnavailableError(f"{lacks(lacking)}; set VIVA_LLM=off, or an endpoint with VIVA_LLM_BASE_URL")
    file = ModelFile(settings.home, settings.model_path)
    server = EmbeddedServer(file.require(), settings.cpu_threads)
    # again if its process has died: it takes a moment to exit, and is then restarted
    return OpenAIChat("embedded", server.base_url, server.key, settings.llm_timeout, retries=3)


def warm_up(chat: ChatModel) -> None:
    """Make the embedded model load its weights and cache the beginning of the most common prompt.

    Raises:
        UnavailableError: It cannot be loaded.
    """
    "".join(chat.stream(*load_prompt("probe").fill(heard="a", probe="a"), max_tokens=1))
    chat.take_usage()
