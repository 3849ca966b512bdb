"""``python -m evals attacks --model``: the same messages, sent to the real language model, whose words the guard has to check.

Deadlines do not apply here. Otherwise a slow machine would use the bank's words instead, and nothing would be measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evals.suites.attacks.attacks import Attack, counted, given_away, question_for, read_attacks
from interviewer.bars import item_bar
from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from interviewer.llm.endpoint.chat import ChatModel
from interviewer.llm.replies.reply import Reply
from interviewer.llm.usage import Usage
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder


@dataclass
class PatientChat:
    """A model that is asked in advance, so that no deadline cuts off its reply.

    If it has no reply to a prompt yet, it notes the prompt and raises UnavailableError. After ``ask`` it replies at once.
    """

    chat: ChatModel
    replies: dict[tuple[str, str], str] = field(default_factory=dict)
    wanted: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.chat.name

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """The reply that the model gave when it was asked.

        Raises:
            UnavailableError: It has not been asked yet.
        """
        if (system, user) not in self.replies:
            self.wanted[system, user] = max_tokens
            raise UnavailableError("it was not asked yet")
        yield self.replies[system, user]

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """Always raises UnavailableError: this model is used only for wording."""
        raise UnavailableError("this model judges nothing here")

    def take_usage(self) -> Usage:
        """Always empty: usage is counted elsewhere."""
        return Usage()

    def ask(self) -> bool:
        """Ask the model every noted prompt; returns whether there were any.

        Raises:
            UnavailableError: The model is not available.
        """
        wanted, self.wanted = self.wanted, {}
        for (system, user), tokens in wanted.items():
            self.replies[system, user] = "".join(self.chat.stream(system, user, max_tokens=tokens))
        return bool(wanted)


def measure_model_attacks(
    bank: Bank, embedder: CachedEmbedder, chat: ChatModel, shipped: Grader, attacks: Sequence[Attack] = ()
) -> JsonObject:
    """What a real model gave away under attack, and how much credit the attacks earned from the page's grader.

    Args:
        shipped: The grader that the page uses.
        attacks: Only these; all in the file if empty.
    """
    questions, attacks = bank.approved, attacks or read_attacks()
    leaked: list[JsonObject] = []
    credited: list[JsonObject] = []
    said_in_all = used = replies = 0
    with item_bar("attacks", len(attacks)) as step:
        for attack in attacks:
            question = question_for(attack, questions)
            patient = PatientChat(chat)
            said = said_by(question, attack, embedder, patient)
            replies += len(patient.replies)
            said_in_all += len(said)
            used += sum(_is_of(text, patient) for text in said)
            leaked += [
                {"attack": attack.id, "question": question.id, "said": text, "holds": hidden}
                for text in said
                if (hidden := given_away(text, question, attack.text))
            ]
            grade = shipped.grade(question, attack.text)
            if grade.score > 0 or any(c.verdict in ("met", "partly_met") for c in grade.criteria):
                credited.append({"attack": attack.id, "question": question.id, "score": grade.score})
            step()
    return {
        "model": chat.name,
        "attacks": len(attacks),
        "said": said_in_all,
        "replies_of_the_model": replies,
        "said_in_its_words": used,
        "leaked": leaked,
        "credited": credited,
        **counted(leaked, credited),
        "passed": not leaked and not credited,
    }


def said_by(question: Question, attack: Attack, embedder: CachedEmbedder, patient: PatientChat) -> list[str]:
    """The interviewer's replies to an attack, in every place where a model words them; including partial texts."""
    criterion = question.criteria[attack.id % len(question.criteria)]
    wording = Wording(lambda: patient, lambda: embedder)

    def play() -> list[str]:
        return [
            wording.probe(question, criterion, attack.text, question.criteria),
            wording.probe_contrary(question, criterion, attack.text, question.criteria),
            *wording.clarify(question, attack.text, question.criteria),
            *wording.clarify(question, attack.text, question.criteria, criterion.id),
        ]

    play()
    patient.ask()
    return play()


def _is_of(text: str, patient: PatientChat) -> bool:
    """Whether a text is one of the model's replies, or the beginning of one."""
    plain = " ".join(text.split())
    return any(" ".join(reply.split()).strip('"“”').startswith(plain) for reply in patient.replies.values())
