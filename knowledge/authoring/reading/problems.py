"""Reads collections of problems with their solutions, headed or labelled: "Problem 1. …" and below it "Solution. …"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.answers import Body, dedented, fenced, split_body
from knowledge.authoring.reading.plain_lines import PLAIN_HEADING
from knowledge.authoring.structure.titles import is_contents
from knowledge.authoring.words.asking import ASKS, without_emphasis, worth
from knowledge.authoring.words.levels import difficulty_of, text_without_difficulty
from knowledge.authoring.words.problem_words import ProblemLabel, problem_label, solution_label

_LEAST, _SHARE = 2, 0.6
"""How many problems must have a solution, and which share of them. By hand: documents have a chapter "Problem" each."""


@dataclass(eq=False)
class _Problem:
    """A problem with the lines below its label and those of its solution, and all of them as they are in the text, by number."""

    section: str
    line: int
    label: ProblemLabel
    lines: list[str] = field(default_factory=list)
    solution: list[str] | None = None
    taken: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class _Reader:
    problems: list[_Problem] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    _section: str = ""
    _solving: bool = False  # whether the solutions of several problems are together, below a title of their own
    _open: list[str] | None = None
    _owner: _Problem | None = None  # whose lines are open
    _unsolved: defaultdict[str, list[_Problem]] = field(default_factory=lambda: defaultdict(list))
    _left: int = 0  # how many problems have no solution yet

    def take(self, number: int, line: str, code: bool) -> None:
        """Place one line, from 1."""
        solution = None if code else solution_label(line)
        problem = None if code else problem_label(line)
        heading = None if code else PLAIN_HEADING.match(line.strip())
        if problem and self._is_blank():
            # "Solutions" headed those of all problems, rather than that of the last
            self._await(self.problems[-1])
            self._solving = True
        if problem and self._solving and (again := self._of(problem.number)):
            self._solve(again, problem)
        elif problem:
            self._solving = False
            self.problems.append(_Problem(self._section, number, problem))
            self._await(self.problems[-1])
            self._owner, self._open = self.problems[-1], self.problems[-1].lines
            self._open += [problem.rest] if problem.rest else []
        elif solution and (owner := self._of(solution.number)):
            self._solve(owner, solution)
        elif solution and solution.level and not solution.rest and self._left:
            self._solving, self._open = True, None
        elif solution and self._open is not None:
            self._open.append(line)  # another one of the same problem
        elif heading and not self._is_within(line):
            self._section = "" if is_contents(heading[1]) else heading[1]
            self.headings.append((number, line))
            self._open = None
        elif self._open is not None:
            self._open.append(line)
        elif line.strip():
            self.unplaced.append((number, line.rstrip()))
        if self._open is not None and self._owner and line.strip():
            self._owner.taken.append((number, line.rstrip()))

    def _of(self, number: str) -> _Problem | None:
        """The problem without a solution that has a number; the last one if there is no number."""
        if number and (numbered := self._unsolved[number]):
            return numbered[-1]
        last = self.problems[-1] if self.problems and not self._solving else None
        return last if last and last.solution is None else None

    def _await(self, problem: _Problem) -> None:
        problem.solution = None
        self._unsolved[problem.label.number].append(problem)
        self._left += 1

    def _is_blank(self) -> bool:
        """Whether the last problem has the title of a solution below it and nothing else."""
        last = self.problems[-1].solution if self.problems else None
        return last is not None and not any(line.strip() for line in last)

    def _solve(self, problem: _Problem, label: ProblemLabel) -> None:
        said = " ".join(filter(None, [f"({label.title})" if label.title else "", label.rest]))
        self._solving = self._solving or problem is not self.problems[-1]
        self._unsolved[problem.label.number].remove(problem)
        self._left -= 1
        self._owner = problem
        problem.solution = self._open = [said] if said else []

    def _is_within(self, line: str) -> bool:
        """Whether a heading is within the problem above it: below one that is a heading itself, and deeper."""
        level = self.problems[-1].label.level if self.problems and self._open is not None else 0
        return bool(level) and len(line.lstrip()) - len(line.lstrip().lstrip("#")) > level


def read_problems(text: str) -> QuestionList | None:
    """The problems if most have a solution, right below or under their number further on; None for a list of another kind."""
    lines = text.split("\n")
    inside, reader = fenced(lines), _Reader()
    for n, line in enumerate(lines):
        reader.take(n + 1, line, inside[n])
    made = _parts(reader)
    solved = sum(bool(part.answer) for part in made)
    others = sum(worth(line) >= ASKS for _, line in reader.unplaced)
    if solved < max(_LEAST, _SHARE * len(reader.problems)) or others >= len(made):
        return None
    used = {part.section for part in made}
    passed = [(n, line) for n, line in reader.headings if (m := PLAIN_HEADING.match(line.strip())) and m[1] not in used]
    return QuestionList(tuple(made), tuple(reader.unplaced), tuple(passed), shape="problems with their solutions")


def _parts(reader: _Reader) -> list[ListedPart]:
    made: list[ListedPart] = []
    count: dict[str, int] = {}
    for problem in reader.problems:
        level = difficulty_of(problem.label.title)
        title = "" if level else problem.label.title
        folded = problem.solution is None and any("<details" in line.casefold() for line in problem.lines)
        # elsewhere "(a)" begins a part of the problem, and no answer
        body = split_body("", problem.lines, labelled_only=True) if folded else Body(dedented(problem.lines), "")
        head, more = text_without_difficulty(_without_whole(body.more))
        text = "\n\n".join(filter(None, [title, head]))
        if not text or not any(c.isalnum() for c in text):
            reader.unplaced = sorted([*reader.unplaced, *problem.taken])
            continue
        count[problem.section] = count.get(problem.section, 0) + 1
        made.append(
            ListedPart(
                problem.section,
                number=count[problem.section],
                part=0,
                stem="",
                text=text,
                line=problem.line,
                answer="\n\n".join(filter(None, [body.answer, _without_whole(dedented(problem.solution or []))])),
                difficulty=level or body.difficulty or more,
                original=dedented(problem.lines),
                labelled=True,
            )
        )
    return made


def _without_whole(text: str) -> str:
    """A text of one paragraph without emphasis around the whole of it: converters slant what a problem says."""
    return text if "\n" in text.strip() else without_emphasis(text.strip())
