"""The numbers in the reference answers are computed here and compared with their text."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.curriculum import faults_of_coverage, numbers_of_list
from knowledge.loader import BUILT_IN
from knowledge.schema import Bank
from tests.knowledge.stated import agrees, number, stated
from tests.knowledge.test_bank_code import code_of

Vector = NDArray[np.float64]

TERMS = ("bird", "duck", "worm", "early", "get", "love")
STEMS = {"birds": "bird", "gets": "get", "loves": "love"}


def test_the_bank_covers_the_list_once(bank: Bank) -> None:
    assert len(numbers_of_list()) == len(set(numbers_of_list())) == 100
    assert faults_of_coverage(bank) == []
    counts = [len(bank.in_section(s)) for s in ("training", "nlp", "vision", "rl", "advanced")]
    assert counts == [44, 20, 16, 8, 12]


def term_counts(text: str) -> Vector:
    words = [STEMS.get(word, word) for word in re.findall(r"[a-z']+", text.lower())]
    return np.array([words.count(term) for term in TERMS], dtype=float)


def documents(bank: Bank) -> tuple[NDArray[np.float64], Vector]:
    question = bank["nlp-05a"].question
    docs = [term_counts(text) for text in re.findall(r"^D\d: (.*)$", question, re.M)]
    query = re.search(r'query is "([^"]+)"', question)
    assert query and len(docs) == 5
    return np.stack(docs), term_counts(query[1])


def cosines(tf: NDArray[np.float64], query: Vector, frequency: str = "raw", weighting: str = "ln") -> Vector:
    df, n = (tf > 0).sum(axis=0), len(tf)
    idf = {
        "ln": np.log(n / df),
        "smooth": np.log((1 + n) / (1 + df)) + 1,
        "smooth below": np.log(n / (1 + df)),
        "none": np.ones(len(TERMS)),
    }[weighting]

    def damped(t: Vector) -> Vector:
        if frequency == "raw":
            return t
        return np.where(t > 0, 1 + np.log(np.maximum(t, 1)), 0) if frequency == "log" else (t > 0).astype(float)

    rows, q = damped(tf) * idf, damped(query) * idf
    return np.asarray(rows @ q / (np.linalg.norm(rows, axis=1) * np.linalg.norm(q)))


def test_tf_idf_table_and_ranks(bank: Bank) -> None:
    tf, query = documents(bank)
    reference = bank["nlp-05a"].reference
    table = {
        m[0]: [int(x) for x in m[1].split("|")] for m in re.findall(r"^\| (D\d|Q|df) \|([ \d|]+)\|$", reference, re.M)
    }
    for place, row in enumerate(tf, start=1):
        assert table[f"D{place}"] == row.tolist()
    assert table["Q"] == query.tolist()
    assert table["df"] == (tf > 0).sum(axis=0).tolist()
    stated = re.search(r"^\| idf \|(.*)\|$", reference, re.M)
    assert stated and [float(x) for x in stated[1].split("|")] == np.round(np.log(5 / (tf > 0).sum(axis=0)), 3).tolist()
    found = cosines(tf, query)
    order = [f"D{i + 1}" for i in np.argsort(-found)]
    assert order == ["D4", "D3", "D2", "D5", "D1"]
    shown = re.search(r"\| D4 \| D3 \| D2 \| D5 \| D1 \|\n\|[-|]+\|\n\|(.*)\|", reference)
    assert (
        shown and [float(x.replace("*", "")) for x in shown[1].split("|")] == np.round(np.sort(found)[::-1], 3).tolist()
    )


def weighted(tf: NDArray[np.float64], query: Vector, on_documents: bool, on_query: bool, base: float = 0) -> Vector:
    """Cosines with an idf on one side only; ``base`` is that of the logarithm which damps the counts, 0 for none."""
    idf = np.log(len(tf) / (tf > 0).sum(axis=0))
    rows, q = (np.where(t > 0, 1 + np.log(np.maximum(t, 1)) / np.log(base), 0) if base else t for t in (tf, query))
    rows, q = rows * (idf if on_documents else 1), q * (idf if on_query else 1)
    return np.asarray(rows @ q / (np.linalg.norm(rows, axis=1) * np.linalg.norm(q)))


def test_tf_idf_sensitivity(bank: Bank) -> None:
    tf, query = documents(bank)
    for frequency, weighting in itertools.product(("raw", "log", "binary"), ("ln", "smooth")):
        assert cosines(tf, query, frequency, weighting).argmax() == 3  # "nearly all the usual variants"
    said = stated(bank, "nlp-05a", r"D2 \(([\d.]+)\) passes D3 \(([\d.]+) or ([\d.]+)\)")
    for frequency, third in (("log", said[2]), ("binary", said[3])):
        found = cosines(tf, query, frequency)
        assert found[1] > found[2] and agrees(said[1], found[1]) and agrees(third, found[2])
    said = stated(
        bank,
        "nlp-05a",
        r"smoothed to ln\(\(1\+N\)/\(1\+df\)\) \+ 1 and raw counts D3 stays second; "
        r"with ln\(N/\(1\+df\)\) D2 \(([\d.]+)\) passes D3 \(([\d.]+)\)",
    )
    smooth = cosines(tf, query, "raw", "smooth")
    assert smooth[2] > smooth[1]
    other = cosines(tf, query, "raw", "smooth below")
    assert agrees(said[1], other[1]) and agrees(said[2], other[2]) and other[3] > other[1] > other[2]
    said = stated(bank, "nlp-05a", r"idf on the documents only, D2 \(([\d.]+)\) passes D3 \(([\d.]+)\)")
    found = weighted(tf, query, on_documents=True, on_query=False)
    assert agrees(said[1], found[1]) and agrees(said[2], found[2]) and found[1] > found[2]
    said = stated(
        bank,
        "nlp-05a",
        r"idf on the query only D3 \(([\d.]+) with raw counts, ([\d.]+) with 1 \+ ln tf, "
        r"([\d.]+) with logarithms to base 10.*?\) passes D4 \(([\d.]+)\)",
    )
    for base, third in ((0, said[1]), (np.e, said[2]), (10, said[3])):  # Manning et al. damp to the base ten
        found = weighted(tf, query, on_documents=False, on_query=True, base=base)
        assert agrees(third, found[2]) and agrees(said[4], found[3]) and found[2] > found[3]


def test_bigrams_do_not_help_the_relevant_document(bank: Bank) -> None:
    question = bank["nlp-05a"].question
    texts = [*re.findall(r"^D\d: (.*)$", question, re.M), *re.findall(r'query is "([^"]+)"', question)]
    stems = [[STEMS.get(word, word) for word in re.findall(r"[a-z']+", text.lower())] for text in texts]
    bigrams = [set(itertools.pairwise(words)) for words in stems]
    stated(bank, "nlp-05a", "D4 shares four of the query's five, D3 only two", "deeper")
    assert (len(bigrams[3] & bigrams[5]), len(bigrams[2] & bigrams[5]), len(bigrams[5])) == (4, 2, 5)


def test_more_birds_in_the_fifth_document(bank: Bank) -> None:
    tf, query = documents(bank)

    def with_birds(count: int, frequency: str = "raw", weighting: str = "ln") -> Vector:
        changed = tf.copy()
        changed[4, 0] = count
        return cosines(changed, query, frequency, weighting)

    said = stated(bank, "nlp-05b", r"Two mentions give ([\d.]+), three ([\d.]+), ten ([\d.]+), a hundred ([\d.]+\d)")
    before = stated(bank, "nlp-05b", r"from ([\d.]+) to ([\d.]+)\. D5 stays fourth")
    rows = zip((1, 3, 2, 3, 10, 100), (*before.groups(), *said.groups()), strict=True)
    for birds, cosine in rows:
        assert agrees(cosine, with_birds(birds)[4]), birds
        assert np.argsort(-with_birds(birds)).tolist() == [3, 2, 1, 4, 0]
    for weighting, pattern in (
        ("smooth", r"\+ 1 \(([\d.]+), ([\d.]+), ([\d.]+) for one, two and three mentions\)"),
        ("none", r"raw counts without idf \(([\d.]+), ([\d.]+), ([\d.]+)\)"),
    ):
        values = stated(bank, "nlp-05b", pattern).groups()
        for birds, cosine in zip((1, 2, 3), values, strict=True):
            assert agrees(cosine, with_birds(birds, "raw", weighting)[4])
        assert float(values[2]) < float(values[0])  # "three mentions leave D5 lower than one"
    said = stated(bank, "nlp-05b", r"logarithmic term frequency they raise it a little \(([\d.]+) to ([\d.]+)\)")
    for birds, cosine in zip((1, 3), said.groups(), strict=True):
        assert agrees(cosine, with_birds(birds, "log")[4])


def test_levenshtein_table(bank: Bank) -> None:
    table = code_of(bank, "nlp-10").levenshtein("doctor", "bottle")
    assert table[-1][-1] == 4
    rows = [
        [int(x) for x in re.findall(r"\d+", line.replace("**", ""))]
        for line in bank["nlp-10"].reference.splitlines()
        if re.match(r"^\|( \*\*[a-z]\*\*)? \| \d", line)
    ]
    assert rows == table
    assert code_of(bank, "nlp-10").levenshtein("kitten", "sitting")[-1][-1] == 3
    word = "doctor"
    for step in ("boctor", "bottor", "bottlr", "bottle"):
        assert sum(a != b for a, b in zip(word, step, strict=True)) == 1 and step in bank["nlp-10"].reference
        word = step
    # insertions and deletions only: lengths less twice the longest common subsequence
    assert 2 * 6 - 2 * len("ot") == 8


def test_entropy_per_word(bank: Bank) -> None:
    letters = float(stated(bank, "nlp-12", r"bar c ~ ([\d.]+)\.")[1])
    first = stated(bank, "nlp-12", r"A: (\d+) x ([\d.]+) = ([\d.]+) bits per word, perplexity 2\^([\d.]+) ~ (\d+)")
    bits, perplexity = first[3], first[5]
    assert float(first[2]) == letters and agrees(bits, int(first[1]) * letters) and first[4] == bits
    assert agrees(perplexity, 2 ** float(bits))
    second = stated(bank, "nlp-12", r"B: (\d+) bits per word, perplexity 2\^(\d+) = (\d+)")
    assert int(second[3]) == 2 ** int(second[2]) and second[1] == second[2]
    share = stated(bank, "nlp-12", r"B has (\d+) / ([\d.]+) ~ ([\d.]+) bits per character")
    assert agrees(share[3], int(share[1]) / float(share[2]))
    level = stated(bank, "nlp-12", r"more than (\d+)/(\d+) = (\d+) characters")
    assert int(level[1]) / int(level[2]) == int(level[3]) and (level[1], level[2]) == (second[1], first[1])


def test_powers_named_in_the_recurrent_answer(bank: Bank) -> None:
    said = stated(bank, "training-06b", r"([\d.]+)\^(\d+) ~ (\S+ x \S+) and ([\d.]+)\^(\d+) ~ (\d\S* x 10\^\d+)")
    for base, power, value in (said.groups()[:3], said.groups()[3:]):
        assert agrees(value, float(base) ** int(power)), value


def test_the_value_of_a_gan_at_its_equilibrium(bank: Bank) -> None:
    value = stated(bank, "advanced-05a", r"V = -log 4 ~ (-[\d.]+\d)")[1]
    assert agrees(value, 2 * math.log(0.5)) and agrees(value, -math.log(4))


def test_simultaneous_steps_spiral_outward(bank: Bank) -> None:
    said = stated(
        bank, "advanced-05a", r"\(x,y\) <- \((.+?), (.+?)\) multiplies the distance by sqrt(1\+eta\^2)", "deeper"
    )
    names = {"x": 0.6, "y": 0.8, "eta": 0.1}
    x, y, factor = (
        eval(text.replace("eta y", "eta*y").replace("eta x", "eta*x").replace("^", "**"), names)
        for text in said.groups()
    )
    assert math.isclose(math.hypot(x, y), math.sqrt(factor))


def test_discounted_choices_and_the_effective_horizon(bank: Bank) -> None:
    choice = stated(
        bank,
        "rl-03",
        r"take (\d+) now or (\d+) after five steps\. At gamma = ([\d.]+) the later one is worth .*? ~ ([\d.]+) < 1; "
        r"at gamma = ([\d.]+) it is ([\d.]+) > 1",
        "deeper",
    )
    now, later = int(choice[1]), int(choice[2])
    for gamma, worth in ((choice[3], choice[4]), (choice[5], choice[6])):
        assert agrees(worth, later * float(gamma) ** 5)
    assert float(choice[4]) < now < float(choice[6])
    horizon = stated(bank, "rl-02", r"about 1/\(1-gamma\) steps: (\d+) for gamma = ([\d.]+)")
    assert math.isclose(sum(float(horizon[2]) ** t for t in range(100_000)), int(horizon[1]), rel_tol=1e-6)


def test_where_attention_costs_what_the_feed_forward_part_does(bank: Bank) -> None:
    said = stated(
        bank,
        "advanced-02b",
        r"equal at (\d+)n\^2d = (\d+)nd\^2, that is n = (\d+)d: with d = (\d+) .*? below (\d+) tokens",
        "deeper",
    )
    attention, feed_forward, factor, d, tokens = (int(group) for group in said.groups())
    n = factor * d
    assert attention * n**2 * d == feed_forward * n * d**2
    assert agrees(said[5], n) or abs(n - tokens) / tokens < 0.05  # "4,000 tokens or so"


def test_the_variance_of_attention_logits(bank: Bank) -> None:
    stated(bank, "advanced-02a", r"mean zero and unit variance q x k has variance d_k", "deeper")
    rng = np.random.default_rng(0)
    for d in (16, 64):
        logits = (rng.normal(size=(20_000, d)) * rng.normal(size=(20_000, d))).sum(axis=1)
        assert logits.var() == pytest.approx(d, rel=0.05)


def test_the_noise_of_a_mini_batch(bank: Bank) -> None:
    stated(
        bank,
        "training-10",
        r"averaging B gradients cuts the variance by a factor of B \(the standard deviation only by sqrtB",
    )
    noise = np.random.default_rng(0).normal(size=(20_000, 16))
    assert noise.var() / noise.mean(axis=1).var() == pytest.approx(16, rel=0.05)
    said = stated(
        bank, "training-18b", r"from (\d+) examples to (\d+) costs (\d+) times as much for (\d+) times less noise"
    )
    small, large, cost, gain = (int(group) for group in said.groups())
    assert large / small == cost and math.isclose(math.sqrt(large / small), gain)


def test_a_leak_closes_the_gap_that_dropout_made(bank: Bank) -> None:
    stated(bank, "training-08", r"but a leak may have narrowed the usual gap, so look for duplicates all the same")
    rng, rate = np.random.default_rng(0), 0.1
    x, truth = rng.normal(size=(200, 100)), rng.normal(size=100) / 10
    y = x @ truth + rng.normal(size=200)
    extra = rate / (1 - rate) * np.diag((x**2).sum(axis=0))  # what inverted dropout adds on average
    w = np.linalg.solve(x.T @ x + extra, x.T @ y)
    without_dropout = np.mean((y - x @ w) ** 2)  # and so for a validation set of copies
    reported, unseen = without_dropout + w @ extra @ w / len(y), 1 + np.sum((w - truth) ** 2)
    assert without_dropout < reported < unseen


def test_sizes_of_embedding_matrices(bank: Bank) -> None:
    said = stated(bank, "nlp-16", r"\|V\| = (\d+) and d = (\d+) some (\d+ million) weights each")
    assert agrees(said[3], int(said[1]) * int(said[2])) and number(said[3]) == 26e6
    said = stated(bank, "nlp-07", r"(\d+) x (\d+), has (\d+)")
    assert int(said[1]) * int(said[2]) == int(said[3])


def test_every_part_has_a_row_in_each_table_of_readings(bank: Bank) -> None:
    text = (BUILT_IN.parent / "REVIEW.md").read_text(encoding="utf-8")
    tables = re.split(r"^\| part \|.*\n", text, flags=re.M)[1:]
    assert len(tables) >= 2
    for table in tables:
        rows = re.findall(r"^\| ([a-z]+-\d{2}[a-z]?) \|", table, re.M)
        assert sorted(rows) == sorted(bank), "a part is missing or has two rows"
    dated = re.findall(r"^\| ([a-z]+-\d{2}[a-z]?) \| \d{4}-\d{2}-\d{2} \|", tables[-1], re.M)
    assert sorted(bank.keys() - dated) == [], "the row has no date"
