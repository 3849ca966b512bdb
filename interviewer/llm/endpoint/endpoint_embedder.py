"""Sentence embeddings from an OpenAI-compatible endpoint: each request has limits, and each failure is reported in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.errors import ModelReplyError, UnavailableError
from interviewer.llm.endpoint.negotiation import MOST_READ
from interviewer.llm.wire.deadline import within
from interviewer.llm.wire.faults import vendor_errors
from interviewer.llm.wire.server_words import is_overflow, words_of
from interviewer.llm.wire.tries import with_tries
from knowledge.errors import VectorStoreError

if TYPE_CHECKING:
    import numpy as np
    import openai
    from numpy.typing import NDArray

    from knowledge.search.vectors import Vectors

AT_ONCE = 64
"""Texts in the first request. Servers differ in how many they accept; if one refuses, the number is halved."""
SHORTEST = 200
"""Characters below which a text is not cut further: any model reads that much. A judgement."""
_REFUSED = {400, 413, 422}


class EndpointEmbedder:
    """An OpenAI-compatible embedding endpoint; the client is built at the first call.

    A text that the model cannot read whole is cut, as local models do.

    Args:
        timeout: Seconds for one request, from its start to the last byte of the reply.
        retries: Number of retries, with growing waits, for transient faults.
    """

    def __init__(self, model: str, base_url: str, api_key: str, timeout: float = 60.0, retries: int = 2) -> None:
        self._name = model
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._retries = retries
        self._at_once = AT_ONCE
        self._client: openai.OpenAI | None = None

    @property
    def name(self) -> str:
        """Name of the model at the endpoint."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, d), L2-normalised.

        Raises:
            VectorStoreError: The endpoint cannot be reached, refuses the request, or sends no vectors.
        """
        import numpy as np

        from knowledge.search.vectors import unit

        if not len(texts):
            return np.zeros((0, 0), dtype=np.float32)
        try:
            with vendor_errors(self._name, self._api_key, settings="VIVA_EMBEDDING"):
                vectors = np.concatenate(self._batches(list(texts)))
        except UnavailableError as error:
            raise VectorStoreError(str(error)) from error
        return unit(vectors)

    def _batches(self, left: list[str]) -> list[NDArray[np.float64]]:
        """The vectors of each request, float64 (m, d)."""
        import openai

        found: list[NDArray[np.float64]] = []
        count = self._at_once
        while left:
            batch = left[:count]
            try:
                reply = with_tries(lambda batch=batch: self._reply(batch), self._retries, self._timeout)  # type: ignore[misc]
            except openai.APIStatusError as error:
                words = words_of(error, most=MOST_READ)
                if not (error.status_code in _REFUSED or (error.status_code >= 500 and is_overflow(words))):
                    raise
                a_text = is_overflow(words) or "token" in words.lower()  # is too long, not the list of them
                if len(batch) > 1:
                    count = len(batch) // 2
                    self._at_once = self._at_once if a_text else count
                elif (a_text or error.status_code == 413) and len(batch[0]) > SHORTEST:
                    left[0] = batch[0][: len(batch[0]) // 2]
                else:
                    raise
                continue
            found.append(self._vectors_of(reply, len(batch)))
            left, count = left[len(batch) :], self._at_once
        return found

    def _reply(self, batch: list[str]) -> object:
        """The decoded body. The encoding is not asked for, since some servers refuse one and some the other."""
        import openai

        if self._client is None:
            self._client = openai.OpenAI(
                base_url=self._base_url, api_key=self._api_key, timeout=self._timeout, max_retries=0
            )
        post, body = self._client.post, {"model": self._name, "input": batch}
        return within(self._timeout, lambda: post("/embeddings", body=body, cast_to=object))

    def _vectors_of(self, reply: object, count: int) -> NDArray[np.float64]:
        """The vectors in a body, float64 (count, d), in the order of the texts.

        Raises:
            ModelReplyError: There are more or fewer than texts.
            ValueError: They are not rows of finite numbers; a body that says why is its argument.
        """
        import numpy as np

        if not isinstance(reply, dict) or "data" not in reply:
            raise ValueError(reply if isinstance(reply, dict) else "no object")
        rows = reply["data"]
        if len(rows) != count:
            raise ModelReplyError(
                f"{self._name} sent {len(rows)} vectors for {count} texts; check VIVA_EMBEDDING_MODEL"
            )
        if all(type(row.get("index")) is int for row in rows):
            rows = sorted(rows, key=lambda row: row["index"])
        vectors = np.asarray([row["embedding"] for row in rows], dtype=np.float64)
        if vectors.ndim != 2 or not vectors.shape[1]:
            raise ValueError("the vectors are empty, or no lists of numbers")
        if not np.isfinite(vectors).all():
            raise ValueError("the vectors contain NaN or infinity")
        return vectors
