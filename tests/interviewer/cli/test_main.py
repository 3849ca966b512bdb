from __future__ import annotations

import pytest

from interviewer.cli import main
from interviewer.cli.main import run_with
from interviewer.loading.services import Services
from tests.interviewer.cli.terminal import stdin


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nonsense"], 2, "No such command"),
        (["bank", "show"], 2, "Missing argument"),
        (["bank", "show", "training-99"], 2, "did you mean"),
        (["bank", "list", "--section", "cooking"], 2, "no section 'cooking'"),
        (["bank", "validate", "/nowhere"], 2, "no such folder"),
        (["cards", "--section", "cooking"], 2, "no section 'cooking'"),
        (["cards", "--count", "0"], 2, "at least 1"),
        (["grade", "training-77", "-"], 2, "no question 'training-77'"),
        (["grade", "training-01", "/nowhere.txt"], 2, "cannot be read"),
        (["grade", "--batch", "/nowhere.jsonl"], 2, "--batch needs --out"),
        (["interview", "--minutes", "0"], 2, "minutes must be from 1 to 240"),
        (["interview", "--section", "cooking"], 2, "no section"),
        (["interview", "--resume"], 2, "no unfinished interview"),
        (["drill"], 2, "give exactly one of --section, --topic and --due"),
        (["evals", "nonsense"], 2, "No such command 'nonsense'"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    light: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    stdin(monkeypatch, "")
    monkeypatch.setattr(Services, "start", lambda self: pytest.fail("there is nothing to load the models for"))
    assert run_with(arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("loading", [True, False])
def test_a_command_that_ends_while_models_load_keeps_its_exit_code(
    loading: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr(main.os, "_exit", left.append)
    monkeypatch.setattr(main, "is_loading", lambda: loading)
    monkeypatch.setattr("sys.argv", ["viva", "bank", "validate", "/nowhere"])
    with pytest.raises(SystemExit) as usual:
        main.run()
    assert left == ([2] if loading else []) and usual.value.code == 2
