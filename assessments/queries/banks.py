"""Question banks for their writers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from assessments.actions.questions import digest
from assessments.models import HeldQuestions, Question, QuestionBank
from assessments.queries.scope import written_by
from lms.people.models import User


def banks_of(user: User) -> "QuerySet[QuestionBank]":
    used = Q(questions__retired_at=None, questions__current__isnull=False)
    rows = QuestionBank.objects.filter(course__in=written_by(user)).select_related("course")
    return rows.annotate(count=Count("questions", filter=used)).order_by("course__title", "name", "pk")


def questions_of(user: User) -> "QuerySet[Question]":
    rows = Question.objects.filter(bank__course__in=written_by(user))
    return rows.select_related("bank__course", "current")


@dataclass(frozen=True)
class Chosen:
    """What the writer filters a bank by."""

    tag: str
    words: str
    retired: bool


def filtered(bank: QuestionBank, chosen: Chosen) -> "QuerySet[Question]":
    """Questions of a bank by tag and by words in name or text, with their number of versions."""
    rows = Question.objects.filter(bank=bank, retired_at__isnull=not chosen.retired).select_related("current")
    if chosen.tag:
        rows = rows.filter(tag=chosen.tag)
    if chosen.words:
        rows = rows.filter(Q(name__icontains=chosen.words) | Q(current__body__stem__icontains=chosen.words))
    return rows.annotate(count=Count("versions")).order_by("name", "pk")


@dataclass(frozen=True)
class Coming:
    """What publishing the course will do to one question: ``new``, ``changed`` or ``retired``."""

    name: str
    change: str
    stem: str


def held_of(bank: QuestionBank) -> list[Coming]:
    """The difference between the bank and what waits for it; empty where nothing waits."""
    held = HeldQuestions.objects.filter(bank=bank).first()
    if held is None:
        return []
    rows = bank.questions.usable().select_related("current").order_by("name")
    now = {row.name: row for row in rows}
    coming = [_coming(data, now.get(data["name"])) for data in held.questions]
    names = {data["name"] for data in held.questions}
    gone = [
        Coming(row.name, "retired", row.current.body["stem"])
        for row in rows
        if row.name not in names and row.current
    ]
    return [*(row for row in coming if row.change), *gone]


def _coming(data: dict[str, Any], row: Question | None) -> Coming:
    if row is None or row.current is None:
        return Coming(data["name"], "new", data["body"]["stem"])
    same = row.current.digest == digest(data["kind"], data["body"])
    unchanged = same and (row.tag, row.level) == (data["tag"], data["level"])
    return Coming(data["name"], "" if unchanged else "changed", data["body"]["stem"])


def tags_of(bank: QuestionBank) -> list[str]:
    return list(bank.questions.exclude(tag="").order_by("tag").values_list("tag", flat=True).distinct())
