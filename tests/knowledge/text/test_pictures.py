"""Images in a bank's Markdown: found in its folder, shown as data or as words."""

from __future__ import annotations

from pathlib import Path

from knowledge.loader import load_bank
from knowledge.text.pictures import described, embedded, only_images, relative_to_root, targets


def test_a_picture_is_shown_as_data_or_as_words(tmp_path: Path) -> None:
    (tmp_path / "nested").mkdir()
    (tmp_path / "a.svg").write_text("<svg/>")
    text = relative_to_root(
        "See ![a tree](../a.svg) and ![web](https://example.org/b.png)", tmp_path / "nested" / "q.md", tmp_path
    )
    assert targets(text) == ["a.svg", "https://example.org/b.png"]
    shown = embedded(text, tmp_path)
    assert "![a tree](data:image/svg+xml;base64,PHN2Zy8+)" in shown
    assert "example.org" not in shown and "[Figure: web]" in shown  # nothing is fetched
    assert described(text) == "See [Figure: a tree] and [Figure: web]"
    for outside in ("../secret.svg", "/etc/passwd", "missing.svg", "nested/q.txt"):
        assert embedded(f"![x]({outside})", tmp_path) == "[Figure: x]"
    assert only_images("![a](b.svg)\n") and not only_images("text ![a](b.svg)") and not only_images("")


def test_a_bank_file_names_its_figure_from_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "q.md").write_text(
        "---\nid: s-01\nsection: s\ncriteria:\n  - id: a\n    claim: Says a\n---\n"
        "## Question\n\nLook: ![t](../figures/t.svg)\n\n## Reference answer\n\n![t](../figures/t.svg)\n\nThe answer.\n"
    )
    question = load_bank(tmp_path)["s-01"]
    assert targets(question.question) == ["figures/t.svg"]
    assert question.passages() == ("The answer.",)
