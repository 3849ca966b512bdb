"""``--html OUT``: a result as one page that opens offline, with its plots and its disagreements."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from evals.results.headlines import at, headlines_of, rows_at
from interviewer.grading.grade import verdict_words
from interviewer.json_data import JsonObject, JsonValue, number_of, object_of, objects_of

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2330, #e7eaf1); --paper: light-dark(#fff, #161a22);
  --quiet: light-dark(#5d6679, #9aa4b8); --line: light-dark(#d9dee8, #343c4c); --a: light-dark(#2f5fd0, #8fb0ff);
  --b: light-dark(#c2541d, #ffa574); }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 62rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } .quiet { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem;
  border-bottom: 1px solid var(--line); vertical-align: top; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.big { display: flex; flex-wrap: wrap; gap: 1rem; } .big div { border: 1px solid var(--line); border-radius: .6rem;
  padding: .7rem 1rem; } .big b { display: block; font-size: 1.5rem; } svg { max-width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } .grid { stroke: var(--line); } .wrap { overflow-x: auto; }
details { border-top: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
h3 { font-size: 1rem; margin: .6rem 0 .2rem; } .side { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; }
"""


def to_html(result: JsonObject) -> str:
    """The page. Answers are always shown as text."""
    parts = [
        f"<h1>Viva evals: {_e(result.get('suite'))}</h1>",
        f'<p class="quiet">{_e(result.get("judge", ""))} · {_e(result.get("machine", ""))}</p>',
        _headlines(result),
    ]
    if bins := objects_of(at(result, "calibration.bins")):
        parts += [
            "<h2>Reliability</h2>",
            "<p>How many points are really met, by the probability that the grader gave them.</p>",
            _reliability(bins),
        ]
    if kinds := rows_at(result, "mean_score_by_category"):
        parts += ["<h2>Mean score by kind of answer</h2>", _bars(kinds)]
    if floors := rows_at(result, "floors"):
        parts += ["<h2>Floors</h2>", _floors(floors)]
    for name, title in (
        ("attacks", "Attacks"),
        ("harmless", "Changes that should change nothing"),
        ("by_section", "By section"),
    ):
        if rows := rows_at(result, name):
            parts += [f"<h2>{title}</h2>", _table(rows)]
    if disputed := objects_of(result.get("disagreements")):
        parts += [f"<h2>Disagreements ({len(disputed)})</h2>", *(_disagreement(row) for row in disputed)]
    rest = {k: v for k, v in result.items() if k != "disagreements"}
    parts += ["<details><summary>All numbers</summary><pre>", _e(json.dumps(rest, indent=1)), "</pre></details>"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Viva evals: {_e(result.get('suite'))}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _headlines(result: JsonObject) -> str:
    boxes = []
    for row in headlines_of(result):
        span = f'<span class="quiet">{row["low"]:.3f} to {row["high"]:.3f}</span>' if "low" in row else ""
        value = f"{row['value']:.3f}" if isinstance(row["value"], float) else str(row["value"])
        boxes.append(f"<div><b>{value}</b>{_e(row['name'])}<br>{span}</div>")
    return f'<div class="big">{"".join(boxes)}</div>'


def _reliability(bins: list[JsonObject]) -> str:
    size, edge = 300, 40

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * size, edge / 2 + (1 - y) * size

    lines = "".join(
        f'<line class="grid" x1="{at(v, 0)[0]}" y1="{at(0, 0)[1]}" x2="{at(v, 0)[0]}" y2="{at(0, 1)[1]}"/>'
        f'<line class="grid" x1="{at(0, 0)[0]}" y1="{at(0, v)[1]}" x2="{at(1, 0)[0]}" y2="{at(0, v)[1]}"/>'
        f'<text x="{at(v, 0)[0]}" y="{at(0, 0)[1] + 16}" text-anchor="middle">{v:g}</text>'
        f'<text x="{edge - 6}" y="{at(0, v)[1] + 4}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    )
    points = [tuple(number_of(row[name]) for name in ("count", "probability", "met")) for row in bins]
    total = sum(count for count, _, _ in points)
    dots = "".join(
        f'<circle cx="{at(said, 0)[0]:.1f}" cy="{at(0, met)[1]:.1f}" '
        f'r="{4 + 14 * (count / total) ** 0.5:.1f}" fill="var(--a)" fill-opacity=".75">'
        f"<title>{count} points: {said:.2f} predicted, {met:.2f} met</title></circle>"
        for count, said, met in points
    )
    x1, y1 = at(0, 0)
    x2, y2 = at(1, 1)
    return (
        f'<svg role="img" aria-label="reliability plot" viewBox="0 0 {size + 60} {size + 50}" width="{size + 60}">{lines}'
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="var(--b)" stroke-dasharray="4 4"/>{dots}'
        f'<text x="{at(0.5, 0)[0]}" y="{size + 45}" text-anchor="middle">predicted probability</text></svg>'
    )


def _bars(kinds: Mapping[str, JsonObject]) -> str:
    width, height, left = 420, 30, 130
    rows = []
    for number, (kind, row) in enumerate(kinds.items()):
        y = number * height + 6
        label, grade = number_of(row["label"]), number_of(row["grade"])
        rows.append(
            f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{_e(kind)}</text>'
            f'<rect x="{left}" y="{y}" width="{width * label:.1f}" height="8" fill="var(--b)"/>'
            f'<rect x="{left}" y="{y + 9}" width="{width * grade:.1f}" height="8" fill="var(--a)"/>'
            f'<text x="{left + width + 8}" y="{y + 13}">{label:.2f} label, {grade:.2f} grade</text>'
        )
    return (
        f'<div class="wrap"><svg role="img" aria-label="mean label and grade by kind" width="{left + width + 170}" '
        f'viewBox="0 0 {left + width + 170} {len(rows) * height + 10}">{"".join(rows)}</svg></div>'
        '<p class="quiet">Upper bars: the labels; lower bars: the grader.</p>'
    )


def _floor(name: str, row: JsonObject) -> str:
    ahead = object_of(row["ahead_by_qwk"])
    return (
        f'<tr><td>{_e(name.replace("_", " "))}</td><td class="n">{row["qwk"]:.3f}</td><td class="n">{row["pair_order"]:.3f}</td>'
        f'<td class="n">{ahead["value"]:+.3f} ({ahead["low"]:+.3f} to {ahead["high"]:+.3f})</td></tr>'
    )


def _floors(floors: Mapping[str, JsonObject]) -> str:
    rows = "".join(_floor(name, row) for name, row in floors.items())
    return (
        '<div class="wrap"><table><tr><th>grading by</th><th class="n">QWK</th><th class="n">pairs</th>'
        f'<th class="n">this grader is ahead by (95 %)</th></tr>{rows}</table></div>'
    )


def _table(rows: Mapping[str, JsonObject]) -> str:
    names = list(next(iter(rows.values())))
    head = "".join(f'<th class="n">{_e(name.replace("_", " "))}</th>' for name in names)
    body = "".join(
        f"<tr><td>{_e(key)}</td>{''.join(f'<td class=n>{_e(row[name])}</td>' for name in names)}</tr>"
        for key, row in rows.items()
    )
    return f'<div class="wrap"><table><tr><th></th>{head}</tr>{body}</table></div>'


def _disagreement(row: JsonObject) -> str:
    reason = f"<p>Why the readers settled on it: {_e(row['gold_reason'])}</p>" if row.get("gold_reason") else ""
    quote = f"<p>Its evidence: “{_e(row['quote'])}”</p>" if row.get("quote") else ""
    label, verdict = (verdict_words(str(row[name])) for name in ("label", "verdict"))
    return (
        f"<details><summary><b>{_e(row['id'])}</b> {_e(row['claim'])} "
        f'<span class="quiet">label {_e(label)}, grader {_e(verdict)} ({row["probability"]:.2f})</span></summary>'
        f'<div class="side"><div><h3>Answer ({_e(row["category"])})</h3><p>{_e(row["answer"])}</p></div>'
        f"<div><h3>Label: {_e(label)}</h3>{reason}<h3>Grader: {_e(verdict)}</h3>{quote}</div></div></details>"
    )


def _e(value: JsonValue) -> str:
    return html.escape(str(value))
