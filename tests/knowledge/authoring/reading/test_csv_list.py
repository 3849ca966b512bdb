"""A question list as a table in CSV: by the names of its columns or by their position; a file that is not a list is reported."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.any_list import UnreadableList
from knowledge.authoring.reading.csv_list import read_csv_list


def asked(text: str) -> list[tuple[str, str]]:
    return [(part.text, part.answer) for part in read_csv_list(text).parts]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_columns_are_found_by_name_in_any_order(mark: str, ends: str) -> None:
    rows = [["Level", "ANSWER", " Question "], ["hard", "NaCl", "What is salt?"], ["2", "", "Why add it?"]]
    found = read_csv_list(ends.join(mark.join(row) for row in rows) + ends)
    assert [(p.text, p.answer, p.difficulty, p.line) for p in found.parts] == [
        ("What is salt?", "NaCl", 4, 2),
        ("Why add it?", "", 2, 3),
    ]
    assert found.shape == "rows of a table in CSV" and found.unplaced == ()


def test_without_names_the_first_column_asks_and_the_second_answers() -> None:
    assert asked("What is salt?,NaCl,ignored\nWhy do we add it?\n") == [
        ("What is salt?", "NaCl"),
        ("Why do we add it?", ""),
    ]


def test_sections_number_their_own_questions_and_topics_are_split() -> None:
    text = "question,section,tags\nWhat is a?,One,x; y\nWhat is b?,Two,\nWhat is c?, One ,z\n"
    parts = read_csv_list(text).parts
    assert [(p.section, p.number, p.topics) for p in parts] == [
        ("One", 1, ("x", "y")),
        ("Two", 1, ()),
        ("One", 2, ("z",)),
    ]


def test_a_cell_of_several_lines_stays_whole_and_lines_are_counted() -> None:
    text = 'question,answer\n"What is\r\na ""tie""?","one,\ntwo"\nWhat is b?,c\n'
    parts = read_csv_list(text).parts
    assert [(p.text, p.answer, p.line) for p in parts] == [
        ('What is\na "tie"?', "one,\ntwo", 2),
        ("What is b?", "c", 5),
    ]


def test_rows_that_are_short_or_ask_nothing_are_named_and_not_lost() -> None:
    found = read_csv_list("answer,question\nNaCl\n,\nwater,What is water?\n")
    assert [part.text for part in found.parts] == ["What is water?"]
    assert found.unplaced == ((2, "NaCl"),)


@pytest.mark.parametrize("level", ["0", "6", "-1", "1.5", "very", "²", "٣"])
def test_a_level_that_is_none_of_five_is_left_open(level: str) -> None:
    assert read_csv_list(f"question,difficulty\nWhat is a?,{level}\n").parts[0].difficulty == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no rows"),
        ("\n , \n", "has no rows"),
        ("name,price\nsalt,2\nflour,3\n", "neither names a column 'question' nor asks"),
        ("question,answer\n", "asks nothing"),
        (
            "question,answer\nsalt,NaCl\nflour,wheat\nWhat is water?,H2O\n",
            "line 2 ('salt') asks nothing, and 2 of 3 rows",
        ),
        ("question\n" + '"' + "x" * 250_000 + '"\n', "cannot be read as CSV: line 2"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        read_csv_list(text)
    assert says in str(refused.value) and "\n" not in str(refused.value) and len(str(refused.value)) < 300


def test_a_quote_that_is_never_closed_takes_the_rest_as_one_cell_and_stops_nothing() -> None:
    assert asked('question,answer\n"What is a?,b\nWhat is c?,d\n')[0][0].startswith("What is a?,b")


def test_no_cell_is_lost() -> None:
    found = read_csv_list("id,question,answer,Seen at\n7,What is rye?,A grain.,The mill\n8,Why salt?,,\n")
    assert [(part.text, part.answer) for part in found.parts] == [
        ("What is rye?", "A grain.\n\nSeen at: The mill"),
        ("Why salt?", ""),
    ]
    assert read_csv_list("What is salt?,NaCl,old,older\n").unplaced == ((1, "old, older"),)


def test_columns_have_names_in_other_languages() -> None:
    found = read_csv_list("Вопрос;Ответ;Сложность\nЧто такое рожь?;Злак.;Сложный\n").parts[0]
    assert (found.text, found.answer, found.difficulty) == ("Что такое рожь?", "Злак.", 4)
