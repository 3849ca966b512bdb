"""What feedback says besides praise, in several equivalent wordings."""

from __future__ import annotations

MISSING = (
    "What I missed most: {claim}.",
    "The main thing I didn't hear: {claim}.",
    "One more point would have helped a lot: {claim}.",
    "The biggest gap I noticed: {claim}.",
    "I'd have liked to hear this, too: {claim}.",
    "If you add one thing next time, make it this: {claim}.",
)
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
    "I found none of the points the question asks for in your answer.",
    "I couldn't count any of the points the question asks for.",
    "I didn't hear any of the points I was listening for.",
    "I didn't find any of the points this question is about.",
)
TOUCHED = (
    "Your answer touches on the right points but makes none of them fully.",
    "You're in the right area, but no point is complete yet.",
    "Parts of this are right, but none of the points is fully there.",
    "You have pieces of the answer, but no point I could count in full.",
)
ALL_MADE = (
    "You covered everything the question asks for.",
    "That covers everything I asked.",
    "Every point I asked for is there.",
    "You didn't leave out anything the question asks for.",
)
FROM_REFERENCE = (
    "From the reference answer:",
    "And the reference answer says:",
    "To quote the reference answer again:",
)
"""The second and third are for the second and third sentence from the reference in the same feedback."""
FROM_THE_REFERENCE = FROM_REFERENCE[0]
