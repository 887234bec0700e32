"""Question banks for their writers."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from assessments.actions.categories import below
from assessments.actions.questions import digest
from assessments.enums import BankRight
from assessments.models import Category, HeldQuestions, Question, QuestionBank
from assessments.queries.scope import banks_for, may
from lms.people.models import User


def banks_of(user: User, right: BankRight = BankRight.USE) -> "QuerySet[QuestionBank]":
    """Banks to which the person has a right, with the number of questions in use."""
    used = Q(questions__retired_at=None, questions__current__isnull=False)
    rows = banks_for(user, right).select_related("course")
    return rows.annotate(count=Count("questions", filter=used)).order_by("course__title", "name", "pk")


def questions_of(user: User, right: BankRight = BankRight.USE) -> "QuerySet[Question]":
    rows = Question.objects.filter(bank__in=banks_for(user, right))
    return rows.select_related("bank__course", "current", "category")


def bank_for(user: User, pk: int, right: BankRight) -> QuestionBank:
    """404 where the person has no right to the bank at all, 403 where theirs is not enough."""
    bank = get_object_or_404(banks_of(user), pk=pk)
    if not may(user, right, bank):
        raise PermissionDenied
    return bank


def question_for(user: User, pk: int, right: BankRight) -> Question:
    """As ``bank_for``."""
    question = get_object_or_404(questions_of(user), pk=pk)
    if not may(user, right, question.bank):
        raise PermissionDenied
    return question


@dataclass(frozen=True)
class Chosen:
    """What a bank is filtered by; ``category`` takes in those below it, ``-`` what has none."""

    words: str = ""
    kind: str = ""
    category: str = ""
    tag: str = ""
    level: int | None = None
    bloom: str = ""
    retired: bool = False

    @property
    def anything(self) -> bool:
        return self != Chosen()


NO_CATEGORY = "-"


def filtered(bank: QuestionBank, chosen: Chosen) -> "QuerySet[Question]":
    """Questions of a bank with their number of versions."""
    rows = Question.objects.filter(bank=bank, retired_at__isnull=not chosen.retired)
    exact = {"tag": chosen.tag, "level": chosen.level, "bloom": chosen.bloom, "current__kind": chosen.kind}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.category == NO_CATEGORY:
        rows = rows.filter(category=None)
    elif chosen.category:
        rows = rows.filter(category__in=below(bank, chosen.category))
    if chosen.words:
        rows = rows.filter(Q(name__icontains=chosen.words) | Q(current__body__stem__icontains=chosen.words))
    rows = rows.select_related("current", "category").annotate(count=Count("versions"))
    return rows.order_by("name", "pk")


@dataclass(frozen=True)
class Branch:
    """A category with how many questions in use stand in it and below it."""

    category: Category
    count: int


def tree_of(bank: QuestionBank) -> list[Branch]:
    """The categories of a bank, each below its parent, in two queries."""
    own = dict(bank.questions.usable().order_by().values_list("category").annotate(Count("pk")))
    rows = sorted(bank.categories.all(), key=lambda row: row.path.split("/"))
    return [
        Branch(
            row,
            sum(own.get(other.pk, 0) for other in rows if f"{other.path}/".startswith(f"{row.path}/")),
        )
        for row in rows
    ]


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
    rows = bank.questions.usable().select_related("current", "category").order_by("name")
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
    path = row.category.path if row.category else ""
    place = (data["tag"], data["level"], data.get("category", ""), data.get("bloom", ""))
    unchanged = same and (row.tag, row.level, path, row.bloom) == place
    return Coming(data["name"], "" if unchanged else "changed", data["body"]["stem"])


def tags_of(bank: QuestionBank) -> list[str]:
    return list(bank.questions.exclude(tag="").order_by("tag").values_list("tag", flat=True).distinct())
