"""What the interviewer says about the interview itself: how it continues, and why it ends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.conversation.state.state import Ending

DRILL = "Here's your drill: {topic}. I'll show you how each answer did before we move on."
CLOSED = "That question is closed, so I won't grade that. Ask me about it, or say next when you want to go on."
TAKEN_BACK_LATE = "Noted. This question is closed, though, so your grade stays as it is."
TAKEN_BACK_WORDS = "Noted: you take back {quote}. This question is closed, though, so your grade stays as it is."
CLOSED_OVER = (
    "The interview is over, so I won't grade that. Ask me about this question, or contest a point of its grade."
)
OVER = "That was everything. Ask me anything about this question or its grade, or contest one of its points."
"""Said after the end to somebody who wants to go on, or who just says thank you."""
SKIPPED_COACH = "Skipped. Have a look at the strong answer, and ask me anything about it."
SKIPPED_AGAIN = "Skipped again. The strong answer is still there, and you can still ask me anything about it."
NOTHING_NEW = "Thanks. What I told you about your answer still holds."
BONUS = (
    "One more, as a bonus. It won't change your score, but I'd like to hear it.",
    "Another one just for the bonus.",
    "This one goes beyond the question, so it can only help you.",
    "A bonus question on top, if you like.",
)
"""Said before follow-ups on a bonus, by how many the interview has had so far: the first explains what a bonus does."""
SKIPPED = "All right, let's leave that one."
SKIP_UNDONE = "Sure, back to this one."
SKIP_UNDONE_SEEN = "Sure, back to this one. A strong answer has been shown, so what you say now is for practice; what you had before counts."
SKIP_UNDONE_EMPTY = "Sure, back to this one. A strong answer has been shown, so what you say now is for practice: it still counts as skipped."
NO_SKIP = "There's no skip to take back now. Let's stay with this question."
NONE_BEFORE = "There's no question before this one to go back to."
NOT_YET = "We haven't had a question {number} yet."
THIS_ONE = "That's the one we're on. Go ahead whenever you're ready."
FINISH_FIRST = "We'll go back to that one before the end. Let's finish this one first."
BEFORE_CLOSED = "{which} is closed, so nothing you add to it is graded now. The report goes through it, and you can ask me about it there."
"""Said to somebody who wants to go back to a question where that can't be done."""
GO_ON_OPEN = "Let's stay with this one."
GO_ON_CLOSED = "Say next when you want to go on."
ANSWER_FIRST = "Send me an answer first, or skip this one."
AT_TIME = "That's our time. Finish your thought and send it. I'll still grade it, and then we'll wrap up."
DEPARTED = "That question is no longer in the bank, so we'll leave it there."
LAST_ONE = "That was the last question. Ask me anything about it, or say next, and I'll write your report."
LAST_AT_TIME = "We're out of time. Ask me anything about this one, or say next, and I'll write your report."
ENDINGS: Mapping[Ending, str] = MappingProxyType(
    {
        "time up": "time is up",
        "all asked": "that was the last question",
        "nothing fits": "that's all we have time for",
        "stopped": "you asked to stop",
    }
)
"""Why the interview ends, as part of a sentence."""
AS_ASKED = ", as you asked"
"""Why it ends if the candidate ended it, at the end of a sentence."""
ASK_IN_REPORT = "You can ask me about your grades there."
STILL_OPEN = "This question is still open. Answer it, or say skip to leave it."
STILL_HERE = "I'm here. Ask me about this question, or say next when you want to go on."
CONTEST = (
    "If you think I misread you, tell me which point and quote your own words, for example “I disagree about the second "
    "point: I said …”. Or press {buttons} under it."
)
WHICH_POINT = (
    "Which point do you mean: {points}? Tell me its number, and I'll read your answer again. It helps to quote your own "
    "words. Or press {buttons} under it."
)
"""Said to somebody who disagrees with a verdict if several can be meant."""
TAKE_ALL_AWAY = "If you mean that you said none of them, say *yes*, and I'll take these points away."
TAKE_AWAY = "If you mean that you didn't say that, say *yes*, and I'll take the point away."
"""Said to somebody who objects to a point they were given."""
POINT_KEPT = "All right, you keep the point."
ALL_MADE = (
    "You have every point here. If your answer doesn't make one of them, tell me which one, for example “I never said the "
    "second point”, and I'll take it away."
)
"""Said to somebody who disagrees without naming a point, although no point was lost."""
STILL_CHARGED = (
    "I've read that one twice, and both times I took {quote} to contradict this point: {point}. I won't read it again. If those "
    "words don't contradict it, press *{button}* under it, and they'll no longer count against you."
)
STILL_MET = "I've read that one twice, and you have it: {point}."
STILL_PARTLY = "I've read that one twice, and {quote} is still only part of the point: {point}. I won't read it again."
STILL_NOT_FOUND = "I've read that one twice and found nothing that makes the point: {point}. I won't read it again, but I can explain it."
QUOTE_OTHERS = (
    "I've read that one twice and found nothing that makes the point: {point}. If other words of your answer make it, quote those, "
    "and I'll read them."
)
STILL_NOT_CLEAR = "I've read that one twice, and I still can't tell whether {quote} makes the point: {point}. I won't read it again, but I can explain it."
DENIED_BY_YOU = "You told me your answer doesn't make that point, so I took your word for it."
"""Said of a verdict that can't be contested any more."""
MADE_OTHERWISE = "If you meant something else, say so in your answer, and I'll go by that."
MADE_WHILE_OPEN = f"I already have that one down as made. {MADE_OTHERWISE}"
NOTHING_TO_CONTEST = "I've read every point you lost a second time. Name one, and I'll tell you why."
NO_GRADE = "You skipped this one, so there's no grade to explain. The reference answer shows what I was after."
NOTHING_LOST = "You didn't lose anything here: you made every point I was listening for."
NOTHING_CALLED_WRONG = "I haven't called anything in your answer wrong, and you made every point I was listening for."
BY_POINTS = (
    "I grade by points. A sentence that makes none of them and contradicts none earns nothing and costs nothing."
)
BY_MEANING = "I listen for a few points and go by what you mean. A point that's made in part earns half."
LANGUAGE = "Spelling and grammar cost nothing, as long as I can tell what you mean."
IN_REVIEWS = (
    "Each point of this question goes into your reviews. What you missed comes back soonest; *Progress* shows when."
)
NOTHING_HELD_AGAINST = "Nothing you said cost you points."
PASS_MARK = "I count {share:.0%} as a pass. One question decides little, and I don't know how others did."
HINTS_FREE = "Hints cost no points."
IF_MISREAD = "If I missed something, tell me which point and quote your own words, and I'll read it again."
NOT_AGAIN = (
    "This question is closed, so nothing you add now is graded. You'll meet it again in your reviews, and you can start a drill "
    "on it whenever you like."
)
NO_SOURCES = "I don't have a book or paper to recommend for this one. The reference answer is the best place to start."
LENGTH = "Length costs nothing and earns nothing: I only listen for the points."
NOTHING_ON_THAT = (
    "I can't find anything on that in what I have for this question. What a strong answer says is next to the question."
)
NEAREST = "I'm not sure that I have anything on just that. The nearest is this: {words}"
EXPLAIN_LATER = (
    "That would give the answer away. Ask me again once this question is closed. Until then I can give you a hint."
)
EXPLAIN_IN_REPORT = "That comes after the interview: the report goes through every point and says why."
CONTEST_LATER = "There's no verdict yet to disagree with. Give me your answer first, and I'll listen."
CONTEST_IN_REPORT = "In the report you can contest every point you lost. For now, let's stay with the question."
LOOKED = "I looked again, and it stays as it is."
NOT_READ = "I couldn't look at it again just now. Please ask again in a moment."
COUNTS_NOW = "Let me read what you've just told me as well."
HEARD_AGAIN = "Fair point, you did say that."
SAY_IT_ONCE_MORE = (
    "I've gone back over what you said. Say that part once more in your own words, and I'll take it from there."
)
CONTROLS = (
    "Here's what you can say: *repeat*, *hint*, *skip*, *undo skip*, *come back later*, *let me change my answer*, "
    "*note to self*, *time?* or *end the interview*."
)
BREAK = "Of course, take your break. The clock waits until you write to me again."
BREAK_NO_CLOCK = "Of course, take your break. Nothing runs out: we'll go on whenever you're back."
ASK_END = "Do you want to end the interview here? Say *yes*, and I'll write your report. If you only need a break or a hint, tell me."
NOT_ENDED = "All right, we'll go on. If you only want to leave this question, say *next*."
LEFT = "All right, we'll leave it there."
"""Said by a coach to somebody who has answered and wants to move on, before the grade."""
FOR_ME = "Sorry, was that a question for me, or part of your answer?"
SKIP_OR_ANSWER = "Do you want to skip this question, or was that part of your answer?"
YOUR_ANSWER = "Is that your answer?"
LEAVE_AFTER = "I'll take that as your answer. Shall we leave this question then?"
"""Said to somebody whose answer may also ask to move on."""
ASK_SKIP = "Shall I skip this question? If you'd rather stay with it, I can give you a hint."
ASK_LATER = "Shall we set this one aside and come back to it later?"
ASK_CHANGE = "Do you want to replace what you've said on this question so far?"
ASK_CLOSE = "Shall we leave this question there?"
ASK_NEXT = "Shall we go on to the next question?"
ASK_FINISH = "That question is closed, and it was the last one. Shall I write your report?"
"""Said before a wish is granted that was only guessed, and that could not be taken back."""
STAYS = "All right, we'll stay with it. Go on whenever you're ready."
STAYS_CLOSED = "All right. Ask me about this question, or say next when you want to go on."
"""Said to a no after one of these."""
FOR_ME_AGAIN = "I'm still not sure I follow. Is what you wrote a question for me, or part of your answer?"
BOTH = "I'll take it as your answer."
HINT_AFTER = "Ask me for a hint once I've read this, and you'll get one."
ASIDE_NEXT = "After this answer, we'll go back to the question you set aside."
