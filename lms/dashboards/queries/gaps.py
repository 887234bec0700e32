"""Who lacks what: pairs of a counted person and a required skill that is not held high enough."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from courses.enums import EnrolmentState
from courses.models import CourseSkill, Enrolment
from lms.dashboards.scope import Filters
from lms.people.models import Posting, User
from lms.skills.models import CoverageSum, Evidence, Holding, Seat, Skill

Pair = tuple[int, int, int]  # user id, skill id, level required
CHUNK = 500


@dataclass(frozen=True)
class OnTheWay:
    """An open enrolment in a course that proves the skill at ``level``."""

    course: str
    level: int
    due_at: datetime | None


@dataclass(frozen=True)
class Gap:
    person: User
    posting: Posting | None
    skill: Skill
    needs: int
    has: int
    last: Evidence | None
    on_the_way: OnTheWay | None


class Gaps:
    """The gaps that filters ask for, as a sequence that a paginator can count and slice.

    The count comes from the cells, so that a list never says another number than the map it was opened from,
    and costs nothing however many there are.
    """

    def __init__(self, filters: Filters, viewer: User) -> None:
        self.filters, self.viewer = filters, viewer

    def count(self) -> int:
        sums = CoverageSum.objects.filter(unit__in=self.filters.units, **self._near("skill"))
        found = sums.aggregate(required=Sum("staff", default=0), met=Sum("met", default=0))
        return found["required"] - found["met"]

    def __getitem__(self, part: slice) -> list[Gap]:
        """Eight queries for however many rows."""
        return _described(list(self._pairs()[part]), self.viewer)

    def __iter__(self) -> Iterator[Gap]:
        """All of them, some hundred at a time; of those that wait only three numbers each are in memory.

        The pairs are read to their end first: SQLite lets nobody write who still reads what was true before
        another's change, and whoever walks along here reports progress.
        """
        numbers = array("q", chain.from_iterable(self._pairs().iterator(chunk_size=CHUNK)))
        for first in range(0, len(numbers), 3 * CHUNK):
            part = numbers[first : first + 3 * CHUNK]
            yield from _described(list(zip(part[::3], part[1::3], part[2::3], strict=True)), self.viewer)

    def _pairs(self) -> QuerySet[Seat, Pair]:
        held = Holding.objects.filter(
            user=OuterRef("user"), skill=OuterRef("required__skill"), level__gte=OuterRef("required__level")
        )
        seats = Seat.objects.filter(
            ~Exists(held), unit__in=self.filters.units, **self._near("required__skill")
        )
        ordered = seats.order_by("user__name", "user_id", "required__skill_id")
        return ordered.values_list("user_id", "required__skill_id", "required__level")

    def _near(self, skill: str) -> dict[str, object]:
        wanted: dict[str, object] = {}
        if self.filters.skill:
            wanted[skill] = self.filters.skill
        elif self.filters.field:
            wanted[f"{skill}__field"] = self.filters.field
        if self.filters.role:
            wanted["digital_role"] = self.filters.role
        return wanted


def _described(pairs: Sequence[Pair], viewer: User) -> list[Gap]:
    """Pairs with everything a row shows; people whom the viewer may not see are left out."""
    people = {user_id for user_id, _, _ in pairs}
    skill_ids = {skill_id for _, skill_id, _ in pairs}
    users = User.objects.visible_to(viewer).in_bulk(people)
    skills = Skill.objects.select_related("field").in_bulk(skill_ids)
    postings = _postings(people)
    near: dict[str, object] = {"user__in": people, "skill__in": skill_ids}
    held = {(row.user_id, row.skill_id): row.level for row in Holding.objects.filter(**near).order_by()}
    last = _last_evidence(near)
    coming = _on_the_way(people, skill_ids)
    return [
        Gap(
            person=users[user_id],
            posting=postings.get(user_id),
            skill=skills[skill_id],
            needs=needs,
            has=held.get((user_id, skill_id), 0),
            last=last.get((user_id, skill_id)),
            on_the_way=coming.get((user_id, skill_id)),
        )
        for user_id, skill_id, needs in pairs
        if user_id in users
    ]


def _postings(people: Iterable[int]) -> dict[int, Posting]:
    rows = Posting.objects.current().filter(user__in=people).select_related("unit__opd", "position")
    found: dict[int, Posting] = {}
    for row in rows:  # the latest first
        found.setdefault(row.user_id, row)
    return found


def _last_evidence(near: Mapping[str, object]) -> dict[tuple[int, int], Evidence]:
    rows = Evidence.objects.filter(withdrawn_at=None, **near).order_by("obtained_on", "pk")
    return {(row.user_id, row.skill_id): row for row in rows}


def _on_the_way(people: Iterable[int], skill_ids: Iterable[int]) -> dict[tuple[int, int], OnTheWay]:
    """Open enrolments in courses that prove one of the skills; of several, the one that is due first."""
    taught: dict[int, list[CourseSkill]] = {}
    for row in CourseSkill.objects.filter(skill__in=skill_ids).select_related("course"):
        taught.setdefault(row.course_id, []).append(row)
    active = Enrolment.objects.filter(user__in=people, course__in=list(taught), state=EnrolmentState.ACTIVE)
    latest_first = active.order_by(F("due_at").desc(nulls_first=True), "-pk")
    return {
        (enrolment.user_id, row.skill_id): OnTheWay(row.course.title, row.level, enrolment.due_at)
        for enrolment in latest_first
        for row in taught[enrolment.course_id]
    }
