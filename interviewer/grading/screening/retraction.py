"""The words with which somebody takes back what they have just said, in prose and in every form of answer alike.

Each reader decides where they count: in prose at the start of a sentence, in a calculation anywhere.
"""

from __future__ import annotations

from knowledge.text.alternatives import any_of, in_context

THING = r"(?:that|this|it)"
PAIR = r"(?:that|this|it|them|those(?: two)?|these(?: two)?|the two(?: of them)?|both(?: of them)?)"
WITHDRAWS = in_context(
    (
        ("no,? wait", "no wait, it is four"),
        ("wait,? no", "Wait, no, it is four"),
        ("hold on", "Hold on, it is four"),
        ("hang on", "Hang on, it is four"),
        ("actually,? no", "actually no"),
        ("no,? actually", "No, actually,"),
        ("no,? sorry", "no, sorry, it is four"),
        ("sorry,? no", "sorry no,"),
        ("scratch that", "Scratch that, it is three."),
        ("strike that", "strike that"),
        (f"i take (?:{THING}|what i (?:just )?said) back", "No, I take that back."),
        (r"i take (?:the|my) (?:\w+ ){1,2}back(?= *(?:[.,;:!)]|$))", "So I take the square back."),
        ("i (?:drop|withdraw|retract|scrap) (?:that|what i (?:just )?(?:said|wrote))", "No, I drop what I said:"),
        (any_of("correction, my mistake, my bad, i misspoke"), "my mistake"),
        ("i (?:have |['’]ve )?changed my mind", "I changed my mind"),
        (any_of("on second thoughts?, make that, i was wrong"), "Make that"),
        (
            f"i(?:['’]ve| have)? (?:got|had) {PAIR} (?:mixed up|muddled up|swapped|backwards|the wrong way "
            "(?:a?round))",
            "I had that backwards,",
        ),
        (f"i(?:['’]ve| have)? mixed (?:{PAIR} up|up {PAIR})", "I mixed that up,"),
    ),
)
"""An alternation of a pattern, to be read without regard to case. All of these retract, whatever the subject: "ignore that"
and "rather" are not here, since a derivation ignores terms and an answer states preferences."""
