"""How people set aside part of what they say: they take it back, deny it, suppose it, ask it, or report what others think.

Each table lists the ways of doing one of these. To have another one recognised, add a row with an example.
"""

from __future__ import annotations

import re

from interviewer.grading.screening.retraction import WITHDRAWS
from knowledge.text.alternatives import any_of, shared, table

_BETTER = (
    "(?:right|correct|better|true|proper|working) "
    "(?:one|answer|way|version|formula|value|order|ranking|choice|solution|network|rule)"
)
TURN = table(
    (";", "My first guess was 6; it is 4."),
    shared(
        r"[,:–—-]?\s*\b",
        ("but|however|instead(?! of)|yet|whereas|in fact|actually", "I first thought 5, but it is 3"),
        (r"fixed(?=:)|corrected(?=:)|correction\b|correctly(?=:)", "Corrected: it is 3"),
        (r"no(?=[,:.;]|\s+wait)|wait(?=[,.])", "5, no wait, 3"),
        ("then (?:i|we) (?:saw|see|noticed|realised|realized)", "5, then I saw it is 3"),
        (r"(?:i|we) now\b|now (?:i|we)\b", "I first thought 5, now I say 3"),
        (
            r"so (?:i|we)\b(?!\s+(?:took|got|wrote|had|said|put|thought))|so instead",
            "5 is too much, so I go with 3",
        ),
        (
            rf"(?:the )?{_BETTER}(?! (?:would not|wouldn't|is not|isn't))",
            "A wrong attempt is y = a. The right one: y = b.",
        ),
    ),
    (
        r",\s*(?:i(?:'d| would)? say|i(?:'d| would|'ll| will)? (?:go|stick|stay) with|i'm going with|mine is)\b",
        "some take 5, I'd say 3",
    ),
    flags=re.IGNORECASE,
)
"""Where a sentence turns from what is set aside to what is meant."""
CORRECTS = table(
    (WITHDRAWS, "Scratch that"),
    ("wait,|sorry|oops", "oops"),
    ("(?:but|or|no,?|well,?) (?:actually|rather)", "no, rather 3"),
    (r"or,? no\b", "5, or no, 3"),
    (r"(?:\.{2,}|…)\s*(?:(?:um+|uh+|hm+)[\s,.…]*)?(?:no|nope)\b", "6... no, 5"),
    ("to be (?:on the safe side|safe)", "4 to be on the safe side"),
    ("(?:my|the) final (?:choice|version)", "my final version is 3"),
    ("i mean|let me correct", "I mean 3"),
    ("changed? my mind", "I have changed my mind: 3"),
    ("final answer", "final answer 3"),
    before=r"\b",
    after=r"\b",
)
"""Takes back what comes before."""

MAY_TURN = table(
    (r"(?:^|[.!?…:]|\bbut\b|\bhm+\b|\boh\b)[\s,]*(?:no|nope)(?=\s*[,.!:;…])", "Hmm, no, it is linear"),
    (any_of("actually, on reflection, come to think of it, thinking again"), "Actually it is linear"),
    (r"\b(?:take|took|taking)\b[^.;!?\n]{1,40}\bback\b", "So I take the square back"),
    (
        r"\b(?:drop|dropping|forget|scrap|withdraw|retract)\b[^.;!?\n]{0,30}\b(?:said|wrote|claimed|above)\b",
        "I drop what I said",
    ),
    flags=re.IGNORECASE,
)
"""May take back what comes before. Forms that can leave a point to the judge ask this of all that follows a value."""

