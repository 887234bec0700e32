"""What one person is to hold and holds, for the home page and the profile: four queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lms.people.models import User
from lms.skills.models import Evidence, Holding, Requirement, Skill


@dataclass(frozen=True)
class Standing:
    """One skill of one person. ``required`` and ``held`` are levels, 0 for none."""

    skill: Skill
    required: int
    held: int
    evidence: tuple[Evidence, ...]

    @property
    def missing(self) -> int:
        """How many levels short of what the post requires."""
        return max(self.required - self.held, 0)

    @property
    def met(self) -> bool:
        return self.required > 0 and not self.missing

    def valid_evidence(self, on: date | None = None) -> list[Evidence]:
        on = on or timezone.localdate()
        return [row for row in self.evidence if row.is_valid(on)]


def skills_of(user: User) -> list[Standing]:
    """Every skill that the post requires or that there is evidence of, in the order of the framework."""
    required = _required(user)
    evidence = list(Evidence.objects.filter(user=user).select_related("skill__field"))
    skills = {row.skill_id: row.skill for row in evidence} | {row.skill_id: row.skill for row in required}
    held = dict(Holding.objects.filter(user=user).order_by().values_list("skill_id", "level"))
    levels = {row.skill_id: row.level for row in required}
    return [
        Standing(skill, levels.get(skill.pk, 0), held.get(skill.pk, 0), _of(skill, evidence))
        for skill in sorted(skills.values(), key=lambda skill: (skill.field.order, skill.order, skill.code))
    ]


def _required(user: User) -> list[Requirement]:
    posting = user.posting_on()
    if posting is None:
        return []
    rows = Requirement.objects.filter(post_group=posting.position.post_group, digital_role=user.digital_role)
    return list(rows.select_related("skill__field").order_by())


def _of(skill: Skill, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(row for row in evidence if row.skill_id == skill.pk)
