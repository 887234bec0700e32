"""Thirty-six months ahead: who retires, what runs out, what duties will bring. Read at night, person by person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from courses.enums import EnrolmentState, MandateState
from courses.forecasting import Piece, outlook
from courses.models import Enrolment, ForecastBasis, ForecastPoint
from courses.queries.taught import taught_by_course
from courses.rules import rounds_ahead
from lms.core.dates import add_months
from lms.people.posts import retires_on
from lms.skills.coverage import Standard
from lms.skills.enums import EvidenceRule
from lms.skills.models import Evidence, Seat, Skill
from lms.skills.quarters import future_quarter_ends
from lms.skills.querysets import CHUNK, opd_of_units, seats_in_turn, standard_of

QUARTERS = 12
VALID_MONTHS = "course__certificate_valid_months"
Awaited = tuple[int, int, date, int | None]  # user id, course id, the day it is due, months its proof lasts
Pieces = Mapping[int, Mapping[int, list[Piece]]]  # user id → skill id → pieces
Counts = list[list[int]]  # for each day: staff, met, awaited


@dataclass
class Reckoning:
    """What is added up while people are walked through."""

    days: list[date]
    standard: Standard
    opds: dict[int, int]
    fields: dict[int, int]
    latest: set[int]
    sums: dict[tuple[int, int], Counts] = field(default_factory=dict)
    retiring: int = 0

    def add(self, seat: Seat, pieces: Mapping[int, list[Piece]], leaves: date | None) -> None:
        self.retiring += leaves is not None and leaves < self.days[-1]
        for skill, needs in self.standard.get((seat.post_group, seat.digital_role), {}).items():
            seen = outlook(pieces.get(skill, []), needs, self.days, skill in self.latest)
            key = (self.opds[seat.unit_id], self.fields[skill])
            counts = self.sums.setdefault(key, [[0, 0, 0] for _day in self.days])
            for count, day, surely, hopefully in zip(
                counts, self.days, seen.surely, seen.hopefully, strict=True
            ):
                if leaves is None or leaves >= day:
                    count[0] += 1
                    count[1] += surely
                    count[2] += hopefully and not surely


def forecast(on: date | None = None) -> int:
    """Make the points of the next twelve quarter ends anew; returns how many. Reads outside of a transaction."""
    today = on or timezone.localdate()
    reckoning = _reckoning(future_quarter_ends(today, QUARTERS))
    for seats in seats_in_turn(Seat.objects.select_related("user")):
        people = [seat.user_id for seat in seats]
        pieces = _pieces(people, today, reckoning.days[-1])
        for seat in seats:
            leaves = retires_on(seat.user.nip, seat.post_group)
            reckoning.add(seat, pieces.get(seat.user_id, {}), leaves)
    return _write(reckoning, today)


def _reckoning(days: list[date]) -> Reckoning:
    return Reckoning(
        days=days,
        standard=standard_of(),
        opds=opd_of_units(),
        fields=dict(Skill.objects.order_by().values_list("pk", "field_id")),
        latest=set(
            Skill.objects.filter(evidence_rule=EvidenceRule.LATEST).order_by().values_list("pk", flat=True)
        ),
    )


def _pieces(people: Sequence[int], today: date, until: date) -> Pieces:
    found: dict[int, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    lasting = Q(valid_until=None) | Q(valid_until__gte=today)
    rows = Evidence.objects.filter(lasting, user__in=people, withdrawn_at=None).order_by()
    for user, skill, level, begins, ends in rows.values_list(
        "user_id", "skill_id", "level", "obtained_on", "valid_until"
    ):
        found[user][skill].append(Piece(level, begins, ends))
    taught = taught_by_course()
    for user, course, day, months in chain(_duties(people, today), _rounds(people, today, until)):
        for skill, level in taught.get(course, ()):
            ends = add_months(day, months) if months else None
            found[user][skill].append(Piece(level, day, ends, awaited=True))
    return found


def running_duties() -> Any:
    """Open enrolments that somebody has been given until a day."""
    return Enrolment.objects.open().exclude(mandate=None).exclude(due_at=None)


def _duties(people: Sequence[int], today: date) -> Iterator[Awaited]:
    rows = running_duties().filter(user__in=people).order_by()
    for user, course, due, months in rows.values_list("user_id", "course_id", "due_at", VALID_MONTHS):
        yield user, course, max(timezone.localtime(due).date(), today), months


def _rounds(people: Sequence[int], today: date, until: date) -> Iterator[Awaited]:
    """Rounds of yearly duties that have not opened yet, for everyone whose duty it is today."""
    rows = Enrolment.objects.kept().filter(
        user__in=people, mandate__state=MandateState.ACTIVE, mandate__round_from__isnull=False
    )
    found = rows.order_by().values_list("user_id", "course_id", "mandate__due_at", VALID_MONTHS)
    for user, course, due, months in found.distinct():
        for day in rounds_ahead(timezone.localtime(due).date(), today, until):
            yield user, course, day, months


@transaction.atomic
def _write(reckoning: Reckoning, today: date) -> int:
    points = [
        ForecastPoint(unit_id=opd, field_id=pk, on=day, staff=staff, met=met, awaited=awaited)
        for (opd, pk), counts in sorted(reckoning.sums.items())
        for day, (staff, met, awaited) in zip(reckoning.days, counts, strict=True)
    ]
    ForecastPoint.objects.all().delete()
    ForecastPoint.objects.bulk_create(points, batch_size=CHUNK)
    ForecastBasis.objects.all().delete()
    _basis(reckoning, today).save()
    return len(points)


def _basis(reckoning: Reckoning, today: date) -> ForecastBasis:
    """How duties of the past year were kept, and how much of what is known lies ahead."""
    year = Enrolment.objects.exclude(mandate=None).filter(
        due_at__date__gte=today - timedelta(days=365), due_at__date__lt=today
    )
    kept = year.filter(state=EnrolmentState.COMPLETED, completed_at__lte=F("due_at"))
    ending = Evidence.objects.filter(
        withdrawn_at=None, valid_until__gte=today, valid_until__lt=reckoning.days[-1]
    )
    return ForecastBasis(
        made_on=today,
        due=year.exclude(state=EnrolmentState.CANCELLED).count(),
        on_time=kept.count(),
        retiring=reckoning.retiring,
        expiring=ending.exclude(user__seat=None).count(),
        duties=running_duties().count(),
    )
