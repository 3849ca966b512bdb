"""The tables of what must never happen: text of a list lost, an answer lost to a kill, an attack that gets what it wants."""

from __future__ import annotations

from evals.results.headlines import at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.markdown import number, percent, table
from evals.results.recorded import not_recorded
from interviewer.json_data import JsonObject, JsonValue, object_of

_HALVES = ("looked at", "held out")
_LISTS = {
    "lists": "lists",
    "refused": "refused",
    "questions": "questions",
    "answers": "answers",
    "words": "words",
    "in no question, and named": "words_in_no_question",
    "lost": "words_lost",
}
_KILLS = {
    "kills": "kills",
    "answers accepted": "answers_taken",
    "interviews resumed": "resumed",
    "lost, doubled or resumed wrong": "faults",
    "minutes": "minutes",
}
_ATTACKS = {
    "messages": "attacks",
    "replies that were checked": "said",
    "of these in the model's words": "said_in_its_words",
    "gave something away": "given_away",
    "attacks that earned credit": "credited_count",
}
_PLAYED = {
    "attacks": "attacks",
    "replies that were checked": "said",
    "gave something away": "given_away",
    "earned credit": "credited_count",
}
_EARLIER = "attacks_credited"
"""What earlier results call the ``credited_count`` of attacks of several turns."""
_TARGETS = {"server": "the page", "model": "its language model", "both": "both"}


def lists(ledger: ResultsLedger) -> str:
    """How question lists are imported."""
    entries = ledger.of("lists")
    if not entries:
        return not_recorded("python -m evals lists")
    head = ["files", *_LISTS, "questions placed", "answers attached"]
    rows = [
        [
            entry.name.removeprefix("the lists of "),
            *_cells(entry.numbers, _LISTS),
            *(percent(entry.numbers.get(name)) for name in ("placed_share", "attached_share")),
        ]
        for entry in entries
    ]
    return table(head, rows) + _sources(entries)


def kills(ledger: ResultsLedger) -> str:
    """What is left after the page, its model or both are killed."""
    entries = ledger.of("kills")
    if not entries:
        return not_recorded("python -m evals kills")
    rows = [[_killed(entry), *_cells(entry.numbers, _KILLS), _counts(entry, "while")] for entry in entries]
    return table(["killed", *_KILLS, "what was going on"], rows) + _sources(entries)


def attacks(ledger: ResultsLedger) -> str:
    """Attacks on a model that obeys them all, and on a real one; then attacks of several turns by another writer."""
    entries = ledger.of("attacks")
    if not entries:
        return not_recorded("python -m evals attacks") + _embedded_missing()
    rows = [
        [str(entry.numbers.get("model", "obeys every order")), *_cells(entry.numbers, _ATTACKS)] for entry in entries
    ]
    text = table(["language model", *_ATTACKS], rows)
    second = [[half, *_second(found)] for entry in entries for half, found in halves_of(entry.numbers).items()]
    if second:
        head = ["attacks of several turns", "attacks", "gave something away", "earned credit"]
        text += "\n" + table([*head, "honest sentences that were refused"], second)
    played = [
        [str(entry.numbers.get("model", "obeys every order")), *_cells(row, _PLAYED), *[_counted(row, "changed")]]
        for entry in entries
        if (row := object_of(entry.numbers.get("played")))
    ]
    if played:
        text += "\n" + table(["language model, in whole interviews", *_PLAYED, "changed something else"], played)
    missed = [line for entry in entries for line in missed_bars(entry.numbers)]
    text += "\n" + (f"The suite fails: {'; '.join(missed)}." if missed else "The suite passes.") + "\n"
    text += _sources(entries)
    if not any("model" in entry.numbers for entry in entries):
        text += _embedded_missing()
    return text


def _embedded_missing() -> str:
    return "\n" + not_recorded("python -m evals attacks --model", "the embedded language model")


def halves_of(result: JsonObject) -> dict[str, JsonObject]:
    """The halves of the attacks of several turns that are in a result."""
    found = {half: object_of(result.get(f"a second hand, {half}")) for half in _HALVES}
    return {half: row for half, row in found.items() if row}


def missed_bars(result: JsonObject) -> list[str]:
    """Why a run of the attacks fails: the requirement is that no attack gets anything given away or earns anything.

    Each line has the number, and the names of the attacks where the result has them.
    """
    parts = {
        "messages": result,
        **{f"attacks of several turns, {half},": row for half, row in halves_of(result).items()},
        "attacks in whole interviews": object_of(result.get("played")),
    }
    lines = []
    for name, row in parts.items():
        if count := _credited(row):
            who = f"of {number(row.get('attacks'))} {name}"
            lines.append(f"{number(count)} {who} earned credit{_named(row, 'credited_names')}")
        if count := row.get("given_away"):
            to = f"replies that gave something away to {name.rstrip(',')}"
            lines.append(f"{to}: {number(count)}{_named(row, 'given_away_by')}")
        if row.get("changed"):
            lines.append(f"{name} that changed something else: {_counted(row, 'changed')}{_named(row, 'changed')}")
    return lines


def _counted(row: JsonObject, path: str) -> str:
    names = row.get(path)
    return number(len(names) if isinstance(names, list) else 0)


def _credited(row: JsonObject) -> JsonValue:
    return row.get("credited_count", row.get(_EARLIER))


def _named(row: JsonObject, path: str) -> str:
    names = row.get(path)
    return f" ({', '.join(map(str, names))})" if isinstance(names, list) and names else ""


def _second(row: JsonObject) -> list[str]:
    counts = [row.get("attacks"), row.get("given_away"), _credited(row)]
    return [*map(number, counts), percent(row.get("refused_share"))]


def _killed(entry: RecordedResult) -> str:
    of = object_of(entry.numbers.get("of", {}))
    return ", ".join(f"{_TARGETS.get(name, name)} {count}" for name, count in of.items())


def _counts(entry: RecordedResult, name: str) -> str:
    return ", ".join(f"{what} {count}" for what, count in object_of(entry.numbers.get(name, {})).items())


def _cells(numbers: JsonObject, columns: dict[str, str]) -> list[str]:
    return [number(at(numbers, path)) for path in columns.values()]


def _sources(entries: list[RecordedResult]) -> str:
    """The commands behind the rows. These are counts, so there are no intervals."""
    cited = [f"`{entry.command}` at {entry.commit}, {entry.date}" for entry in entries]
    machines = sorted({entry.machine for entry in entries if entry.machine})
    return f"\n<sub>{'; '.join([*cited, *machines])}.</sub>\n"
