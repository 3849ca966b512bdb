"""Cards of one line: which sign parts them, what goes on below, and which lists are of another kind."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.colon_lines import read_colon_lines

TWO = "What is rye?::A grain.\nWhy salt?::Taste.\n"


def sides(text: str, name: str = "") -> list[tuple[str, str]] | None:
    found = read_colon_lines(text, name)
    return None if found is None else [(part.text, part.answer) for part in found.parts]


@pytest.mark.parametrize("sign", ["::", " :: ", ":::", ":: ", " ::"])
@pytest.mark.parametrize("mark", ["", "- ", "3. ", "* [ ] "])
def test_two_or_three_colons_part_the_sides_after_any_mark_of_an_item(sign: str, mark: str) -> None:
    text = f"{mark}What is rye?{sign}A grain: dark.\n{mark}Why salt?{sign}Taste.\n"
    assert sides(text) == [("What is rye?", "A grain: dark."), ("Why salt?", "Taste.")]


def test_names_in_code_do_not_part_them() -> None:
    text = "What does std::move do? :: It casts.\nWhat is `a :: b` in Haskell?::A type.\n"
    assert sides(text) == [
        ("What does std::move do?", "It casts."),
        ("What is `a :: b` in Haskell?", "A type."),
    ]


def test_lines_right_below_go_on_and_others_are_named() -> None:
    found = read_colon_lines(f"A word.\n{TWO}- or more\n\nAnother.\n```\ncode::of(it)\n```\n")
    assert found is not None and found.unplaced == ((1, "A word."), (6, "Another."))
    assert found.parts[-1].answer == "Taste.\n- or more\n```\ncode::of(it)\n```"


def test_a_question_without_an_answer_yet_is_one_of_its_own() -> None:
    assert sides(f"1. {TWO}2. Why rye?\n\nWhy wheat?\n") == [
        ("What is rye?", "A grain."),
        ("Why salt?", "Taste."),
        ("Why rye?", ""),
        ("Why wheat?", ""),
    ]


def test_headings_are_sections_and_tags_and_dates_are_passed() -> None:
    found = read_colon_lines(f"# Bread\n#flashcards/bread\n# Grain\n{TWO}<!--SR:!2026-03-02,3,250-->\n")
    assert found is not None and found.sections == ("Grain",) and found.unplaced == ()
    assert [line for line, _ in found.passed] == [1, 2, 6]


@pytest.mark.parametrize("head", ["#flashcards\n", "# Flashcards\n"])
def test_where_they_are_called_cards_terms_are_fronts(head: str) -> None:
    text = f"{head}Crumb :: The inside.\nCrust::The outside.\n"
    assert sides(text) == [("Crumb", "The inside."), ("Crust", "The outside.")]
    assert sides(text.removeprefix(head)) is None
    assert sides(text.removeprefix(head), "notes/flash-cards.md") is not None


def test_a_level_is_no_part_of_the_front() -> None:
    found = read_colon_lines("What is rye? [hard]::A grain.\nWhy salt? (easy) :: Taste.\n")
    assert found is not None and [(part.text, part.difficulty) for part in found.parts] == [
        ("What is rye?", 4),
        ("Why salt?", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What is rye?::A grain.\n",
        "Explain Option::map\nExplain Vec::push and its cost\nHow does Result::ok work\n",
        "Explain std::Mutex here\nExplain std::Arc too\nExplain std::Cell now\n",
        "map :: a -> b\nid :: a -> a\nWhat is rye?::A grain.\nWhy salt?::Taste.\nf :: c\n",
        f"{TWO}What is malt?\nWhy yeast?\nWhy not?\n",
        f"```\n{TWO}```\n",
    ],
)
def test_others_are_of_another_kind(text: str) -> None:
    assert sides(text) is None


def test_signs_between_words_part_cards_if_all_lines_are_like_that() -> None:
    text = "What is bran::The husk\nWhy is flour sifted::To part white from husk\nHow is it graded::By its ash\n"
    assert sides(text) == [
        ("What is bran", "The husk"),
        ("Why is flour sifted", "To part white from husk"),
        ("How is it graded", "By its ash"),
    ]
