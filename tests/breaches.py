"""Modules that break a rule between packages, each planted by ``tests/test_architecture.py``."""

from __future__ import annotations

BREACHES = {
    "a package that no layer names": ("interviewer/gossip.py", "", "Packages of the interviewer"),
    "a new module of the grading": ("interviewer/grading/gossip.py", "", "Packages of the grading"),
    "a new package of the bank": ("knowledge/gossip.py", "", "Packages of the bank"),
    "a new package of the evals": ("evals/gossip.py", "", "Packages of the evals"),
    "the text of an answer knows what it is graded by": (
        "interviewer/grading/text/gossip.py",
        "from interviewer.grading.rubric import beliefs",
        "Packages of the grading",
    ),
    "what is asked knows which words count": (
        "interviewer/grading/rubric/gossip.py",
        "from interviewer.grading.screening import counted",
        "Packages of the grading",
    ),
    "feedback hears an appeal": (
        "interviewer/grading/feedback/gossip.py",
        "from interviewer.grading.appeals import appeal",
        "Packages of the grading",
    ),
    "a record of the bank knows how it is read": (
        "knowledge/answers/gossip.py",
        "from knowledge.format import fields",
        "Packages of the bank",
    ),
    "the schema knows how a file is read": (
        "knowledge/schema.py",
        "from knowledge.format import fields",
        "Packages of the bank",
    ),
    "the format knows the loader": (
        "knowledge/format/gossip.py",
        "from knowledge import loader",
        "Packages of the bank",
    ),
    "a helper for texts knows the bank": (
        "knowledge/text/gossip.py",
        "from knowledge import schema",
        "Packages of the bank",
    ),
    "a new module of the format": ("knowledge/format/gossip.py", "", "Packages of the format"),
    "a kind of field knows another": (
        "knowledge/format/code_tests.py",
        "from knowledge.format import expectation_fields",
        "Packages of the format",
    ),
    "a field knows the front matter": (
        "knowledge/format/fields.py",
        "from knowledge.format import front_matter",
        "Packages of the format",
    ),
    "a new record of answers": ("knowledge/answers/gossip.py", "", "Answers as a question"),
    "a drawn answer knows a computed one": (
        "knowledge/answers/drawn.py",
        "from knowledge.answers import expectation",
        "Answers as a question",
    ),
    "a new helper for texts": ("knowledge/text/gossip.py", "", "Helpers for texts"),
    "a helper for texts knows another": (
        "knowledge/text/plurals.py",
        "from knowledge.text import visible",
        "Helpers for texts",
    ),
    "a new module of the authoring": ("knowledge/authoring/gossip.py", "", "Packages of the authoring"),
    "a reader of lists knows the drafts": (
        "knowledge/authoring/reading/gossip.py",
        "from knowledge.authoring.drafts import draft_file",
        "Packages of the authoring",
    ),
    "words know the structure they are in": (
        "knowledge/authoring/words/gossip.py",
        "from knowledge.authoring.structure import marks",
        "Packages of the authoring",
    ),
    "a suite in no package": ("evals/suites/gossip.py", "", "Packages of the suites"),
    "a suite knows another": (
        "evals/suites/stress/gossip.py",
        "from evals.suites.speed import bench",
        "Packages of the suites",
    ),
    "what suites share knows a suite": (
        "evals/suites/agreement/gossip.py",
        "from evals.suites.cases import truth",
        "Packages of the suites",
    ),
    "a lower package knows a higher one": (
        "interviewer/study/gossip.py",
        "from interviewer.web import verdicts",
        "Packages of the interviewer",
    ),
    "the host knows the settings": (
        "interviewer/host/gossip.py",
        "from interviewer import settings",
        "Packages of the interviewer",
    ),
    "the page knows the workers": (
        "interviewer/web/gossip.py",
        "from interviewer.workers import spread",
        "Packages of the interviewer",
    ),
    "a new module of the host": ("interviewer/host/gossip.py", "", "Packages of the host"),
    "the memory knows the processor": (
        "interviewer/host/memory.py",
        "from interviewer.host import cpu",
        "Packages of the host",
    ),
    "a new module of the workers": ("interviewer/workers/gossip.py", "", "Packages of the workers"),
    "what spreads a batch knows Ray": (
        "interviewer/workers/spread.py",
        "from interviewer.workers import ray_workers",
        "Packages of the workers",
    ),
    "a new module of the loading": ("interviewer/loading/gossip.py", "", "Packages of the loading"),
    "what is counted knows the services": (
        "interviewer/loading/tally.py",
        "from interviewer.loading import services",
        "Packages of the loading",
    ),
    "the services know what grades with them": (
        "interviewer/loading/services.py",
        "from interviewer.loading import graders",
        "Packages of the loading",
    ),
    "how far a part is loaded knows its settings": (
        "interviewer/loading/parts.py",
        "from interviewer import settings",
        "How far a part is loaded",
    ),
    "the grading knows what loads it": (
        "interviewer/grading/gossip.py",
        "from interviewer.loading import parts",
        "Packages of the interviewer",
    ),
    "what spreads a batch opens a judge": (
        "interviewer/workers/spread.py",
        "from interviewer import bootstrap",
        "What spreads a batch knows the grading",
    ),
    "the conversation knows the database": (
        "interviewer/conversation/gossip.py",
        "from interviewer.storage.store import Store",
        "Packages of the interviewer",
    ),
    "a module next to the packages of the conversation": (
        "interviewer/conversation/gossip.py",
        "",
        "Packages of the conversation",
    ),
    "a record knows what decides": (
        "interviewer/conversation/state/steps.py",
        "from interviewer.conversation.selection import ability",
        "Packages of the conversation",
    ),
    "understanding speaks": (
        "interviewer/conversation/understanding/gossip.py",
        "from interviewer.conversation.phrases import notices",
        "Packages of the conversation",
    ),
    "talk picks a follow-up": (
        "interviewer/conversation/talk/gossip.py",
        "from interviewer.conversation.probing import probing",
        "Packages of the conversation",
    ),
    "talk knows the grade": (
        "interviewer/conversation/talk/gossip.py",
        "from interviewer.conversation.debrief import reasons",
        "Packages of the conversation",
    ),
    "the machine has a model word something": (
        "interviewer/conversation/machine/gossip.py",
        "from interviewer.conversation.wording import voice",
        "Packages of the conversation",
    ),
    "a model's words take the next step": (
        "interviewer/conversation/wording/gossip.py",
        "from interviewer.conversation.machine import asking",
        "Packages of the conversation",
    ),
    "the machine stores": (
        "interviewer/conversation/machine/machine.py",
        "from interviewer.conversation.conducting import conductor",
        "Packages of the conversation",
    ),
    "the machine asks a model": (
        "interviewer/conversation/machine/gossip.py",
        "from interviewer.llm.endpoint import chat",
        "What decides in an interview",
    ),
    "a rule loads a prompt": (
        "interviewer/conversation/probing/gossip.py",
        "from prompts import load_prompt",
        "What decides in an interview",
    ),
    "the judge knows the grader": (
        "interviewer/grading/local/gossip.py",
        "from interviewer.grading import grader",
        "Packages of the grading",
    ),
    "the grading knows how judges are trained": (
        "interviewer/grading/local/gossip.py",
        "from interviewer.grading.training import fine_tune",
        "Packages of the grading",
    ),
    "a new form": ("interviewer/grading/forms/gossip.py", "", "Packages of the forms"),
    "a kind of answer knows another": (
        "interviewer/grading/forms/trees/gossip.py",
        "from interviewer.grading.forms.rankings import said_rankings",
        "Packages of the forms",
    ),
    "the sandbox knows what is tested in it": (
        "interviewer/grading/forms/sandbox/gossip.py",
        "from interviewer.grading.forms.code import report",
        "Packages of the forms",
    ),
    "the hidden tests of one task know another": (
        "interviewer/grading/forms/code/code_tests/dropout/gossip.py",
        "from interviewer.grading.forms.code.code_tests.network import reference",
        "Packages of the hidden tests",
    ),
    "what forms share knows a form": (
        "interviewer/grading/forms/fences.py",
        "from interviewer.grading.forms.maths import numerals",
        "Packages of the forms",
    ),
    "a form asks the judge": (
        "interviewer/grading/forms/gossip.py",
        "from interviewer.grading import judge",
        "Forms of answer",
    ),
    "a form asks a model": (
        "interviewer/grading/forms/gossip.py",
        "from interviewer.llm.endpoint import chat",
        "Forms of answer",
    ),
    "a form is trained": (
        "interviewer/grading/forms/__init__.py",
        "from interviewer.grading.training import row",
        "Forms of answer",
    ),
    "the page trains": (
        "interviewer/web/gossip.py",
        "from interviewer.grading.training import fine_tune",
        "Training is for",
    ),
    "what measures knows how judges are trained": (
        "evals/suites/gossip.py",
        "from interviewer.grading.training import fine_tune",
        "Training is for",
    ),
    "the evals are used from below": (
        "interviewer/study/gossip.py",
        "from evals.labelled import gold",
        "The evals stand above",
    ),
    "the terminal fits the judge past the command": (
        "interviewer/cli/gossip.py",
        "from evals.training import fit",
        "The evals stand above",
    ),
    "the package itself uses the evals": (
        "interviewer/__init__.py",
        "from evals.labelled import gold",
        "The evals stand above",
    ),
    "what measures fits": ("evals/suites/gossip.py", "from evals.training import fit", "Packages of the evals"),
    "what fits measures": ("evals/training/gossip.py", "from evals.suites.cases import truth", "Packages of the evals"),
    "a measure knows the labels": (
        "evals/metrics/gossip.py",
        "from evals.labelled import gold",
        "Packages of the evals",
    ),
    "the evals use the page": (
        "evals/suites/gossip.py",
        "from interviewer.web import verdicts",
        "neither page nor terminal",
    ),
    "the bank knows the interviewer": (
        "knowledge/search/gossip.py",
        "from interviewer import errors",
        "Bank and prompts",
    ),
    "a package loads what is in it": (
        "interviewer/__init__.py",
        "from interviewer.web import verdicts",
        "A package's own file",
    ),
    "a smaller package loads its modules": (
        "interviewer/grading/__init__.py",
        "from interviewer.grading import grader",
        "A package's own file",
    ),
}
"""What is planted where, and the rule that it breaks."""
