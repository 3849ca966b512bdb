"""What candidates say about the interview, their answer and themselves, and the words that open or close a thought."""

from __future__ import annotations

from interviewer.conversation.understanding.phrasing import Phrasing
from interviewer.grading.screening.not_knowing import ADDRESSED

AGREEMENT = Phrasing(
    intent="small_talk",
    why="Thanks and agreement. A lone 'no' is not among them: it answers a probe.",
    templates=(
        "(thank|thanks) [a lot|so much|you [(so|very) much]]",
        "(thanks|thank you) for (the|your|that|this) (question|help|hint|time|patience)",
        "(k|kk|ok|okay|alright|all right|fine|cool|great|nice|perfect|sure|yes|yep|yeah) [great|cool|fine|good|thanks]",
        "sounds (good|great|fine)",
        "(got it|i see|i understand|understood|makes sense|fair enough|no worries [at all]|no problem [at all])",
        "<good>",
    ),
)
"""What is said when there is nothing more to say about a closed question."""
GREETING = Phrasing(
    intent="small_talk",
    why="Says hello. 'Hi again' asks for nothing again, so it is read before any request.",
    templates=("(hi|hii|hiii|hello|hey) [there|again]",),
)
BREAK = Phrasing(
    intent="wait",
    why="Wants to leave for a while, and not for good. What is paused is the interview or its clock, no training.",
    templates=(
        "/pause",
        "[<ask>] [take|have|get|make|need|use|do with] (a|another|some) [<minutes>|five minute|ten minute|5 minute|10 minute] "
        "[short|quick|little|small|tiny|bit of a] "
        "(break|pause|breather|rest|time out|timeout) [here|now|first]",
        "(break|pause|time out|timeout) [please|now|for <moment>]",
        "[<ask>] pause [(the|our) (interview|session|conversation)|here|this|it] [for <moment>]",
        "[<ask>] (pause|freeze|hold|stop) the (clock|timer|time) [for <moment>]",
        "[<ask>] (step|walk|go|pop) (away|out|outside) [for <moment>]",
        "[<ask>] (use|go to|visit|run to|nip to) the (bathroom|restroom|toilet|loo|washroom|ladies|gents)",
        "[<ask>] (get|grab|fetch|make|drink) [myself] [a|some|another|a glass of|a cup of|a sip of] (water|coffee|tea|drink|snack)",
        "[<ask>] (stretch my legs|catch my breath|get some [fresh] air|clear my head)",
        "[<ask>] (take|get|answer) (this|a|that|the) [phone] (call|phone|door)",
        "(someone|somebody|there's someone|there's somebody) [is|just came] at the door",
        "(someone's|somebody's) at the door",
        "(the|my) (doorbell|door bell|phone) (is ringing|just rang|rings|rang)",
        "(brb|[i'll|i will] be [right] back [in <moment>]|[i'm] back in <moment>|(give me|gimme) (five|ten))",
    ),
)
"""The clock waits for who comes back."""
REMARKS: tuple[Phrasing, ...] = (
    BREAK,
    Phrasing(
        intent="small_talk",
        why="Praise, which says whom it is for: 'well, done' closes an answer.",
        templates=(f"(well|nicely) done ({'|'.join(ADDRESSED)})",),
    ),
    Phrasing(
        intent="end",
        why="Leaves the interview. Names it or says *here* or *now*: 'stop the training' and 'finish with a softmax' do not.",
        templates=(
            "(/end|/quit|/exit)",
            "[<wish>] (end|stop|finish|quit|leave|abort|terminate|conclude) [with] "
            "([the|this|our] (interview|session|conversation)|here|it here|now) [here|now]",
            "<wish> (stop|quit|leave|finish up|end (this|it) [here|now])",
            "(i've|i) had enough [for (today|now)]",
            "(quit|exit)",
            "[<ask>] wrap [it|this|things] up",
            "[<ask>] call it (a day|a night|quits)",
            "(i have to|i need to|i must|i've got to|i gotta|i should) (go|leave|run)",
            "that's enough [for (today|now)]",
            "(i'm|i am|we're|we are) (done|finished) (for (today|now)|with (the|this) interview)",
        ),
    ),
    Phrasing(
        intent="change",
        why="Takes back what was said.",
        templates=(
            "/change",
            "[<ask>] (change|revise|redo|correct|withdraw|take back|rephrase|fix|edit|rewrite|replace) <my-answer>",
            "[<ask>] (correct myself|take (that|it) back)",
            "<take-back>",
            "<let-me> (start over|start again|start from scratch|try [this|that|it] again|redo (this|that|it))",
            "<let-me> have another (go|try) [at <one>]",
        ),
    ),
    Phrasing(
        intent="done",
        why="Closes the answer. The end of the interview is meant only where it says so.",
        templates=(
            "/done",
            "[i'm|i am] (done|finished) [with (my answer|this|that|it|this one)]",
            "<is-done> [from (me|my side)|for me|i know|i have|i've got|i remember|i can (say|do|think of|remember)]",
            "(that|this|that's|this is) [is|was|would be] everything [from me|for me|i know|i have|i've got|i remember|i can (say|think of)]",
            "[that's|that is|that was] all [that] (i (have|had|know|knew|can say|could say|can think of|remember|wanted to say)|i've got)",
            "(i'm|i am|we're|we are) (done|finished|through) (here|with (this|that|it) [one|question])",
            "(that's|that is|that was) my [final|whole|full] answer",
            "that's (about|pretty much) (it|all|everything)",
            "(that|this) [pretty much] covers (it|everything)",
            "that's [about] (the best|as far as|as much as) i can (do|get|go|say|remember)",
            "end of [my] answer",
            "i (can't|cannot) think of (anything|any) (else|more)",
            "i'll leave it (at that|there)",
            "[i have|i've|i] [got] (nothing|no) (else|more|further) [to (add|say)|from me|comes to mind]",
            "[i have|i've|i] [got] nothing to (add|say)",
            "i (don't|do not) have (anything|any) (else|more) [to (add|say)]",
        ),
    ),
    Phrasing(
        intent="progress",
        why="Asks how many questions are still to come. 'Questions' or 'of these' is named, since a network has many layers.",
        templates=(
            "how many [more] (questions|of (these|those|them)) [are [there]|do (i|we|you) have|will you ask|will there be|are coming] "
            "[still] [left|remaining|to go|in total|after (this|that) [one|question]]",
            "(are|will) there [be] [any|many] more questions [left|to come|coming] [after (this|that) [one|question]]",
            "(is|was) (this|that) the last (one|question)",
            "do you have [any|many] more (questions|of (these|those)) [for me] [after (this|that) [one|question]]",
        ),
    ),
    Phrasing(
        intent="time",
        why="Asks about the clock or how much is still to come. 'Time' alone needs its question mark: it may answer a probe.",
        templates=(
            "/time",
            "[the] time [left|check]?",
            "how (much [more] time|many [more] minutes|long) "
            "[(do|have) (i|we) [still] [have|got]|is there|is|are] [still] [left|remaining|to go]",
            "how much longer [do (i|we) have|to go|is (this|it|the interview)|will (this|it) (take|be|last)]",
            "how long (is|does|will) (this|it|the interview) [take|last|be]",
            "when (do|will|does) (we|this|it|the interview) (end|finish|stop)",
            "(what's|what is) the time",
            "what time is it",
            "how (are we|am i) doing (on|for) time",
            "is there [still] [any|enough|some|more] time [left] [for <one>]",
            "are we [nearly|almost] (done|finished|there|through)",
            "(are we|am i) [running] (out of|short of|short on) time",
            "do (i|we) [still] have [any|enough|some|more] time [left] [for <one>|for (more|another one|another question)]",
        ),
    ),
    Phrasing(
        intent="verdict",
        why="Asks how the answer stands. A lone word needs its question mark: 'right' alone is agreement.",
        templates=(
            "(was|is) (that|this|it|my answer) (right|correct|wrong|ok|okay|fine|good|good enough|enough)",
            "(was|is) (that|this|it|my answer) (the|a) (right|correct|good) (answer|one)",
            "(was|is) (that|this|it|my answer) what you (wanted|meant|had in mind|were (looking for|after))",
            "(would|do|will|can) you (accept|take|allow) (that|this|it) [as (an|my) answer]",
            "am i (right|correct|wrong|on track|on the right (track|path)|close|getting (close|closer|there|warmer))",
            "did i (get|do|answer) (it|that|this|the question|your question) [right|wrong|correctly]",
            "did i (miss|forget) (anything|something)",
            "did i do (well|ok|okay)",
            "(does|did) (that|this) (make sense|answer (it|the question|your question))",
            "(does|did) (that|this) (sound|look|seem) (right|correct|ok|okay|good|fine)",
            "how (am i doing|did i do|was (that|it|my answer)|did (that|it) go) [so far]",
            "(right|correct|makes sense)?",
            "what (is|was) my (score|grade|mark)",
            "what's my (score|grade|mark)",
        ),
    ),
    Phrasing(
        intent="wait",
        why="Wants time to think. Alone, or 'wait until the loss falls' would match.",
        templates=(
            "[<ask>] (wait|hold on|hang on|bear with me) [for] [<moment>]",
            "[just] (a|one) (moment|second|sec|minute|min)",
            "[<ask>] (give me|gimme|have|take|get|need) <moment> [to (think|gather my thoughts)] [on this|for this|about (this|it)]",
            "i need <moment> [to (think|gather my thoughts)] [on this|for this|about (this|it)]",
            "<let-me> (think|have a think) [for <moment>] [about (this|that|it) [one]] [for <moment>]",
            "<let-me> (think (this|that|it) (over|through)|(gather|collect) my thoughts)",
            "let me see",
            "[i'm|i am] [just] [still] thinking [about (this|that|it)]",
            "i need to think",
        ),
    ),
    AGREEMENT,
    Phrasing(
        intent="small_talk",
        why="Greetings, and how one feels.",
        templates=(
            "good (morning|afternoon|evening|day)",
            "(nice|good|great|pleased) to meet you [too]",
            "(how are you [doing] [today]|how's it going|how are things)",
            "sorry [about that]",
            "(lol|haha|hahaha|hehe)",
            "nice weather [today]",
            "(i'm|i am) [<very>] (nervous|tired|excited)",
        ),
    ),
    Phrasing(
        intent="small_talk",
        why="Is there again after a break. Says 'I', or 'back again' could undo a skip.",
        templates=(
            "(i'm|i am) [all] (back|here) [again|now]",
            "(i'm|i am) [all|now] (ready|set) [to (go|start|continue|answer)] [now]",
            "(i've|i have) [just] (returned|come back)",
            "sorry (for|about) the (delay|wait|interruption|noise)",
            "(i've|i have) kept you waiting",
        ),
    ),
    Phrasing(
        intent="small_talk",
        why="Leads up to a question that has not come yet.",
        templates=(
            "[just] (a|one) (quick|short|small) (question|thing) [first|before (i|we) (start|begin|answer|go on)]",
            "[just] (a|one) (question|thing) (first|before (i|we) (start|begin|answer|go on))",
            "before (i|we) (start|begin|answer|go on)",
            "[just] (so [that] i'm (sure|clear)|to be (sure|clear))",
        ),
    ),
    Phrasing(
        intent="small_talk",
        why="Wonders who is on the other side.",
        templates=(
            "(who|what) are you",
            "are you [a|an] [real|actual] (human|robot|bot|real|ai|person|machine|chatbot)",
            "(what's|what is) your name",
            "can you (hear|see) me",
            "(is (anyone|anybody|someone)|are you) [still] (there|here|listening)",
        ),
    ),
)
"""Phrasings about anything but the question."""

