"""``python -m evals kills``: sends ``kill -9`` to the page, to its embedded model, or to both, at random moments.

The page is a process that is driven over HTTP as a browser would. After each kill of the page the interview is opened again
and must be where it was. If only the model is killed, the page must keep running and refuse nothing.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evals.suites.stress.page_process import SERVE, PageProcess, is_gone, kill
from evals.suites.stress.page_tab import REFUSED, PageTab
from evals.suites.stress.stored_truth import Kept, faults_of, kept, resumed_wrong
from interviewer.bars import item_bar
from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject
from interviewer.storage.store import Store
from knowledge.schema import Bank
from knowledge.text.letters import letters_of

KillTarget = Literal["server", "model", "both"]
TARGETS: tuple[KillTarget, ...] = ("server", "model", "both")
MARK = "answer "
SECTION, QUESTIONS = "training", 3
MOST_BETWEEN = 4.0
"""A kill comes within this many seconds of play: a few turns of an interview."""
APART = 0.4
"""The most seconds between the two kills if both are killed."""
WAIT_FOR_MODEL = 60.0
"""How many seconds to wait for a model that is loading."""
_ELSE = ("What do you mean by that?", "Could you repeat the question?", "Please explain that to me.")


@dataclass
class KillTally:
    """Counts and faults over all kills."""

    kills: dict[str, int] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    sent: int = 0
    resumed: int = 0
    faults: list[str] = field(default_factory=list)


class Player:
    """Plays interviews on a page in its own thread, until the page is gone or ``stop`` is called."""

    def __init__(self, page: PageProcess, store: Store, tally: KillTally, chance: random.Random) -> None:
        self._page = page
        self._store = store
        self._tally = tally
        self._chance = chance
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._play, daemon=True)
        self.error = ""

    def start(self) -> None:
        """Start playing."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current message."""
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
                if number == 0:  # by the first piece it is stored
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
    """Kill ``count`` times, the targets in turn; passed if nothing was lost, stored twice, or resumed at the wrong turn.

    Args:
        bank: The bank that the page uses.
        home: A new folder for the page's home.
        env: Settings of the page.
        program: The command that starts the page.
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
    """Kill once in the middle of play, and check what must hold right afterwards."""
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
        time.sleep(chance.uniform(0, MOST_BETWEEN))  # the interview goes on
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
        tally.faults.append(f"before the kill, {player.error}")
    if model is not None and not is_gone(model):
        tally.faults.append("the model's process outlived its page")
    _resume(page, store, tally)


def _resume(page: PageProcess, store: Store, tally: KillTally) -> None:
    """Start the page again, open the interview that was in progress, and compare it with what was stored at the kill."""
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
        tally.faults.append(f"the interview could not be resumed: {error}")
        return
    finally:
        tab.close()
    after = kept(store, before.record.id)
    tally.resumed += 1
    tally.faults += [f"{before.record.id} resumed wrong at {moment}: {fault}" for fault in resumed_wrong(before, after)]
    if not _shows(told, after):
        tally.faults.append(f"{before.record.id} resumed at {moment}: the page does not show the last thing said")


def _shows(told: str, now: Kept) -> bool:
    """Whether a tab received the last thing that was said. Only letters are compared, because the page may format it."""
    seen = [turn for turn in now.turns if turn.kind != "reveal"]
    last = next((line for line in seen[-1].text.splitlines() if line.strip()), "") if seen else ""
    return letters_of(last)[:60] in letters_of(told)
