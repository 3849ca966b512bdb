"""Answers about game trees: gold, filled-in trees, prose, and bad input."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from evals.labelled.gold import GOLD
from interviewer.errors import UsageError
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.trees.claim import NodeClaim, TreeAnswer
from interviewer.grading.forms.trees.fields import wrong_fields
from interviewer.grading.forms.trees.game_tree import read_game_tree
from interviewer.grading.forms.trees.practice import practice_tree
from interviewer.grading.forms.trees.sentences import LONGEST_SENTENCE, sentences_of
from interviewer.grading.forms.trees.trees import TreeForm, read_tree_answer
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.answers import findings_of
from tests.repeated import repeated

FORM = TreeForm()
Ask = Callable[[str, str], dict[str, Finding]]


@pytest.fixture
def ask(bank: Bank) -> Ask:
    return lambda question, answer: findings_of(FORM, bank, question, answer)


def filled(nodes: Mapping[str, Node], pruned: list[str] | None = None) -> str:
    return fenced("tree", json.dumps({"nodes": nodes, **({"pruned": pruned} if pruned is not None else {})}))


@pytest.mark.slow
def test_gold_agrees_on_99_of_100_criteria(bank: Bank, ask: Ask) -> None:
    rows = [json.loads(line) for line in (GOLD / "forms" / "trees.jsonl").read_text().splitlines()]
    assert len(rows) >= 60 and repeated(row["id"] for row in rows) == []
    hits = [
        (found[c.id].verdict if c.id in found else None) == row["labels"].get(c.id)
        for row in rows
        for found in [ask(row["question_id"], row["answer"])]
        for c in bank[row["question_id"]].criteria
        if c.tree
    ]
    assert sum(hits) / len(hits) >= 0.99


def test_every_quote_is_in_the_answer_and_every_reason_names_the_node(ask: Ask) -> None:
    for line in (GOLD / "forms" / "trees.jsonl").read_text().splitlines():
        row = json.loads(line)
        for finding in ask(row["question_id"], row["answer"]).values():
            assert finding.quote in row["answer"]
            assert finding.quote or finding.verdict == "not_met"
            assert any(word in finding.reason for word in ("node", "root", "leaf", "leaves", "othing"))


@pytest.mark.slow
def test_no_finding_goes_against_a_label_of_the_bank(bank: Bank, ask: Ask) -> None:
    wanted = {"satisfied_by": "met", "partly_satisfied_by": "partly_met"}
    for question in ("rl-04", "rl-07"):
        for criterion in bank[question].criteria:
            for label in ("satisfied_by", "partly_satisfied_by", "not_satisfied_by", "contradicted_by"):
                for phrase in getattr(criterion, label):
                    finding = ask(question, phrase).get(criterion.id)
                    assert finding is None or finding.verdict == wanted.get(label, "not_met"), phrase


def test_that_nothing_is_pruned_is_no_pruning(ask: Ask) -> None:
    found = ask("rl-07", "So nothing is pruned.")["prune"]
    assert found.verdict == "not_met" and found.contradicted and "(5, 9)" in found.reason


def test_a_wrong_value_is_named_with_its_node_and_its_rule(ask: Ask) -> None:
    found = ask("rl-04", filled({"2": {"value": 6}}))["right-min"]
    assert found.contradicted
    assert found.reason == "You give the right min node the value 6; it is 2, the smallest of 2, 6."


def test_a_cut_of_the_wrong_branch_names_both(ask: Ask) -> None:
    found = ask("rl-07", filled({}, ["1.2"]))["prune"]
    assert "the second max node (2, 6)" in found.reason and "the fourth max node (5, 9)" in found.reason


def test_an_empty_field_is_a_gap_only_where_nothing_was_said_besides(ask: Ask) -> None:
    tree = filled({"1": {"value": 3}})
    assert ask("rl-04", tree)["root"].reason == "The value of the root is empty."
    assert "root" not in ask("rl-04", f"On top I write the larger of the two, three.\n\n{tree}")


def test_the_last_word_counts(ask: Ask) -> None:
    answer = "The root is 6.\n\nNo: " + filled({"root": {"value": 3}})
    assert ask("rl-04", answer)["root"].verdict == "not_met", "a block inside a line is none"
    assert ask("rl-04", f"Root is 6.\n\nNo, the root is 3.\n\n{filled({})}")["root"].verdict == "met"


@pytest.mark.parametrize(
    "said",
    ["5, no wait, it's a min node, so 3", "5, actually a min node takes the smaller one, so 3", "5, sorry, to 3"],
)
def test_a_correction_with_its_reason_is_the_last_word(ask: Ask, said: str) -> None:
    assert ask("rl-04", f"The left min is {said}. The right one is 2, the root 3.")["left-min"].verdict == "met"


def test_a_reason_alone_corrects_nothing(ask: Ask) -> None:
    assert ask("rl-04", "left min is 5, right min is a min node, so 2, root 5")["left-min"].verdict == "not_met"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{nope", "cannot be read"),
        ("[1, 2]", "cannot be read"),
        ("[" * 100_000, "more than the 12,000 characters"),
        ('{"nodes": {"9.9": {"value": 1}}}', 'has no node "9.9"'),
        ('{"nodes": {"root": {"value": "abc"}}}', "not a number: 'abc'"),
        ('{"nodes": {"root": {"value": NaN}}}', "not a number"),
        ('{"nodes": {"root": {"value": [1]}}}', "not a number"),
        ('{"nodes": {"root": {"value": true}}}', "not a number"),
        ('{"nodes": {}, "pruned": ["x", {}]}', "to prune"),
        ('{"nodes": {"root": {"value": ' + "9" * 5000 + "}}}", ""),
    ],
)
def test_bad_trees_are_one_clear_sentence(bank: Bank, body: str, said: str) -> None:
    answer = fenced("tree", body)
    note = FORM.note(bank["rl-07"], answer)
    assert said in note and "\n" not in note and len(note) < 400
    assert all(f.verdict in {"not_met", "ungraded"} for f in FORM.findings(bank["rl-07"], answer))


@pytest.mark.parametrize("value", ["1e999", "-1e999", "0.30000000000000004e1", "3.0000001"])
def test_numbers_at_the_edge(ask: Ask, value: str) -> None:
    verdict = ask("rl-04", fenced("tree", '{"root": ' + value + "}"))["root"].verdict
    assert verdict == ("met" if value.startswith("0.3") else "not_met")


def test_other_questions_have_no_tree(bank: Bank) -> None:
    assert FORM.findings(bank["training-01"], "root is 3") == () and FORM.note(bank["training-01"], "x") == ""


def test_prose_without_any_node_gets_a_hint_how_to_answer(bank: Bank) -> None:
    assert "Fill in the tree" in FORM.note(bank["rl-04"], "You go up from the leaves.")
    assert FORM.note(bank["rl-04"], "root is 3") == ""


@pytest.mark.parametrize("entry", ["value", "value 9", "gamma 1", "alpha 2.2"])
def test_what_a_bank_cannot_expect_is_one_clear_line(entry: str) -> None:
    question = Question(
        "own-01", "own", "?", "!", (Criterion("a", "A", tree=(entry,)),), tree="[[[3, 5], [2, 6]], [[1, 4], [5, 9]]]"
    )
    with pytest.raises(UsageError, match=r"criterion"):
        FORM.findings(question, "alpha at the fourth max node is 3")


def test_leaves_in_brackets_behind_a_node_only_say_which_node_it_is(bank: Bank) -> None:
    tree = read_game_tree(bank["rl-07"].tree)
    said = read_tree_answer("The rightmost max node (5, 9) need not be evaluated.", tree)
    assert said.nodes == () and [claim.paths for claim in said.cuts] == [((1, 1),)]
    bounds = read_tree_answer("The left min node (-inf, 5) comes first.", tree)
    assert {(c.quantity, c.path) for c in bounds.nodes} == {("alpha", (0,)), ("beta", (0,))}


@pytest.mark.slow
@pytest.mark.parametrize("question", ["rl-04", "rl-07"])
@pytest.mark.parametrize("piece", ["max(3,5)=", "[1,1],", "root (5,9)"])
def test_the_time_for_an_answer_grows_with_its_length_and_no_faster(ask: Ask, question: str, piece: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        ask(question, piece * (length // len(piece)))
        return time.process_time() - start

    short, long = min(seconds(4000) for _ in range(2)), min(seconds(12_000) for _ in range(2))
    assert long < 5 * short  # three times as long; with every pair of places it was nine


def test_a_text_without_sentences_is_read_in_pieces_and_nothing_of_it_is_lost() -> None:
    for text in ("max(3,5)=" * 500, "left is 3, " * 300, "a " * 900, "x" * 2000, "short"):
        pieces = list(sentences_of(text))
        assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
        assert max(map(len, pieces)) <= LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("question", "answer", "criterion", "verdict"),
    [
        ("rl-04", "I first thought the left one is 5, but it is a min node, so it is 3.", "left-min", "met"),
        ("rl-04", "The left min node is not 3 but 5.", "left-min", "not_met"),
        ("rl-07", "the root value is 5 or 4", "root-value", ""),
        ("rl-07", "value of root: 5, but after looking at the right it becomes 4", "root-value", "not_met"),
        ("rl-07", "4, 5 and 9 are pruned", "prune", "not_met"),
        ("rl-07", "leaves 1, 4, 5 and 9 are pruned", "prune", "not_met"),
        ("rl-07", "5 and 9 are pruned, and the 6 as well", "prune", "not_met"),
        ("rl-07", "| right max 2 | pruned (5, 9) |", "prune", "met"),
        ("rl-07", "Nothing more than 5 and 9 is pruned", "prune", "met"),
        ("rl-07", "no leaf but the last two is pruned", "prune", "met"),
        ("rl-07", "We prune (5, 9). In the left part nothing is pruned", "prune", "met"),
        ("rl-04", "left 5 and right 6. Hmm no. The middle row minimises. Left 3, right 2, top 3.", "left-min", "met"),
        ("rl-04", "Left three, right two, root three.", "right-min", "met"),
        ("rl-04", "then left 3 then right 2 then root 3", "right-min", "met"),
        ("rl-04", "So left 5, right 2, root 5.", "left-min", "not_met"),
        ("rl-04", "min left is 3 and what is left 2 goes right", "right-min", ""),
        (
            "rl-07",
            "First child on the right: 4, under our 5, so the very last leaf, the 9, is skipped",
            "prune",
            "partly_met",
        ),
        ("rl-07", "the leaf 5 is skipped, as is the 9", "prune", "met"),
        ("rl-07", "the 5 is cut and so is the 9", "prune", "met"),
        ("rl-07", "the last two leaves are pruned", "prune", "met"),
        ("rl-07", "alpha at the root = 6. Right min: beta=4<=alpha=6, prune the last max node.", "right-beta", ""),
    ],
)
def test_what_is_said_in_the_end_of_a_node_counts(
    bank: Bank, question: str, answer: str, criterion: str, verdict: str
) -> None:
    found = {name: f.verdict for name, f in findings_of(FORM, bank, question, answer).items()}
    assert found.get(criterion, "") == verdict


Node = Mapping[str, int | str]
RIGHT: dict[str, Node] = {
    "root": {"value": 5, "alpha": 5, "beta": "inf"},
    "1": {"value": 5, "alpha": "-inf", "beta": 5},
    "2": {"value": 4, "alpha": 5, "beta": 4},
    "1.1": {"value": 5, "alpha": 5, "beta": "inf"},
    "1.2": {"value": 6, "alpha": 6, "beta": 5},
    "2.1": {"value": 4, "alpha": 5, "beta": "inf"},
    "2.2": {"value": 9},
}


def changed(changes: Mapping[str, Node]) -> dict[str, Node]:
    return {name: {**entry, **changes.get(name, {})} for name, entry in RIGHT.items()}


def test_a_tree_filled_in_right_is_met_and_has_no_note(bank: Bank, ask: Ask) -> None:
    tree = filled(RIGHT, ["2.2"])
    assert {f.verdict for f in ask("rl-07", tree).values()} == {"met"}
    assert FORM.note(bank["rl-07"], tree) == ""


@pytest.mark.parametrize(
    ("changes", "lowered", "told"),
    [
        ({"1.1": {"value": 99}}, {"left-value"}, "the first max node (3, 5) the value 99; it is 5"),
        ({"1.2": {"value": -3}}, {"left-value"}, "the value -3; it is 6, the largest of 2, 6"),
        ({"2.1": {"value": 77}}, {"right-beta"}, "the value 77; it is 4"),
        ({"1.1": {"alpha": -7}}, {"left-value"}, "the alpha -7; it is 5"),
        ({"1": {"alpha": 12}}, {"left-value"}, "the left min node the alpha 12"),
        ({"root": {"beta": -99}}, {"alpha-root"}, "the root the beta -99; it is ∞"),
        ({"2.2": {"value": 1}}, {"prune"}, "the fourth max node (5, 9) the value 1; it is 9"),
        ({"2.2": {"alpha": 42}}, {"prune"}, "never visited"),
        ({"1.1": {"value": 99}, "1.2": {"value": -3}, "2.1": {"beta": 42}}, {"left-value", "right-beta"}, "99"),
    ],
)
def test_every_field_is_checked_and_lowers_what_is_closest(
    bank: Bank, ask: Ask, changes: Mapping[str, Node], lowered: set[str], told: str
) -> None:
    tree = filled(changed(changes), ["2.2"])
    found = ask("rl-07", tree)
    assert {name for name, f in found.items() if f.verdict == "partly_met"} == lowered
    assert {f.verdict for name, f in found.items() if name not in lowered} == {"met"}
    assert told in " ".join(found[name].reason for name in lowered)
    assert FORM.note(bank["rl-07"], tree).startswith("In your tree, this is wrong: the ")


def test_what_follows_from_a_wrong_field_is_charged_once(ask: Ask) -> None:
    tree = filled({"1.1": {"value": 3}, "1": {"value": 3, "beta": 3}, "root": {"value": 5, "alpha": 5}}, ["2.2"])
    verdicts = {name: f.verdict for name, f in ask("rl-07", tree).items()}
    assert verdicts["left-value"] == "not_met" and verdicts["alpha-root"] == verdicts["root-value"] == "met"


def test_bounds_on_the_way_in_are_right_too(ask: Ask) -> None:
    nodes = changed({"1.1": {"alpha": "-inf"}, "1.2": {"alpha": "-inf"}, "2.2": {"alpha": 5, "beta": 4}})
    assert {f.verdict for f in ask("rl-07", filled(nodes, ["2.2"])).values()} == {"met"}


def test_random_trees_filled_in_right_have_no_wrong_field_and_each_change_is_one() -> None:
    rng = random.Random(5)
    for seed in range(40):
        tree = practice_tree(seed).tree
        claims = [NodeClaim("value", path, tree.values[path], "") for path in tree.nodes if tree.kind(path) != "leaf"]
        claims += [NodeClaim("alpha", path, seen[-1][0], "") for path, seen in tree.search.bounds.items()]
        claims += [NodeClaim("beta", path, seen[-1][1], "") for path, seen in tree.search.bounds.items()]
        assert wrong_fields(tree, TreeAnswer(tuple(claims), filled=True)) == ()
        at = rng.randrange(len(claims))
        claims[at] = replace(claims[at], number=1234.5)
        (wrong,) = wrong_fields(tree, TreeAnswer(tuple(claims), filled=True))
        assert wrong.claim == claims[at]