LEADS: tuple[Phrasing, ...] = (
    Phrasing(
        intent="aloud",
        why="Thinks aloud: the thought follows, and is graded once the candidate is done.",
        templates=(
            "<think-aloud> [for a (moment|second|minute)|here|first]",
            "/think",
        ),
    ),
    Phrasing(
        intent="note",
        why="A note to oneself, which is never graded.",
        templates=("note to (self|myself)", "my note", "/note"),
    ),
)
"""Leads that open a message; what follows is the thought or the note."""
REPLACEMENTS: tuple[Phrasing, ...] = (
    Phrasing(
        intent="change",
        why="Takes the answer back and gives another. Punctuation must follow: 'I take it back to the mean' is an answer.",
        templates=(
            "<take-back>",
            "(let me|i want to|(i'd|i would) like to) (change|revise|correct) my answer",
        ),
    ),
)
"""Also open a message, possibly after "no"; what follows, after a punctuation mark, is the new answer."""
ENDING_OPENERS = ("(ok|okay|and|so|well)",)
"""Allowed before an ending, one after another. Fewer than before a request: the rest may belong to the thought."""
ENDINGS = ("[i'm|i am] (done|finished) [now|here|thinking|with (that|this|it)]",)
"""Endings that close a message of thinking aloud, after any punctuation mark."""
SENTENCE_ENDINGS = ("<is-done>",)
"""Endings that do so only as a sentence of their own: after a comma, "that is all" still belongs to the thought."""
