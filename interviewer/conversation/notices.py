"""What the interviewer says about the interview itself: how it goes on, and why it ends."""

DRILL = "Let's drill {topic}. I'll show you how each answer did before we move on."
CLOSED = "That question is closed. Say next, or press the button, when you want to go on."
SKIPPED = "All right, let's leave that one."
SKIP_UNDONE = "Sure, back to this one."
NO_SKIP = "There's no skip to take back now. Let's stay with this question."
ANSWER_FIRST = "Send me an answer first, or skip this one."
AT_TIME = "We're at time. Finish your thought and send it. I'll still grade it, and then we'll wrap up."
TIME_UP = "time is up"
DEPARTED = "That question is no longer in the bank, so we leave it here."
ALL_DONE = "that was the last question"
NOTHING_FITS = "no other question fits in the time that's left"
YOU_ENDED = "you ended it"
STILL_HERE = "I'm here. Ask me about this question, or say next when you want to go on."
CONTEST = (
    "If you think I misread you, press {buttons} under the point and tell me where; quote your own words. "
    "In the terminal, type /contest, the number of the point, and your reason."
)
NOTHING_TO_CONTEST = "I've already had a second look at every point you lost, and nothing is looked at twice."
NO_GRADE = "You skipped this one, so there's no grade to explain. The reference answer shows what I was after."
NOTHING_LOST = "Nothing cost you points here: you made every point I was listening for."
EXPLAIN_LATER = "I'd give the answer away. Ask me again once this question is closed. Until then I can give you a hint."
EXPLAIN_IN_REPORT = (
    "That comes after the interview: the report goes through every point. For now, I can give you a hint."
)
CONTEST_LATER = "Once the question is closed, you can contest any verdict. For now, make your case in the answer."
CONTEST_IN_REPORT = "You can contest any verdict in the report. For now, let's stay with the question."
CONTROLS = (
    "Here's what you can say: *repeat*, *hint*, *skip*, *come back later*, *let me change my answer*, "
    "*note to self*, *time?* or *end the interview*."
)
END_IN_WORDS = "If you want to stop here, say *end the interview*, and I'll write your report."
FOR_ME = "Was that for me, or part of your answer? Say *for you* or *answer*."
FOR_ME_AGAIN = "Sorry, I didn't get that. Is what you wrote for me, or part of your answer? Say *for you* or *answer*."
