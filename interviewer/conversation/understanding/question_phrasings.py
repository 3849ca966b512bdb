"""What candidates say about the open question, as templates in the notation of ``notation.py``.

To have a new way of saying something recognised, add a line: for the kind of phrase, not for the one message that was missed.
The phrase must be the whole message, give or take a polite word, so that an answer about skip connections or early stopping
stays an answer.
"""

from __future__ import annotations

from interviewer.conversation.understanding.phrasing import Phrasing

NEXT_QUESTION = Phrasing(
    intent="next",
    why="Wants the next question, whether this one is closed or not.",
    templates=(
        "/next",
        "[(and|now)] [on to] [the] next [question|one]",
        "[a|any|some] [completely|totally|very|whole] (another|different|other|new) [kind of] question",
        "what's next",
        "[i'm] ready for (the next|another) (one|question)",
    ),
)
REQUESTS: tuple[Phrasing, ...] = (
    Phrasing(
        intent="hint",
        why="Asks for a hint by one of its names, or for help.",
        templates=(
            "(/hint|/help)",
            "[<ask>] [have|get|give me|take|use|need|want|show me|offer [me]|provide|see|try] "
            "[a|an|another|one|one more|the next|the first|the last|any|some|your] "
            "[little|small|tiny|quick|further|more|next|second|third|first] <hint> [for me] [<here>]",
            "[<ask>] [need|have|get|use|want] [some|any|more|a (bit|little) [of|more]] help [me] [out] "
            "[a (bit|little)] [<here>] [get started]",
            "(a|any|some) [little|small|bit of] (<hint>|help) would (help|be ...)",
            "[<ask>] (point|push|steer|nudge) me (in|into|to|toward|towards) the right direction",
            "[<ask>] nudge me [a (bit|little)] [along]",
            "[<ask>] (throw me a bone|get me started|give me something to (go on|start with|work with))",
        ),
    ),
    Phrasing(
        intent="hint",
        why="Does not know how to go on: a hint is the least that helps, and the question stays open.",
        templates=(
            "(i'm|i am) [<very>] stuck [<here>]",
            "(where|how) (should|do|would|can) (i|you|we) [even] (start|begin|approach <one>) [<here>]",
            "what (is|would be|could be) a good (start|starting point|place to start|first step) [<here>]",
            "(i'm|i am) not sure (how|where) to (start|begin) [<here>]",
            # a mind that has gone blank wants to be helped on
            "(my (mind|head|brain)|everything|it) (is|was|has|just|went|goes) [just] [all] [gone|going|went] [<very>] [a] blank",
            "(my mind's|my head's|my brain's|everything's) [just] [all] [gone|going] [<very>] [a] blank",
            # without the head, which is a part of a network
            "my (mind|brain) (is|has|just|went) [just] [gone] [<very>] (empty|frozen|fried|mush|on strike)",
            "my (mind's|brain's) [just] [gone] [<very>] (empty|frozen|fried|mush)",
            "(i'm|i am) [<very>] (blanking|drawing a blank|going blank|blocked) [<here>]",
            "(i've|i have|i) [just] [<very>] (gone|went|go|drew) [<very>] [a] blank [<here>]",
            "(i|i've|i have) [just] [<very>] (blanked|froze|frozen|frozen up|froze up|freeze up) [<here>]",
            "my (mind|brain|head) (stopped|has stopped|isn't) working",
            "i (can't|cannot) think [straight] [right now|at the moment|anymore|any more]",
        ),
    ),
    Phrasing(
        intent="skip",
        why="Wants the open question gone. The verb stands alone or with the question, never with a thing of the subject.",
        templates=(
            "/skip",
            "[<ask>] skip [<one>] [for now]",
            "[<ask>] pass [on <one>]",
            "(i|we) pass [on <one>]",
            "<ask> leave <one> [out]",
            "i (give up|am giving up) [on <one>]",
            "[<ask>] (move|go|jump|get) (on|[on|forward|straight] to (the next|another|a different) [one|question]|on to something else)",
            "[<ask>] (do|try|have|take|get|give me|ask [me]|go for|switch to|change to|choose|pick) "
            "(another|a [completely|totally|very] different|some other|any other|a new|the next) (question|one|topic|subject)",
            "[<ask>] (change|switch|swap) (questions|topics|[the] subject)",
            "[<ask>] swap (the|this) question",
            "<ask> (another|a [completely|totally|very] different|a new) question",
            "[<ask>] (do|try|ask [me]|give me) something else",
            "i (can't|cannot|don't want to|do not want to|won't|would rather not) (answer|do) <one>",
            "(i'd|i would) rather not [answer [<one>]]",
            "(i'd|i would) rather move on [from <one>]",
            "(i|we) (can|could|should) skip (this one|(this|the) question)",
        ),
    ),
    Phrasing(
        intent="back",
        why="Takes a skip back. Without 'this one' or 'it', which are for later, and without a thing of the subject.",
        templates=(
            "(/undo|/unskip)",
            "[<ask>] (undo|unskip) [[the|that|my|this] [last] (skip|question|one)|it|that]",
            "[<ask>] (reverse|cancel|revert|take back) (the|that|my|this) [last] skip",
            "(i|i've|i have) [just] (hit|pressed|clicked|tapped|pushed|said|typed|touched) [on] [the] skip [button] <by-mistake>",
            "(i|i've|i have) [just] <by-mistake> (hit|pressed|clicked|tapped|pushed|touched|skipped) "
            "[on] [the] [skip] [button|question|it|that [one|question]|<earlier>]",
            "(i|i've|i have) [just] skipped [it|that [one|question]|the question|<earlier>] <by-mistake>",
            "(i|we) (didn't|did not|never) (mean|want|intend|mean for you) to skip [it|that [one|question]|the question|<earlier>|anything]",
            "((that|the|this|my) skip|skipping [it|that [one|question]]) (was|is) (a mistake|"
            "an accident|a misclick|a slip|unintended|not intended|not intentional|accidental)",
            "(the|that|my) skip (was|is) <by-mistake>",
            "[<ask>] (go|get|jump|move|switch|step|turn|head) back [to (that (one|question)|<earlier>)]",
            "[<ask>] (return|come back|revert|circle back) to <earlier>",
            "[<ask>] (take|bring|get|send|put|lead) me back [to (that (one|question)|<earlier>)]",
            "[<ask>] (have|get|see|ask [me]|give me|show me|retry|try|do|answer|reopen) <earlier> [back]",
            "[<ask>] (have|get|give me) (that (one|question)|it) back",
            "[<ask>] (revisit|redo|reopen) <earlier>",
            "[<ask>] (go|get|jump|move|switch) back (one|a|1) [question]",
            "[<ask>] (go|get|jump|move|switch|come) back to (the|that) ... question",
            "[<ask>] (return|go|jump|come) to <earlier> again",
            "back to <earlier>",
            "[<ask>] (add|say) (something|more|a bit more|one more thing) (to|about|on) <earlier>",
            "[<ask>] (change|revise|redo|correct|fix|improve|complete|finish) [my answer (to|on|for)] <earlier>",
        ),
    ),
    NEXT_QUESTION,
    Phrasing(
        intent="next",
        why="Goes on once a question is closed. While one is open the candidate is told that it can be skipped.",
        templates=(
            "(continue|go ahead|carry on)",
            "[i'm] ready [to (continue|go on|move on)|when you are]",
            "let's (continue|carry on|go)",
        ),
    ),
    Phrasing(
        intent="repeat",
        why="Asks to hear the question once more.",
        templates=(
            "/repeat",
            "[<ask>] (repeat|repeating|restate|restating|re-read|reread|re-reading|rereading) [<it>] [to me] [<again>]",
            "[<ask>] (say|read [out]|tell [me]|ask [me]|state|give [me]|show [me]|have|hear|see|get) [<it>] [out] <again>",
            "[<ask>] (go|run) (over|through) <it> [<again>]",
            "[<ask>] run <it> (by|past) me [<again>]",
            "[<ask>] remind me [of|about|what] [<it>] [was|is] [<again>]",
            "[<it>] <again>",
        ),
    ),
    Phrasing(
        intent="repeat",
        why="Did not hear it or has lost it. A lone 'sorry?' asks for it too, a lone 'sorry' does not.",
        templates=(
            "what (is|was|were) (the|your) [last|original] (question|task) [to me|you [just] asked] [<again>]",
            "what's (the|your) [last|original] (question|task) [<again>]",
            "what (did you|were you|was it [that] you) [just] (ask|asked|asking|say|said|saying) [to] [me] [<again>]",
            "(i|i've|i have) (forgot|forgotten|lost [track of]|missed) (the|your|what the) question [was]",
            "(i|i've|i have) (forgot|forgotten|missed) what you [just] (asked|said)",
            "what was (that|it|this) <again>",
            "i missed (that|it)",
            "i (didn't|did not) [quite|really] (get|catch|hear|understand) (that|it|the question|what you (said|asked))",
            "come again",
            "[i beg your|beg your] pardon [me]",
            "(sorry|what|huh)?",
        ),
    ),
    Phrasing(
        intent="reveal",
        why="Asks for the answer itself.",
        templates=(
            "(/answer|/reveal)",
            "[<ask>] (tell|show|give) [me] <answer>",
            "[<ask>] (see|know|hear|have|read) (the|your) <answer>",
            "[<ask>] [just] tell me",
            "[<ask>] (tell|show) [me] what <answer> (is|was|would be)",
            "[<ask>] (walk|take|talk) me through <answer>",
            "(the|your) answer please",
            "what (is|was|would be|would have been|should be) <answer> [to <one>]",
            "what should <answer> (be|have been)",
            "what's <answer> [to <one>]",
            "(what|how) should i have (said|answered) [<one>]",
            "how would you [have] (answer|answered) <one>",
            "what (were|was|are) you (looking|hoping) for",
        ),
    ),
    Phrasing(
        intent="later",
        why="Sets the question aside. It says that it will come back, or it would be a skip.",
        templates=(
            "/later",
            "[<ask>] (come|get|go|return|circle) back to <one> [later|at the end|afterwards|in a (bit|minute|moment)]",
            "[<ask>] (come|get|go|circle) back (later|afterwards)",
            "[<ask>] (return to|revisit) <one> [later|at the end]",
            "[<ask>] (answer|do|take|try|tackle|leave|keep|save) <one> (later|for later|for the end|until (later|the end))",
            # with its <ask>: "do it at the end" is what one does with a layer
            "<ask> (answer|do|take|try) <one> (last|at the end)",
            "[<ask>] [this|that|it] [one] (later|for later)",
            "[<ask>] (set|put) (this|that|it) [one] aside [for now]",
            "[<ask>] (park <one>|put <one> on hold) [for now]",
            "[<ask>] (come|get) back to you [on <one>|with (this|that|an answer)] [later]",
            "[<ask>] think about <one> and (come|get) back [to <one>] [later]",
            "[<ask>] skip [<one>] [for now] and (come|get|go) back [to it] [later|at the end]",
        ),
    ),
)
"""Phrasings that ask for something to be done with the question."""

