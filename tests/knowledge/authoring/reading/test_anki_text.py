"""Exports of Anki in plain text, with and without a header: separators, columns, HTML, tags and gaps."""

from __future__ import annotations

import pytest

from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.anki_text import read_anki_text
from knowledge.authoring.reading.refusals import UnreadableList


def read(text: str, name: str = "") -> QuestionList:
    found = read_anki_text(text, name)
    assert found is not None
    return found


def sides(text: str, name: str = "") -> list[tuple[str, str]]:
    return [(part.text, part.answer) for part in read(text, name).parts]


@pytest.mark.parametrize(
    ("named", "sign"),
    [("tab", "\t"), ("Tab", "\t"), ("semicolon", ";"), ("comma", ","), ("pipe", "|"), ("Colon", ":"), ("~", "~")],
)
def test_the_header_names_the_separator(named: str, sign: str) -> None:
    text = f"#separator:{named}\n#html:false\nWhat is rye?{sign}A grain\nMalt{sign}Sprouted grain\n"
    assert sides(text) == [("What is rye?", "A grain"), ("Malt", "Sprouted grain")]
    assert [line for line, _ in read(text).passed] == [1, 2]


def test_quoted_fields_hold_separators_quotes_and_lines() -> None:
    text = '#separator:tab\n"What is ""rye""?\nAnd malt?"\t"A\tgrain\n""dark"""\nWhy salt?\tTaste\n'
    assert sides(text) == [('What is "rye"?\nAnd malt?', 'A\tgrain\n"dark"'), ("Why salt?", "Taste")]
    assert [part.line for part in read(text).parts] == [2, 5]


def test_columns_for_tags_decks_kinds_and_ids_are_no_text() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n#tags:all\n"
        "x9\tBasic\tBread::Dough\tWhat is gluten?\tA net\tdough a::b\nk2\tBasic\tBread\tWhy salt?\tTaste\t\n"
    )
    found = read(text)
    assert [(p.section, p.number, p.text, p.answer, p.topics) for p in found.parts] == [
        ("Bread: Dough", 1, "What is gluten?", "A net", ("dough", "a::b", "all")),
        ("Bread", 1, "Why salt?", "Taste", ("all",)),
    ]
    assert found.passed[-2:] == ((8, "Basic, x9"), (9, "Basic, k2"))


def test_named_columns_are_found_in_any_order_and_others_keep_their_name() -> None:
    text = "#separator:tab\n#columns:Back\tFront\tSource\nA grain\tWhat is rye?\tMill book\nTaste\tWhy salt?\n"
    assert sides(text) == [("What is rye?", "A grain\n\nSource: Mill book"), ("Why salt?", "Taste")]


def test_html_is_read_only_where_it_is_html() -> None:
    note = "What does <b>x</b> do?\tA &lt; b"
    assert sides(f"#separator:tab\n#html:true\n{note}\n") == [("What does **x** do?", "A < b")]
    assert sides(f"#separator:tab\n#html:false\n{note}\n") == [("What does <b>x</b> do?", "A &lt; b")]
    assert sides(f"#separator:tab\n{note}\n") == [("What does **x** do?", "A < b")]


def test_gaps_are_open_in_the_question_and_filled_in_the_answer() -> None:
    text = "#separator:tab\n{{c1::Rye}} is {{c2::a {{c3::dark}} grain::what}}.\tSo it is.\n"
    assert sides(text) == [("[…] is [what].", "Rye is a dark grain.\n\nSo it is.")]


@pytest.mark.parametrize("odd", ["#tags column:99", "#guid column:x", "#deck column:0", "#tags column:-1", "#columns:"])
def test_an_odd_header_stops_nothing(odd: str) -> None:
    assert sides(f"#separator:tab\n{odd}\nWhat is rye?\tA grain\n") == [("What is rye?", "A grain")]


@pytest.mark.parametrize("body", ["", "\n\n", "1\t2\n3\t4\n", "\t\t\n"])
def test_a_header_without_cards_is_refused(body: str) -> None:
    with pytest.raises(UnreadableList, match=r"no cards below it: line \d"):
        read_anki_text(f"#separator:tab\n#html:true\n{body}")


def test_a_field_that_is_too_long_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableList, match="cannot be read: line 2"):
        read_anki_text("#separator:tab\n" + "x" * 250_000 + "\ty\n")


@pytest.mark.parametrize("sign", ["\t", ";"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_without_a_header_the_first_field_must_ask(sign: str, ends: str) -> None:
    text = ends.join([f"What is rye?{sign}A grain", f"Why salt?{sign}Taste", f"Explain malt.{sign}Sprouted", ""])
    assert sides(text) == [("What is rye?", "A grain"), ("Why salt?", "Taste"), ("Explain malt.", "Sprouted")]
    assert read_anki_text(text.replace("What is ", "").replace("Why ", "").replace("?", "")) is None


def test_without_a_header_semicolons_may_be_in_the_answer_and_headings_between() -> None:
    found = read(
        "# Grain\nWhat is rye?;A grain; dark\n\n# Taste\nWhy salt?;For its taste\nA word\n" + "Why rye?;Yes\n" * 8
    )
    assert [(p.section, p.answer) for p in found.parts][:2] == [("Grain", "A grain; dark"), ("Taste", "For its taste")]
    assert found.unplaced == ((6, "A word"),)


def test_a_last_field_of_words_that_recur_are_tags_and_sentences_are_not() -> None:
    rows = ["What is rye?\tA grain\t{}", "Why salt?\tTaste\t{}", "Why malt?\tColour\t{}"]
    tagged = read("\n".join(rows).format("grain base", "base", "grain base"))
    assert [part.topics for part in tagged.parts] == [("grain", "base"), ("base",), ("grain", "base")]
    told = read("\n".join(rows).format("See the mill book", "See the salt book", "See the mill book"))
    assert told.parts[0].answer == "A grain\n\nSee the mill book"


def test_numbers_before_the_questions_are_no_text() -> None:
    found = read("1\tWhat is rye?\tA grain\n2\tWhy salt?\tTaste\n")
    assert [(p.text, p.answer) for p in found.parts] == [("What is rye?", "A grain"), ("Why salt?", "Taste")]
    assert found.passed == ((1, "1"), (2, "2"))


def test_a_first_row_of_names_is_no_card_and_a_file_of_cards_needs_no_questions() -> None:
    assert sides("Question\tAnswer\nWhat is rye?\tA grain\n") == [("What is rye?", "A grain")]
    assert sides("Rye\tA grain\nSalt\tSodium chloride\n", "flash_cards.txt") == [
        ("Rye", "A grain"),
        ("Salt", "Sodium chloride"),
    ]


def test_a_note_that_shows_nothing_is_named_and_one_that_is_only_a_level_is_a_front() -> None:
    found = read("#separator:tab\n<br><div></div>\t<hr>\n<img src='a.png'>\tA loaf\n(easy)\tA level\n")
    assert [(part.text, part.answer) for part in found.parts] == [
        ("<img src='a.png'>", "A loaf"),
        ("(easy)", "A level"),
    ]
    assert found.unplaced == ((2, "<br><div></div>\t<hr>"),)