BREAKS_OFF = re.compile(r"(?:\.{2,}|…)[\s*_)\"']*$")
"""A sentence that breaks off: "that makes 6..."."""
_OTHER_VALUE = r"\d|=|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half)\b"
TAKES_UP = table(
    (r"(?:no|nope)(?=\s*[,.!:;…]|\s+(?:wait|sorry)\b|\s+\d)", "um, no, 5"),
    (any_of("wait, sorry, actually, correction"), "Sorry, 5."),
    before=r"\W*(?:(?:um+|uh+|hm+|oh|ah)\W+)*",
    after=rf"\b[^.!?]*?(?:{_OTHER_VALUE})",
)
"""A sentence that gives another value for the one before, which broke off: "no, 5". "No insertions" is none."""
_THINKING = any_of("thought, guessed, tried, believed, assumed, expected, would have (?:said|guessed|taken)")
_DOING = any_of("wrote, took, said, got, had, put, wanted, used")
_ORDER = any_of("at first, first, initially, originally, earlier, before")
_OTHERS = any_of(
    "some(?:one|body)?, (?:some|many|most|other) (?:people|students|books?|texts?|candidates?), people, "
    "a (?:friend|colleague|student|beginner), my (?:friend|colleague|teacher), (?:the|one|a|my) (?:text)?book"
)
_SAY = any_of(
    "say, says, said, think, thinks, thought, claim, claims, claimed, would say, write, writes, answer, answers, take, takes, put, puts"
)
_TRY = any_of(
    "answer, guess, idea, attempt, try, approach, way, view, reading, choice, solution, version, network, rule, formula, order, ranking"
)
_FORGETS = any_of(
    "forget, forgot, miss, missed, ignore, ignored, drop, dropped, leave, left, skip, skipped, had, mix(?:ed)? up, swap(?:ped)?, "
    "confuse[sd]?"
)
FORWARD = table(
    (
        rf"\b{_ORDER},?\s+(?:i|we)(?:'d| would| had)?\s*(?:have\s+)?{_THINKING}\b",
        "At first I thought 5",
    ),
    (
        rf"\b(?:i|we)(?: had|'d)?\s+(?:{_ORDER}|wrongly|mistakenly)\s+(?:have\s+)?{_THINKING}\b",
        "I wrongly assumed 5",
    ),
    (rf"\b(?:i|we)(?: had|'d)?\s+(?:wrongly|mistakenly)\s+{_DOING}\b", "I mistakenly wrote 5"),
    (r"\b(?:i|we)\s+(?:had\s+)?thought\b", "I thought 5"),
    (r"\b(?:i|we) (?:was|were) (?:going|about|tempted) to\b", "I was about to say 5"),
    (
        r"\bmy\s+(?:first|initial|original|earlier)\s+(?:guess|try|attempt|idea|answer|thought|version|draft|reading)\b",
        "My first guess was 5",
    ),
    (r"\bfirst\s+(?:try|attempt|guess|draft|idea|version)\b", "First try: 5"),
    (
        r"\b(?:you|one|we)(?:'d|\s+(?:might|may|would|could))\s+(?:first\s+|at first\s+|also\s+)?"
        r"(?:think|say|guess|expect|be tempted)\b",
        "One might at first say 5",
    ),
    (r"\b(?:it is|it's|is|be) tempting\b", "It's tempting to say 5"),
    (r"\bna[iï]vely\b", "Naively, it is 5"),
    # naive Bayes is a method
    (rf"\bna[iï]ve\s+(?:(?!bayes\b|but\b|and\b|yet\b)\w+\s+)?{_TRY}\b", "The naive answer is 5"),
    (r"\bat first (?:sight|glance)\b", "At first sight it is 5"),
    (
        r"\b(?:a|the|one|an|any)\s+(?:wrong|incorrect|faulty|false|failed|failing|broken|mistaken|bad|buggy)\s+\w+\b",
        "A wrong attempt is 5",
    ),
    (
        r"\b(?:common|frequent|typical|usual|classic|popular)\s+"
        r"(?:mistake|error|pitfall|slip|wrong answer|misreading|trap)\b",
        "A common mistake: 5",
    ),
    (rf"\b{_OTHERS}\s+(?:\w+ly\s+)?{_SAY}\b", "Some people say 5"),
    (
        rf"\bif\s+(?:you|one|we|i|someone)\s+(?:\w+ly\s+)?{_FORGETS}\b",
        "If you forget the bias you get 5",
    ),
)
"""From here on a sentence says what is not meant, or no longer, up to its turn."""
STEP = table(
    (rf"\b{_ORDER},?\s+(?:i|we)(?:'d| had)?\s+{_DOING}\b", "First I wrote the table"),
    (rf"\b(?:i|we)(?: had|'d)?\s+{_ORDER}\s+{_DOING}\b", "I first took 5"),
)
"""What was done first: just a step, unless this sentence or the next one turns away from it."""
TURNS_FIRST = table(
    (TURN.pattern, "Then however it is 3"),
    (CORRECTS.pattern, "Well, scratch that"),
    before=r"\W*(?:(?:then|so|and|well|oh|later|afterwards)\b[\s,]*)*",
)
"""A sentence that begins by turning away from the one before."""
SUPPOSED = re.compile(
    r"if\s+(?:you|one|we|i|someone)\s+(?:\w+ly\s+)?(?:drop|dropped|leave|left|skip|skipped|had)\b", re.IGNORECASE
)
"""A change that is only supposed: "if you drop a unit"."""
CONCLUDES = re.compile(
    r"[,;:–—-]\s*(?:so|hence|thus|therefore),?\s+(?=[A-Za-z]\w{0,5}'?\s*(?:\([^()]{0,12}\)\s*)?=)", re.IGNORECASE
)
"""A conclusion from a supposed change is meant: "if you drop a unit it is linear, so h1 = ...". After a mistake ("if you
forget the minus") the conclusion is part of the mistake."""

