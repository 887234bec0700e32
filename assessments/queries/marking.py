"""Answers that wait for a person's mark, and the page on which one of them is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from assessments.enums import AttemptState, Waits
from assessments.grading.by_hand import rubric_of, settled
from assessments.grading.kinds import BY_HAND
from assessments.models import Attempt, AttemptSlot, HandMark
from assessments.queries.scope import written_by
from assessments.showing import Criterion, Shown, criteria, shown
from assessments.showing.texts import html
from lms.people.models import User

LATELY = 20
AHEAD = 40  # so many of the oldest are shared out among those who mark at the same time


def markable(user: User) -> "QuerySet[AttemptSlot]":
    """Answers that people mark, handed in, in courses whose questions the person may write; never their own."""
    rows = AttemptSlot.objects.filter(
        attempt__enrolment__course__in=written_by(user), version__kind__in=BY_HAND, response__isnull=False
    )
    return rows.exclude(attempt__state=AttemptState.OPEN).exclude(attempt__user=user)


def to_do(user: User) -> "QuerySet[AttemptSlot]":
    """What the person can mark now: a second marker, or one who decides, is somebody else than the first."""
    mine = HandMark.objects.filter(slot=OuterRef("pk"), seq=OuterRef("last_seq"), by=user)
    return markable(user).exclude(waits_for="").filter(~Exists(mine))


@dataclass(frozen=True)
class Pile:
    """Answers to one question of a quiz that the person can mark; ``oldest``: since when the first one waits."""

    quiz: int
    title: str
    course: str
    question: int
    name: str
    first: int
    second: int
    decisions: int
    oldest: datetime

    @property
    def count(self) -> int:
        return self.first + self.second + self.decisions


def piles(user: User) -> Any:
    """The longest wait first; one row a quiz and question, whatever the number of answers."""
    question = F("version__question")
    return (
        to_do(user)
        .order_by()
        .values(
            quiz=F("attempt__quiz"),
            title=F("attempt__quiz__title"),
            course=F("attempt__enrolment__course__title"),
            question=question,
            name=F("version__question__name"),
        )
        .annotate(
            first=Count("pk", filter=Q(waits_for=Waits.MARKER)),
            second=Count("pk", filter=Q(waits_for=Waits.SECOND)),
            decisions=Count("pk", filter=Q(waits_for=Waits.DECISION)),
            oldest=Min("attempt__submitted_at"),
        )
        .order_by("oldest", "quiz", "question")
    )


def next_of(user: User, quiz: int, question: int) -> AttemptSlot | None:
    """The next answer of a pile. Two who mark at the same time begin at different ones, as far as there are enough."""
    rows = to_do(user).filter(attempt__quiz=quiz, version__question=question)
    waiting = list(rows.order_by("attempt__submitted_at", "pk")[:AHEAD])
    return waiting[user.pk % len(waiting)] if waiting else None


def has_pile(user: User, quiz: int, question: int) -> bool:
    """Whether there are answers to the question that the person may mark, or could have."""
    return markable(user).filter(attempt__quiz=quiz, version__question=question).exists()


def waiting_elsewhere(user: User) -> int:
    """How many answers that the person has marked wait for a colleague."""
    mine = HandMark.objects.filter(slot=OuterRef("pk"), seq=OuterRef("last_seq"), by=user)
    return markable(user).exclude(waits_for="").filter(Exists(mine)).count()


def lately(user: User) -> list[HandMark]:
    """The person's last marks, one for each answer, to look at again."""
    rows = HandMark.objects.filter(by=user, slot__in=markable(user)).order_by("-pk")
    found = rows.select_related("slot__version__question", "slot__attempt__quiz")[: LATELY * 2]
    return list({mark.slot_id: mark for mark in found}.values())[:LATELY]


@dataclass(frozen=True)
class MarkingPage:
    """One answer before its marker. ``marks`` are those that the marker may see."""

    slot: AttemptSlot
    attempt: Attempt
    question: Shown
    rubric: Sequence[Mapping[str, str]]
    marks: Sequence[HandMark]
    seen: int
    left: int

    @property
    def blind(self) -> bool:
        return bool(self.attempt.quiz.blind)

    @property
    def code(self) -> str:
        """What stands in place of a name: the same for one attempt, and saying nothing."""
        return f"{self.attempt.pk:04d}"[-4:]

    @property
    def decides(self) -> bool:
        return self.slot.waits_for == Waits.DECISION

    @property
    def done(self) -> bool:
        return not self.slot.waits_for

    @property
    def model(self) -> SafeString:
        return html(self.slot.version.body.get("model", ""))

    @property
    def told(self) -> list["Given"]:
        return [Given(mark, criteria(self.slot.version.body, mark.points)) for mark in self.marks]


@dataclass(frozen=True)
class Given:
    """A mark that was given, criterion by criterion."""

    row: HandMark
    rubric: tuple[Criterion, ...]


def marking_page(user: User, slot: AttemptSlot) -> MarkingPage:
    marks = list(slot.marks.select_related("by").order_by("number"))
    left = to_do(user).filter(attempt__quiz=slot.attempt.quiz_id, version__question=slot.version.question_id)
    question = shown(slot.version.kind, slot.body, slot.option_order, slot.response)
    return MarkingPage(
        slot,
        slot.attempt,
        question,
        rubric_of(slot.version.body),
        [mark for mark in marks if _may_see(user, slot, mark)],
        len(marks),
        left.count(),
    )


def _may_see(user: User, slot: AttemptSlot, mark: HandMark) -> bool:
    """A second marker does not see what the first one gave; who decides, or looks back, sees all."""
    return mark.by_id == user.pk or slot.waits_for in {"", Waits.DECISION}


@dataclass(frozen=True)
class Told:
    """What a learner is told of the marking of one answer: mean points by criterion, and what was written."""

    points: dict[str, Decimal]
    comments: tuple[str, ...]


def told_marks(attempt: Attempt, slots: Sequence[AttemptSlot]) -> dict[int, Told]:
    """By id of the slots that people mark; no query where there are none."""
    bodies = {slot.pk: slot.version.body for slot in slots if slot.version.kind in BY_HAND}
    rows: dict[int, list[HandMark]] = {pk: [] for pk in bodies}
    for mark in HandMark.objects.filter(slot__in=list(bodies)).order_by("number") if bodies else ():
        rows[mark.slot_id].append(mark)
    return {pk: _told(attempt, bodies[pk], marks) for pk, marks in rows.items()}


def _told(attempt: Attempt, body: dict[str, Any], marks: Sequence[HandMark]) -> Told:
    found = settled([mark.given(body) for mark in marks], markers=attempt.markers, gap=attempt.gap)
    counted = [mark for mark in marks if found and mark.number in found.counted]
    if not counted:
        return Told({}, ())
    points = {
        row["id"]: sum((Decimal(mark.points.get(row["id"], "0")) for mark in counted), Decimal(0))
        / len(counted)
        for row in rubric_of(body)
    }
    return Told(points, tuple(mark.comment for mark in counted if mark.comment))
