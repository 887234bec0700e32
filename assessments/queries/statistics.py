"""The kept figures of a quiz with the names of its questions: a fixed number of queries, however many attempts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.enums import AttemptChoice
from assessments.findings import INFO, OK, ORDER, Choice, Finding, of_question, of_quiz
from assessments.gift.texts import words_of
from assessments.grading.certainty import Level, finding
from assessments.models import Question, QuestionVersion, QuizPage, QuizStatistics
from assessments.queries.failing import ENOUGH
from assessments.statistics.answers import OTHER
from lms.core.models import Job

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST_SHOWN = ENOUGH  # people with the same free answer, before it is shown


@dataclass(frozen=True)
class Line:
    """One question: its number on this page, the kept ``figures``, what they mean, and its options."""

    number: int
    question: Question
    figures: Mapping[str, Any]
    findings: list[Finding]
    choices: list[Choice]

    @property
    def kind(self) -> str:
        """The gravest of its findings."""
        return min((finding.kind for finding in self.findings), key=ORDER.index, default=INFO)

    @property
    def judged(self) -> bool:
        return self.figures["answers"] >= ENOUGH

    @property
    def stem(self) -> str:
        return words_of(self.question.current.body["stem"]) if self.question.current else ""

    @property
    def free_answers(self) -> list[Mapping[str, Any]]:
        """What many people typed, for questions without options; a rare answer could tell who gave it."""
        if self.choices:
            return []
        known = [row for row in self.figures["options"] if row["key"] != OTHER]
        return [row for row in known if row["count"] >= LEAST_SHOWN][:10]


@dataclass(frozen=True)
class Statistics:
    row: QuizStatistics
    findings: list[Finding]
    lines: list[Line]

    @property
    def payload(self) -> Mapping[str, Any]:
        return self.row.payload

    @property
    def certainty(self) -> list[Level]:
        """Answers of all attempts by how sure people were; nothing where the quiz does not ask."""
        return [Level(*row) for row in self.payload.get("certainty", [])]

    @property
    def sureness(self) -> str:
        return finding(self.certainty)

    @property
    def to_mend(self) -> list[Line]:
        """The gravest first, otherwise as they stand on the page."""
        found = [line for line in self.lines if line.kind not in {INFO, OK}]
        return sorted(found, key=lambda line: ORDER.index(line.kind))

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if line.kind == OK]

    @property
    def unjudged(self) -> int:
        return sum(not line.judged for line in self.lines)


def promise_of(row: QuizStatistics | None) -> Job | None:
    """The job that works on fresh figures, or failed to."""
    job = row.job if row else None
    return job if job and not job.done_at else None


def row_of(quiz: QuizPage, choice: AttemptChoice) -> QuizStatistics | None:
    return QuizStatistics.objects.select_related("job").filter(quiz=quiz, choice=choice).first()


def statistics_of(quiz: QuizPage, row: QuizStatistics) -> Statistics:
    """Three queries at most: questions, their current versions, and the versions that were asked."""
    figures = row.payload["questions"]
    questions = Question.objects.select_related("current", "bank").in_bulk([one["id"] for one in figures])
    versions = QuestionVersion.objects.in_bulk([pk for one in figures for pk, _count in one["versions"]])
    known = [one for one in figures if one["id"] in questions]
    unused = {"low": 0.0, "high": 0.0} if row.payload["thirds"] else {}
    lines = []
    for number, one in enumerate(known, start=1):
        question = questions[one["id"]]
        asked = [(versions[pk], count) for pk, count in one["versions"] if pk in versions]
        choices = choices_of(question.current, asked, one["options"], unused)
        lines.append(Line(number, question, one, of_question(one, choices), choices))
    return Statistics(row, of_quiz(row.payload, quiz.pass_percent), lines)


def choices_of(
    current: QuestionVersion | None,
    asked: list[tuple[QuestionVersion, int]],
    used: list[Mapping[str, Any]],
    unused: Mapping[str, Any],
) -> list[Choice]:
    """The options in the order of the editor; below them, without a letter, those of earlier versions.

    ``unused`` is what is known of an option that nobody chose.
    """
    counts = {row["key"]: row for row in used}
    offered: dict[str, int] = {}
    texts: dict[str, Mapping[str, Any]] = {}
    for version, count in [*asked, *([(current, 0)] if current else [])]:
        for option in version.body.get("options", []):
            offered[option["id"]] = offered.get(option["id"], 0) + count
            texts[option["id"]] = option
    order = [option["id"] for option in (current.body.get("options", []) if current else [])]
    letters = dict(zip(order, LETTERS, strict=False))
    keys = [*order, *(key for key in texts if key not in order)]
    return [_choice(letters.get(key, ""), texts[key], offered[key], counts.get(key, unused)) for key in keys]


def _choice(letter: str, option: Mapping[str, Any], asked: int, used: Mapping[str, Any]) -> Choice:
    facts = {name: value for name, value in used.items() if name != "key"}
    return Choice(
        letter=letter,
        text=words_of(option["text"]),
        right=float(option["weight"]) > 0,
        asked=asked,
        current=bool(letter),
        **facts,
    )
