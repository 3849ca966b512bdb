"""Templates of everyday sentences, for unrelated prose of any length."""

from __future__ import annotations

from collections.abc import Mapping

from evals.changes.change import both_sets

SENTENCES = both_sets(
    dev=(
        "On {day} the {person} bought {food} at the market and paid with an old {thing}.",
        "Nobody in {town} had seen a {thing} like that since the {person} moved away.",
        "Leave the {food} to stand for an hour, then serve it with bread and a little salt.",
        "The {person} who lives in {town} plays tennis every {day}, whatever the weather is like.",
        "If the {thing} is damaged on delivery, the {person} must be told by {day} at the latest.",
        "They lost to the team from {town} on {day}, and the {person} walked home alone.",
        "An old {thing} stood in the hall, and beside it a basket of {food}.",
        "The court in {town} found that the {person} did not have to pay for the {thing}.",
    ),
    test=(
        "The {person} from {town} wrote that the {food} had gone bad by {day}.",
        "Wipe the {thing} with a damp cloth, dry it, and put it away until {day}.",
        "When the {person} retired, the people of {town} gave a dinner with {food}.",
        "There was a queue outside the shop in {town} because the {food} was cheap on {day}.",
        "A {thing} was found in the garden, and the {person} said it had belonged to the family.",
        "The race through {town} was won by a {person}, who had eaten nothing but {food} that week.",
        "According to the lease the {thing} belongs to the house, so the {person} may not sell it.",
        "Peel the {food}, cut it into small pieces, and ask a {person} to look after the stove.",
    ),
)
SLOTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "dev": {
        "day": ("Monday", "Wednesday", "Friday", "the last Sunday in May", "Sunday"),
        "person": ("baker", "widow", "postman", "young lawyer", "shepherd", "piano teacher", "captain"),
        "food": ("apples", "smoked fish", "fresh cheese", "walnuts", "cabbage", "a leg of lamb"),
        "thing": ("wheelbarrow", "clock", "suitcase", "copper kettle", "bicycle", "wooden chest"),
        "town": ("Ghent", "Bergen", "Lucca", "Porto", "the valley", "the old harbour"),
    },
    "test": {
        "day": ("Tuesday", "Thursday", "Saturday", "Easter", "the end of the harvest"),
        "person": ("gardener", "dentist", "miller", "violinist", "tailor", "mountain guide", "judge"),
        "food": ("carrots", "rye bread", "strawberries", "pumpkin", "goat cheese", "rice pudding"),
        "thing": ("lawn mower", "mirror", "lantern", "sewing machine", "rowing boat", "iron stove"),
        "town": ("Utrecht", "Tromsø", "Siena", "Coimbra", "the upper village", "the mining district"),
    },
}