_WRONG = any_of("wrong, false, incorrect, mistaken, not (?:right|true|correct|so|the case|what (?:we|i) want)")
_DOES_NOT = any_of(
    "does not, doesn't, do not, don't, won't, would not, wouldn't, will not, cannot, can't, can not, could not, couldn't, did not, didn't"
)
_DO_IT = (
    r"(?:do|be|represent|compute|realise|realize|give|make|implement)\s+"
    r"(?:it|this|that|xor|so|the job|the trick)"
)
BACKWARD = table(
    (
        r"\b(?:is|are|was|were|would be|gets?|looks?|'s|seems?)\s+"
        rf"(?:plainly |clearly |just |simply |also |of course )?{_WRONG}\b",
        "That is clearly wrong.",
    ),
    (r"\b(?:isn't|aren't|wasn't|ain't) (?:right|true|correct|so|the case)\b", "That isn't right."),
    (
        rf"\b{_DOES_NOT}\s+(?:\w+ly\s+)?(?:work|hold|suffice|solve|manage|{_DO_IT}|cut it)\b",
        "That does not work for (1,1).",
    ),
    # "it never fails" and "it fails only when" uphold what comes before
    (r"(?<!never )(?<!not )\bfails?\b(?! to| when only)", "That fails for (1,1)."),
    (r"\bfailed\b", "That failed."),
    (r"\b(?:is|was) (?:a|the|my) mistake\b", "That was my mistake."),
)
"""Says that what comes before it in its part of the sentence does not hold."""
POINTS_BACK = re.compile(r"\s*(?:and\s+|but\s+|well,?\s+|oh,?\s+|no,?\s+)*(?:that|this|which|it)\b", re.IGNORECASE)
"""Opens a sentence with a word for the one before."""
OTHER_SUBJECT = table(
    (r"[.;:!?](?=\s)|\n", "; the rest"),
    (
        r"\b(?:because|since|without|if|unless|otherwise|when|while|where|whereas|but|than|as)\b",
        "because the rest",
    ),
    (r",(?=\s)(?!\s*$|\s*(?:which|so|and|that|this|it)\b)(?=[^,]*$)", ", the rest"),
)
"""Between the word that points back and the word for wrong, this makes something else the wrong thing."""
CONDITION = re.compile(r"\s*(?:if|unless|when|whenever|without)\b", re.IGNORECASE)
"""A failure under such a condition only limits what is meant, and does not take it back."""

