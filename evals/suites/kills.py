"""``python -m evals kills``: ``kill -9`` at random moments, of the page, of its embedded model, and of both.

The page is a process that is driven over HTTP as a browser would. After each kill of the page the interview is opened again,
and must stand where it stood; a page whose model is killed must neither end nor refuse anything.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evals.suites.page_process import SERVE, PageProcess, is_gone, kill
from evals.suites.page_tab import REFUSED, PageTab
from evals.suites.stored_truth import Kept, faults_of, kept, resumed_wrong
from interviewer.bars import item_bar
from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject
from interviewer.storage.store import Store
from knowledge.schema import Bank

KillTarget = Literal["server", "model", "both"]
TARGETS: tuple[KillTarget, ...] = ("server", "model", "both")
MARK = "answer "
SECTION, QUESTIONS = "training", 3
MOST_BETWEEN = 4.0
"""Seconds of play within which a kill falls: some turns of an interview."""
APART = 0.4
"""Seconds that may lie between the two deaths where both are killed."""
WAIT_FOR_MODEL = 60.0
"""How long a model that is being loaded is waited for."""
_ELSE = ("What do you mean by that?", "Could you repeat the question?", "Please explain that to me.")


@dataclass
class KillTally:
    """What was seen over all kills."""

    kills: dict[str, int] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    sent: int = 0
    resumed: int = 0
    faults: list[str] = field(default_factory=list)


class Player:
    """Plays interviews on a page in a thread of its own, until the page is gone or it is told to stop."""

    def __init__(self, page: PageProcess, store: Store, tally: KillTally, chance: random.Random) -> None:
        self._page = page
        self._store = store
        self._tally = tally
        self._chance = chance
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._play, daemon=True)
        self.error = ""

    def start(self) -> None:
        """Begin to play."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the message under way."""
        self._stop.set()
        self._thread.join()

    def _play(self) -> None:
        tab = PageTab(self._page.url)
        try:
            open_now = self._store.interviews.unfinished(1)
            tab.open(open_now[0].id if open_now else "")
            while not self._stop.is_set():
                self._turn(tab)
        except UnavailableError as error:
            self.error = str(error)
        finally:
            tab.close()

    def _turn(self, tab: PageTab) -> None:
        left = self._store.interviews.unfinished(1)
        if not left:
            tab.begin(SECTION, QUESTIONS)
            return
        draw = self._chance.random()
        if left[0].phase == "reviewing" and draw < 0.7:
            tab.press("next")
        elif draw < 0.15:
            tab.press("hint")
        elif draw < 0.35:
            list(tab.say(self._chance.choice(_ELSE)))
        else:
            self._tally.sent += 1
            text = f"{MARK}{self._tally.sent}: the loss goes down when the step is small"
            for number, _ in enumerate(tab.say(text)):
                if number == 0:  # it is stored by the first piece
                    self._tally.taken.append(text)


def measure_kills(
    bank: Bank,
    home: Path,
    count: int,
    targets: Sequence[KillTarget] = TARGETS,
    seed: int = 27,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = SERVE,
) -> JsonObject:
    """Kill so many times, the targets taking turns; passed where nothing was lost, doubled, or taken up elsewhere.

    Args:
        bank: The bank that the page asks.
        home: A new folder.
        env: Settings of the page.
        program: What is run as the page.
    """
    chance, tally, began = random.Random(seed), KillTally(), time.monotonic()
    home.mkdir(parents=True, exist_ok=True)
    page = PageProcess(home, env or {}, program)
    page.start()
    store = Store(f"sqlite:///{home / 'viva.db'}")
    try:
        with item_bar("kills", count) as step:
            for number in range(count):
                _kill(targets[number % len(targets)], page, store, tally, chance)
                step()
    finally:
        page.kill()
        store.close()
    tally.faults += faults_of(home / "viva.db", bank, tally.taken, MARK)
    return {
        "kills": sum(tally.kills.values()),
        "of": dict(tally.kills),
        "while": dict(tally.moments),
        "answers_taken": len(tally.taken),
        "resumed": tally.resumed,
        "faults": len(tally.faults),
        "what": list(tally.faults[:20]),
        "minutes": round((time.monotonic() - began) / 60, 1),
        "passed": not tally.faults,
    }


def _kill(target: KillTarget, page: PageProcess, store: Store, tally: KillTally, chance: random.Random) -> None:
    """One kill in the middle of play, and what must hold right after it."""
    player = Player(page, store, tally, chance)
    player.start()
    time.sleep(chance.uniform(0, MOST_BETWEEN))
    model = page.wait_for_model(WAIT_FOR_MODEL) if target != "server" else page.model_id()
    if model is None and target != "server":
        tally.faults.append(f"there was no model to kill for {target}")
    else:
        tally.kills[target] = tally.kills.get(target, 0) + 1
    if target == "model":
        if model is not None:
            kill(model)
        time.sleep(chance.uniform(0, MOST_BETWEEN))  # it plays on
        player.stop()
        if not page.alive:
            tally.faults.append("the page ended with its model")
            page.start()
        elif player.error:
            tally.faults.append(f"the page failed without its model: {player.error}")
        return
    if target == "both" and model is not None and chance.random() < 0.5:
        kill(model)
        time.sleep(chance.uniform(0, APART))
    page.kill()
    if target == "both" and model is not None:
        kill(model)
    player.stop()
    if player.error.startswith(REFUSED):
        tally.faults.append(f"before it was killed, {player.error}")
    if model is not None and not is_gone(model):
        tally.faults.append("the model's process outlived its page")
    _resume(page, store, tally)


def _resume(page: PageProcess, store: Store, tally: KillTally) -> None:
    """Start the page again, open the interview that was under way, and compare it with what was stored at the kill."""
    left = store.interviews.unfinished(1)
    before = kept(store, left[0].id) if left else None
    page.start()
    if before is None:
        return
    state = before.record.state
    moment = state.pending.kind if state.pending else state.phase
    tally.moments[moment] = tally.moments.get(moment, 0) + 1
    tab = PageTab(page.url)
    try:
        told = tab.open(before.record.id)
    except UnavailableError as error:
        tally.faults.append(f"it could not be taken up again: {error}")
        return
    finally:
        tab.close()
    after = kept(store, before.record.id)
    tally.resumed += 1
    tally.faults += [f"{before.record.id} resumed wrong at {moment}: {fault}" for fault in resumed_wrong(before, after)]
    if not _shows(told, after):
        tally.faults.append(f"{before.record.id} resumed at {moment}: the page does not show the last thing said")


def _shows(told: str, now: Kept) -> bool:
    """Whether what a tab was told has the last thing that was said, by its letters: the page may set it otherwise."""
    seen = [turn for turn in now.turns if turn.kind != "reveal"]
    last = next((line for line in seen[-1].text.splitlines() if line.strip()), "") if seen else ""
    return _letters(last)[:60] in _letters(told)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())
