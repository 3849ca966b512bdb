"""The words with which somebody takes back what they have just said, in prose and in every form of answer alike.

Each reader decides where they count: in prose at the start of a sentence, in a calculation anywhere.
"""

from __future__ import annotations

THING = r"(?:that|this|it)"
PAIR = r"(?:that|this|it|them|those(?: two)?|these(?: two)?|the two(?: of them)?|both(?: of them)?)"
WITHDRAWS = (
    r"no,? wait|wait,? no|hold on|hang on|actually,? no|no,? actually|no,? sorry|sorry,? no|scratch that|strike that"
    rf"|i take (?:{THING}|what i (?:just )?said) back|correction|my mistake|my bad|i misspoke|i (?:have |['’]ve )?changed my mind"
    rf"|on second thoughts?|make that|i was wrong|i(?:['’]ve| have)? (?:got|had) {PAIR} (?:mixed up|muddled up|swapped|backwards|the wrong way (?:a?round))"
    rf"|i(?:['’]ve| have)? mixed (?:{PAIR} up|up {PAIR})"
)
"""An alternation of a pattern, to be read without regard to case. All of these retract, whatever the subject: "ignore that"
and "rather" are not here, since a derivation ignores terms and an answer states preferences."""
