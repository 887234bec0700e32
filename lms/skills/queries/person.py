"""What one person is to hold and holds, for the home page and the profile: four queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lms.core.prepared import Prepared
from lms.people.models import Posting, User
from lms.skills.enums import EvidenceRule
from lms.skills.models import Evidence, Holding, Requirement, Skill

POST_GROUP = Prepared(
    lambda user, on: (
        Posting.objects.current(on).filter(user=user).values_list("position__post_group", flat=True)[:1]
    )
)
REQUIRED = Prepared(
    lambda group, role: (
        Requirement.objects.filter(post_group=group, digital_role=role)
        .select_related("skill__field")
        .order_by()
    )
)
EVIDENCE = Prepared(lambda user: Evidence.objects.filter(user=user).select_related("skill__field"))
HELD = Prepared(lambda user: Holding.objects.filter(user=user).order_by().values_list("skill_id", "level"))


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

    @property
    def counting(self) -> Evidence | None:
        """The piece of evidence that says the level today: the best or the latest, as the rule of the skill says."""
        latest = self.skill.evidence_rule == EvidenceRule.LATEST
        valid = self.valid_evidence()
        return max(valid, key=lambda row: (not latest and row.level, row.obtained_on, row.pk), default=None)

    def valid_evidence(self, on: date | None = None) -> list[Evidence]:
        on = on or timezone.localdate()
        return [row for row in self.evidence if row.is_valid(on)]


def skills_of(user: User) -> list[Standing]:
    """Every skill that the post requires or that there is evidence of, in the order of the framework."""
    required = _required(user)
    evidence = EVIDENCE(user=user.pk)
    skills = {row.skill_id: row.skill for row in evidence} | {row.skill_id: row.skill for row in required}
    held = dict(HELD(user=user.pk))
    levels = {row.skill_id: row.level for row in required}
    return [
        Standing(skill, levels.get(skill.pk, 0), held.get(skill.pk, 0), _of(skill, evidence))
        for skill in sorted(skills.values(), key=lambda skill: (skill.field.order, skill.order, skill.code))
    ]


def _required(user: User) -> list[Requirement]:
    group = POST_GROUP.one(user=user.pk, on=timezone.localdate())
    return REQUIRED(group=group, role=user.digital_role) if group else []


def _of(skill: Skill, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(row for row in evidence if row.skill_id == skill.pk)


def shown_standings(user: User) -> dict[str, object]:
    """What both a person's own page and the page of those in charge of them show."""
    standings = skills_of(user)
    return {
        "standings": standings,
        "required": sum(one.required > 0 for one in standings),
        "met": sum(one.met for one in standings),
        "today": timezone.localdate(),
    }