UPHELD = table(
    (
        r"\b(?:and|which|so|indeed|,)\s*(?:that|it|this|i)?\s*(?:is|was|'s|am)\s+(?:indeed\s+|actually\s+|still\s+)?"
        r"(?:right|correct|true|so)\b",
        "I first thought 5, and that is still right",
    ),
    (r"\band indeed\b", "I thought 5, and indeed 5 it is"),
)
"""Says that what was set aside holds after all."""
ASKS = table(
    (
        "is|are|was|does|do|did|could|can|would|will|should|must|may|might|has|have",
        "So is it 4?",
    ),
    before=r"^\W*(?:(?:so|and|or|but|hm+|well|maybe|then)\b[\s,]*)*",
    after=r"\b",
)
"""Opens a question."""
ANSWERED_NO = table(
    ("no|nope|not (?:quite|really|at all|so)|wrong|false|never|hardly", "No, 5"),
    (
        r"(?:i|we)\s+(?:do not|don't|would not|wouldn't|did not|didn't)\s+(?:\w+ly\s+)?(?:think|believe|say)",
        "I don't think so",
    ),
    ("i doubt", "I doubt it"),
    before=r"\W*(?:(?:hm+|well|oh|ah|but)\b[\s,.]*)*",
    after=r"\b",
)
"""Answers one's own question with no."""
ANSWERED_YES = re.compile(r"\W*(?:yes|yep|yeah|right|correct|indeed|true|exactly|it is|sure)\b", re.IGNORECASE)
"""Answers one's own question with yes."""

_N = r"(?:[-+−]?\d|\.\d|\\|\$|½|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half|a half|minus|log)\b)"
"""The beginning of a value."""
NOT_BUT = table(
    (r"not|rather than|instead of|as opposed to", "I'd say 4, not just 5"),
    before=r"(?:,\s*|\(\s*)?(?<!and )(?<!or )(?<!\w)\b",
    after=(
        r"\s+(?:(?:just|the|at|a|an|in|on|to|equal|as|by|value)\s+|=\s*)*"
        rf"(?={_N}|[A-Za-z]\w{{0,5}}'?\s*(?:\([^()]{{0,12}}\)\s*)?=)"
    ),
)
"""Names a value that another one is told from."""
UNEQUAL = re.compile(r"(?:!=|≠|\\neq?(?![a-z])|<>)(?!\s*['\"]?[a-z]['\"]?(?![\w^*/+(-]))")
"""Followed by a single letter, this compares two letters and denies no value."""
_CANNOT = any_of(
    "cannot, can't, can not, could not, couldn't, must not, mustn't, should not, shouldn't, will not, won't, would not, wouldn't, may not"
)
DENIED = table(
    (
        r"\b(?:do|does|did)(?:n't| not)\s+(?:\w+ly\s+)?(?:think|believe|say|mean|guess|claim|see (?:how|why))\b",
        "I do not think it is 4",
    ),
    (r"\b(?:doubt|deny)\b", "I doubt it is 4"),
    (rf"\b{_CANNOT}\s+(?:\w+ly\s+)?(?:be|equal|become)\b", "It cannot be 4"),
    (r"\b(?:is|are|was|were|'s)\s+(?:never|no longer|hardly)\b", "It is never 4"),
    (
        rf"\b(?:isn't|aren't|wasn't|weren't|is not|are not)\s+(?:\w+ly\s+)?(?={_N})",
        "It is not 4",
    ),
    (r"\b(?:impossible|untrue)\b", "4 is impossible"),
)
"""Denies a value."""
BOUND = table(
    ("(?:more|less|fewer|larger|smaller|greater|bigger|higher|lower) than", " it's more than 4"),
    (r"(?:above|below|over|under|beyond)\b", " it goes above 4"),
    before=r"[^,;.!?\d]{0,40}?\b",
)
"""After a denial, this means that a bound is denied and not the value: "I doubt it's more than 4"."""
END = re.compile(r"[;.!?](?=\s|$)|,(?=\s)|\s[-–—]\s|\b(?:but|because|since|so|as|for it|while)\b", re.IGNORECASE)
"""Where a denial ends."""
