"""Plays interviews until it is killed. Run it as a program with a database's address; it prints each answer that was accepted."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from interviewer.bootstrap import conductor_of
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from knowledge.loader import load_bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader, WordEmbedder


def play(url: str, scratch: Path) -> None:
    """Continue the unfinished interview, or start one, and keep answering forever."""
    settings = load_settings(llm="off", home=scratch)
    services = Services(settings, load_bank())
    services.__dict__["reader"] = RuleReader()
    words = CachedEmbedder(WordEmbedder(), Path(":memory:"))
    services._load_embedder = lambda: setattr(services, "_embedder", words) or "words"  # type: ignore[method-assign]
    services._load_index = lambda: ""  # type: ignore[method-assign]
    services.load()
    store = Store(url)
    conductor = conductor_of(services, store)
    print("playing", flush=True)
    for _ in itertools.count():
        left = store.interviews.unfinished(1)
        if left:
            interview_id = left[0].id
            list(conductor.resume(interview_id))
        else:
            interview_id, _steps = conductor.start("coach", 30, sections=["training"], questions=3)
        while conductor.record(interview_id).phase != "finished":
            number = sum(turn.role == "candidate" for turn in store.interviews.transcript(interview_id))
            if conductor.record(interview_id).phase == "reviewing":
                list(conductor.press(interview_id, "next"))
                continue
            said = f"answer {interview_id} {number}: the loss goes down when the step is small"
            print(f"sending {said}", flush=True)
            list(conductor.say(interview_id, said))
            print(f"taken {said}", flush=True)


if __name__ == "__main__":
    play(sys.argv[1], Path(sys.argv[2]))
