"""Prose on everyday subjects, of any length. It answers no question on deep learning."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.changes.change import both_sets
from evals.changes.sayings import SENTENCES, SLOTS
from interviewer.grading.text.evidence import sentences

LENGTHS = (50, 200, 1000, 3000, 10_000)
"""Lengths of a piece of unrelated prose in characters, from a remark to nearly the longest answer that is read."""
PARAGRAPHS = both_sets(
    dev=(
        "The tenant has to give notice in writing, and the letter must reach the landlord by the third working day of the "
        "month. Whoever forgets this pays another month's rent. A deposit of three months is common, and it must be kept "
        "in an account of its own until the keys have been handed back and the meter has been read.",
        "For the onion soup you need a kilo of onions, butter, a glass of white wine and a good stock. Cut the onions into "
        "thin rings and let them turn brown on a low flame, which takes forty minutes and cannot be hurried. Then pour in "
        "the wine, add the stock, and leave the pot alone. The bread is toasted with cheese and put on top at the table.",
        "The match was decided in the last quarter of an hour. The guests had come to defend and did so with ten men, until "
        "their goalkeeper slipped on the wet grass and the ball rolled past him. After that they opened up, hit the post "
        "twice, and lost by three goals to nil. Their coach said that the pitch had been a disgrace.",
        "In the spring of that year the bridge across the river was swept away by the ice. For two summers people crossed "
        "by ferry, and the ferryman grew rich. The town argued about stone or timber for so long that the king sent an "
        "engineer of his own, who built it of brick and was never paid.",
        "Before you use the machine for the first time, fill the tank with fresh water up to the upper mark and run two "
        "cups without coffee. Never open the lid while the lamp is blinking. Lime must be removed every two months. The "
        "guarantee does not cover damage by hard water or by parts that other firms have made.",
        "My grandmother kept bees behind the orchard. She wore no gloves, talked to the hives in the evening, and knew from "
        "the sound whether a swarm was about to leave. The honey was dark and tasted of chestnut, and every neighbour got "
        "a jar at Christmas, even the one she hadn't spoken to since the matter of the fence.",
    ),
    test=(
        "A contract made at the front door can be cancelled within fourteen days. No reason has to be given, and the seller "
        "bears the cost of sending the goods back unless the buyer was told otherwise in plain words. The period begins "
        "with the day on which the parcel arrives, and a postcard is enough.",
        "To bake the plum cake, rub cold butter into the flour with your fingertips until it looks like breadcrumbs. An egg, "
        "sugar and a pinch of salt go in last. The dough rests in the cold for an hour. Halve the plums, set them upright in "
        "rows, and put the tray in the middle of the oven until the edges are golden.",
        "She had swum the channel once before, in her twenties, and this time the tide was against her. After nine hours "
        "her crew wanted to take her out of the water. She asked for tea and a banana, turned on her back for a minute, and "
        "reached the beach just before dark, to the applause of four fishermen and a dog.",
        "The abbey was founded by monks who had been driven from the coast. They drained the marsh, planted vines on the "
        "southern slope, and kept a school in which the sons of the farmers learned to read. A fire destroyed the library "
        "in the seventeenth century; two hundred volumes were thrown from the windows and saved.",
        "Congratulations on your new vacuum cleaner. Push the hose into the socket until it clicks. The bag should be "
        "changed when the window turns red, and the filter can be washed by hand but not in a dishwasher. Store the "
        "appliance in a dry room. If the motor stops, let it cool down for half an hour before you press the button again.",
        "On Saturdays we used to take the slow train to the lake. My uncle carried the basket and lost at cards on purpose. "
        "There was a kiosk with striped awnings where the lemonade came in stone bottles, and a band that knew five tunes. "
        "When it rained we stood under the roof of the boathouse and counted the seconds between lightning and thunder.",
    ),
)


def prose(wordings: str, length: int, rng: random.Random, more: Sequence[str] = ()) -> str:
    """Unrelated prose of about ``length`` characters, in whole sentences.

    Args:
        more: More texts to draw from, besides our own.
    """
    parts = [*PARAGRAPHS[wordings], *more]
    rng.shuffle(parts)
    if length < min(map(len, parts)):
        return _short(parts, length, rng)
    out = ""
    for part in parts:
        if not out or len(out) + len(part) <= length:
            out = f"{out}\n\n{part}".strip()
    while len(out) < length * 0.9:
        out = f"{out} {_saying(wordings, rng)}"
    return out if len(out) <= length * 1.3 else _cut(out, length)


def _short(parts: Sequence[str], length: int, rng: random.Random) -> str:
    """Consecutive sentences from one paragraph, or one sentence, of about this length."""
    said = [[piece.of(part) for piece in sentences(part)] for part in parts]
    if length < LENGTHS[1]:
        near = sorted((one for row in said[:3] for one in row), key=lambda sentence: abs(len(sentence) - length))
        return rng.choice(near[:3])
    out = ""
    for sentence in said[0]:
        if not out or abs(len(out) + len(sentence) - length) < abs(len(out) - length):
            out = f"{out} {sentence}".strip()
    return out


def _cut(text: str, length: int) -> str:
    end = text.rfind(". ", 0, length)
    return text[: end + 1] if end > 0 else text


def _saying(wordings: str, rng: random.Random) -> str:
    """One sentence about nothing in particular, made from a pattern and words for its gaps."""
    words = {name: rng.choice(choices) for name, choices in SLOTS[wordings].items()}
    return rng.choice(SENTENCES[wordings]).format(**words)
