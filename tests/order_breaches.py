"""Modules that break a rule between trees, or the order inside of a package; each is planted by ``tests/test_architecture.py``."""

from __future__ import annotations

ORDER_BREACHES = {
    "a prompt reads the bank": (
        "prompts/gossip.py",
        "from knowledge import loader",
        "Trees: each knows",
    ),
    "the checks are used by what they check": ("evals/metrics/gossip.py", "import checks.weights", "Trees: each knows"),
    "the machine judges": (
        "interviewer/conversation/machine/gossip.py",
        "from interviewer.grading.local import judge",
        "What decides in an interview",
    ),
    "the machine has a model judge": (
        "interviewer/conversation/machine/gossip.py",
        "from interviewer.grading import llm_judge",
        "What decides in an interview",
    ),
    "talk picks the judge": (
        "interviewer/conversation/talk/gossip.py",
        "from interviewer.loading import judges",
        "What decides in an interview",
    ),
    "a tab knows the page it is on": (
        "interviewer/web/progress/gossip.py",
        "from interviewer.web import page",
        "No cycles",
    ),
    "a new module of the language models": ("interviewer/llm/gossip.py", "", "Packages of the language models"),
    "a model's client knows the chat that uses it": (
        "interviewer/llm/wire/client.py",
        "from interviewer.llm.endpoint import chat",
        "Packages of the language models",
    ),
    "an endpoint knows the embedded model": (
        "interviewer/llm/endpoint/gossip.py",
        "from interviewer.llm.embedded import embedded",
        "Packages of the language models",
    ),
    "what reads a reply knows how it was sent": (
        "interviewer/llm/replies/reply.py",
        "from interviewer.llm.wire import events",
        "Packages of the language models",
    ),
    "a way to ask knows the chat that asks": (
        "interviewer/llm/endpoint/ways.py",
        "from interviewer.llm.endpoint import chat",
        "No cycles",
    ),
    "today's plan knows the drill": ("interviewer/study/today.py", "from interviewer.study import drill", "No cycles"),
    "a remark knows the report": ("interviewer/report/remarks.py", "from interviewer.report import build", "No cycles"),
    "the database knows what is stored": (
        "interviewer/storage/database.py",
        "from interviewer.storage import interviews",
        "No cycles",
    ),
    "a command knows the terminal": ("interviewer/cli/judge.py", "from interviewer.cli import main", "No cycles"),
    "the index knows the search": (
        "knowledge/search/index.py",
        "from knowledge.search import retriever",
        "No cycles",
    ),
    "what reads a list knows the import": (
        "knowledge/authoring/question_list.py",
        "from knowledge.authoring import importer",
        "No cycles",
    ),
    "a migration uses today's store": (
        "interviewer/storage/migrations/versions/gossip.py",
        "from interviewer.storage.store import Store",
        "Migrations know",
    ),
    "a migration uses today's tables": (
        "interviewer/storage/migrations/versions/gossip.py",
        "from interviewer.storage.tables import Base",
        "Migrations know",
    ),
    "a migration reads the bank": (
        "interviewer/storage/migrations/versions/gossip.py",
        "from knowledge import loader",
        "Migrations know",
    ),
}
"""What is planted where, and the rule that it breaks."""