CLARIFICATIONS: tuple[Phrasing, ...] = (
    Phrasing(
        intent="clarify",
        why="Asks for the question in other words; clear without its question mark.",
        templates=(
            "/clarify ...",
            "[<ask>] (clarify|rephrase|reword|elaborate) [on] [<it>] [for me|a bit]",
            "[<ask>] (put|say|word|phrase|ask|explain) <it> [in] "
            "(differently|more simply|another way|a different way|other words|(simpler|easier|plainer|different) (words|terms))",
            "[<ask>] (ask|tell) me [that|it|this|the question] (differently|[in] (another|a different) way|in other words)",
            "[i'm|i am] not [quite|really|entirely] sure what (you (mean|want)|(you are|you're) (asking|after|getting at)) ...",
            "[i'm|i am] not [quite|really|entirely] sure [that] i (understand|get|follow) (you|it|this|that|the question) ...",
            "(i'm|i am) not [quite|really] following [you|the question]",
            "i (don't|do not) [quite|really] (understand|get|follow) (the question|your question|what you) ...",
            "(i'm|i am) [<very>] confused (by|about) (the|your|this) question",
            "the question is [<very>] (unclear|not clear|vague|ambiguous|confusing)",
            # no answer begins so, with or without a question mark
            "(wdym|what do you mean|what did you mean) [by] [with] ...",
            "(wdym|what do you mean|what did you mean)",
        ),
    ),
    Phrasing(
        intent="clarify",
        why="Asks what the question means or covers. These open answers too, so they must end as a question.",
        templates=(
            "what (do|did|exactly do) you mean ...?",
            "[do|did] you mean ...?",
            "when you say ...?",
            "what (does|do) ... mean ...?",
            "what (is|are) meant ...?",
            "(can|could|would|will) you [<softly>] (clarify|rephrase|reword|elaborate|be [a bit] (more specific|clearer)) ...?",
            "(can|could|would|will) you [<softly>] explain (what|that|it|the question) ...?",
            "(can|could|would|will) you [<softly>] put (it|that|this|the question) ...?",
            "(can|could|would|will) you [<softly>] give [me] (an example|more (detail|context)) ...?",
            "how do you mean ...?",
            "what [exactly] are you (asking|after|getting at) ...?",
            "(which|what) ... (are|do) (we|you) (talking about|asking about|have in mind|mean) ...?",
            "are (we|you) (talking|asking|looking|assuming) ...?",
            "(in (what|which) (context|sense)|which (one|kind|type|framework|part|version)|what kind of) ...?",
        ),
    ),
    Phrasing(
        intent="clarify",
        why="Asks what is wanted of the answer, or what may be taken for granted.",
        templates=(
            "(can|may|should|could|shall) (i|we) [just] (assume|use|write|answer|start|ignore|take|suppose|talk|go) ...?",
            "(can|may|should|could|shall) (i|we) [just] (describe|give|draw|do|focus|explain) ...?",
            "do you (want|expect|need) ...?",
            "what [exactly|kind of answer|sort of answer|else] (do|would|did) you (want|expect|like) [me] "
            "[to (hear|say|talk about|tell you|answer|explain|describe|cover|discuss|do)]?",
            "do (i|we) (need|have) to ...?",
            "how (detailed|long|deep) ...?",
            "does (this|that|it) (mean|include|have to) ...?",
            "is (this|that|it) [still|only|just] (about|for|in) ...?",
            # "is this a ranking task?" asks about the question; "is it the variance?" is a guess at the answer
            "is this (a|an|the) ...?",
            "is (that|it) (a|an|the) ... (case|dataset|problem|setting|setup|task)?",
        ),
    ),
)
"""Phrasings that ask about the question. Matched last: many of them fit whatever follows their first words."""
