"""``python -m evals appeals``: contested verdicts, as cases that a person can label and add to the gold set."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from interviewer.bootstrap import opened_settings, owned_store
from interviewer.json_data import JsonObject


def cases(out: Path | None) -> JsonObject:
    """The cases; also written as JSON lines if ``out`` is given.

    A candidate who contests a verdict is not always right, so ``labels`` is empty until a person fills it in.
    """
    store = owned_store(opened_settings())
    rows = [
        {"id": f"appeal-{number}", **asdict(case), "labels": {}}
        for number, case in enumerate(store.interviews.appeals(), start=1)
    ]
    store.close()
    if out is not None:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    upheld = sum(row["before"] != row["after"] for row in rows)
    return {"appeals": len(rows), "upheld": upheld, "cases": rows}
