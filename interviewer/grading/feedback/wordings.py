"""What feedback says besides praise, in several equivalent wordings.

What is said of a missing point depends on what was said before it: "one more point" can only follow a point that was made.
"""

from __future__ import annotations

MISSING = (
    "The main thing missing: {claim}.",
    "The main thing I didn't hear: {claim}.",
    "One more point would have helped a lot: {claim}.",
    "The biggest gap I noticed: {claim}.",
    "I'd have liked to hear this, too: {claim}.",
    "If you add one thing next time, make it this: {claim}.",
)
"""Said after praise for another point."""
FIRST = (
    "Start with this one: {claim}.",
    "The main one: {claim}.",
    "The one to learn first: {claim}.",
    "If you take one of them away, take this: {claim}.",
)
"""Said if no point was made in full, after one of the sentences that say so, all of which speak of points."""
HALF = (
    "You came close to this, but didn't quite get there: {claim}.",
    "You're part of the way to this point: {claim}.",
    "I heard some of this, but not all of it: {claim}.",
    "You were on the way to this one: {claim}.",
)
UNSURE = (
    "I couldn't tell for sure whether you made this point: {claim}.",
    "I wasn't certain that you meant this: {claim}.",
    "You may have had this in mind, but I couldn't be sure: {claim}.",
    "I wasn't sure about this one: {claim}.",
)
WANTED = (
    "That isn't right. What I was after: {claim}.",
    "That's not correct. Here's the point I wanted: {claim}.",
    "I don't agree there. I was looking for this: {claim}.",
    "That doesn't hold up. The point I had in mind: {claim}.",
)
NONE_MADE = (
    "None of the points I was hoping for came up in your answer.",
    "I didn't hear any of the points I was listening for.",
    "Your answer didn't quite get to any of the points I had in mind.",
    "I was waiting for a few points that didn't come up.",
)
NONE_CLEAR = (
    "I didn't hear any of the points clearly.",
    "None of the points came across clearly.",
    "I couldn't make out any of the points for certain.",
)
"""Said if some of them may have been made after all."""
NONE_GRADED = (
    "Of the points I could grade, I didn't hear any.",
    "None of the points that I could grade came up.",
)
TOUCHED = (
    "Your answer touches on the right points but makes none of them fully.",
    "You're in the right area, but no point is complete yet.",
    "Parts of this are right, but none of the points is fully there.",
    "You have pieces of the answer, but none of the points in full yet.",
)
TOUCHED_GRADED = (
    "Of the points I could grade, none is fully there yet.",
    "You're in the right area, but none of the points that I could grade is complete.",
)
ALL_MADE = (
    "You covered everything the question asks for.",
    "That covers everything I asked.",
    "Every point I asked for is there.",
    "You didn't leave out anything the question asks for.",
)
ALL_HEARD = (
    "If so, nothing is missing.",
    "In that case, you covered everything I asked.",
)
"""Said instead if it isn't certain that any of the points was made, after the sentence that says so."""
FROM_REFERENCE = (
    "From the reference answer:",
    "And the reference answer says:",
    "It also says:",
)
"""The second and third are for the second and third sentence from the reference in the same feedback."""
FROM_THE_REFERENCE = FROM_REFERENCE[0]
