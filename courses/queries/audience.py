"""Whom a duty is for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.enums import EnrolmentState, Purpose
from courses.models import CoursePage, Enrolment, Exemption, Mandate
from courses.queries.outline import outline_of
from courses.queries.renewal import taken_back
from courses.queries.taught import taught_by_course
from lms.core.dates import first_day_lasting, first_minute
from lms.people.models import Posting, Unit, User
from lms.people.models.user import below
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence, Holding, Seat, Skill


@dataclass(frozen=True)
class Audience:
    """Active staff posted in a unit or below it, narrowed by whatever else is given.

    ``golongan``: classes such as ``III``; ``skill``: who lacks it, at ``level`` or at what their post requires.
    """

    unit: Unit
    digital_role: str = ""
    post_groups: Collection[str] = ()
    golongan: Collection[str] = ()
    skill: Skill | None = None
    level: int | None = None
    chosen: Collection[int] | None = None

    def people(self) -> QuerySet[User]:
        posted = Posting.objects.current().filter(below([self.unit]))
        if self.post_groups:
            posted = posted.filter(position__post_group__in=self.post_groups)
        people = User.objects.get_queryset().filter(pk__in=posted.values("user"), is_active=True)
        if self.digital_role:
            people = people.filter(digital_role=self.digital_role)
        if self.golongan:
            people = people.filter(self._of_class())
        if self.skill is not None:
            people = people.filter(self._lacking(self.skill))
        return people if self.chosen is None else people.filter(pk__in=self.chosen)

    def _of_class(self) -> Q:
        """``III`` of civil servants is III/a to III/d; of contract staff it is III itself."""
        wanted = Q(golongan__in=list(self.golongan))
        for name in self.golongan:
            wanted |= Q(golongan__startswith=f"{name}/")
        return wanted

    def _lacking(self, skill: Skill) -> Q:
        if self.level is not None:
            held = Holding.objects.filter(user=OuterRef("pk"), skill=skill, level__gte=self.level)
            return Q(~Exists(held))
        enough = Holding.objects.filter(
            user=OuterRef("user"), skill=skill, level__gte=OuterRef("required__level")
        )
        short = Seat.objects.filter(~Exists(enough), user=OuterRef("pk"), required__skill=skill)
        return Q(Exists(short))


def audience_of(mandate: Mandate) -> Audience:
    return Audience(
        unit=mandate.unit,
        digital_role=mandate.digital_role,
        post_groups=mandate.post_groups,
        golongan=mandate.golongan,
        skill=mandate.skill,
        level=mandate.skill_level,
        chosen=mandate.chosen,
    )


def meant_by(mandate: Mandate, on: date | None = None) -> QuerySet[User]:
    """Whom the duty is for on the day: its audience without those who are exempt."""
    exempt = Exemption.objects.current(on).filter(mandate=mandate)
    return audience_of(mandate).people().exclude(pk__in=exempt.values("user"))


def fulfilling(mandate: Mandate, on: date | None = None) -> QuerySet[Enrolment]:
    """Finished courses that do what the duty asks: their proof still holds, and is of the round that runs."""
    today, lasting = on or timezone.localdate(), Q()
    for course in mandate.accepted:
        months = course.certificate_valid_months
        since = {"completed_at__gte": first_minute(first_day_lasting(today, months))} if months else {}
        lasting |= Q(course=course, **since)
    done = Enrolment.objects.filter(lasting, ~taken_back(), state=EnrolmentState.COMPLETED)
    return done.filter(completed_at__gte=mandate.round_from) if mandate.round_from else done


def settled(mandate: Mandate, on: date | None = None) -> Q:
    """Of people: who has done what the duty asks, or is credited with a step of a path."""
    condition = Q(pk__in=fulfilling(mandate, on).values("user"))
    for course in mandate.accepted:
        if outline_of(course).has(Purpose.PLACEMENT):
            condition |= Q(pk__in=_placed(mandate, course, on).values("user"))
    if mandate.step_id and not mandate.is_yearly:
        for levels in _taught(mandate):
            condition |= _holding_all(levels)
    return condition


def placement_reference(course: CoursePage) -> str:
    """How evidence out of a course's placement test begins to name where it comes from."""
    return f"placement:{course.pk}:"


def _placed(mandate: Mandate, course: CoursePage, on: date | None) -> QuerySet[Evidence]:
    """Of those who passed its placement test, and in this round where there are rounds."""
    begins = placement_reference(course)
    rows = Evidence.objects.valid(on).filter(source=EvidenceSource.PLACEMENT, reference__startswith=begins)
    if mandate.round_from:
        rows = rows.filter(obtained_on__gte=timezone.localtime(mandate.round_from).date())
    return rows


def _taught(mandate: Mandate) -> Iterable[Sequence[tuple[int, int]]]:
    taught = taught_by_course(page.pk for page in mandate.accepted)
    return list(taught.values())


def _holding_all(levels: Sequence[tuple[int, int]]) -> Q:
    condition = Q()
    for skill, level in levels:
        condition &= Q(Exists(Holding.objects.filter(user=OuterRef("pk"), skill=skill, level__gte=level)))
    return condition
