"""A small city for coverage tests, and short words for what happens in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lms.people.models import Posting, Unit, User
from lms.people.signals import staffing_changed, staffing_changing
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.evidence import record_evidence, withdraw_evidence
from lms.skills.models import CoverageCell, Evidence, Skill
from tests import factories as make

TODAY = timezone.localdate


def cells() -> dict[tuple, tuple]:
    """All cells that are not empty: (unit, skill, level, role) → (staff, met, holders)."""
    names = ("unit_id", "skill_id", "level", "digital_role", "staff", "met", "holders")
    rows = CoverageCell.objects.exclude(staff=0, met=0, holders=0).values_list(*names)
    return {row[:4]: row[4:] for row in rows}


def prove(user: User, skill: Skill, level: int = 2, reference: str = "kursus:1", **facts) -> Evidence:
    defaults = {"source": "course", "obtained_on": TODAY() - timedelta(days=30), "valid_until": None}
    return record_evidence(user=user, skill=skill, level=level, reference=reference, **(defaults | facts))


def withdraw(reference: str = "kursus:1", on: date | None = None) -> int:
    return withdraw_evidence(source="course", reference=reference, by=None, on=on)


@transaction.atomic
def change(user: User, **fields) -> None:
    """Change a person as lms.people does: between its two signals."""
    staffing_changing.send(sender=None, user_ids=[user.pk])
    User.objects.filter(pk=user.pk).update(**fields)
    staffing_changed.send(sender=None, user_ids=[user.pk])


@transaction.atomic
def move(user: User, unit: Unit | None, position=None, on: date | None = None) -> None:
    """End the person's posting, and begin one in ``unit`` unless that is None."""
    on = on or TODAY()
    staffing_changing.send(sender=None, user_ids=[user.pk])
    Posting.objects.filter(user=user, valid_until=None).update(valid_until=on - timedelta(days=1))
    if unit is not None:
        make.posting(user=user, unit=unit, position=position or make.position(), valid_from=on)
    staffing_changed.send(sender=None, user_ids=[user.pk])


@dataclass
class City:
    """One skill, required at level 2 of users in general posts; one such person in one OPD."""

    skill: Skill = field(default_factory=make.skill)
    unit: Unit = field(default_factory=make.unit)
    user: User = field(default_factory=make.user)

    def __post_init__(self) -> None:
        self.requirement = make.requirement(skill=self.skill, level=2)
        self.posting = make.posting(user=self.user, unit=self.unit)
        rebuild_coverage()

    def key(self, level: int, role: str = "pengguna", unit: Unit | None = None) -> tuple:
        return ((unit or self.unit).pk, self.skill.pk, level, role)
