"""The vendor's client, configured as all calls need it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI


def open_client(name: str, base_url: str | None, api_key: str, timeout: float, temperature: bool) -> ChatOpenAI:
    """A client for one model.

    Args:
        timeout: Seconds for connecting, and for each wait for more bytes.
        temperature: Whether a temperature of zero is sent; some models refuse any.
    """
    from interviewer.llm.wire.wire import WireChat  # its import takes a second

    # LangChain prints advice for programmers where a schema is refused; that is dealt with by asking in another way
    warnings.filterwarnings("ignore", message="(?s).*[Ss]tructured [Oo]utput")
    # and pydantic, where a message is a list of parts, which is read
    warnings.filterwarnings("ignore", message="(?s)Pydantic serializer warnings")
    return WireChat(
        model=name,
        base_url=base_url,
        api_key=api_key,  # type: ignore[arg-type]
        timeout=timeout,
        max_retries=0,  # calls are tried again within a bound of ours
        temperature=0 if temperature else None,
    )
