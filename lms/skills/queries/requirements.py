"""What a change of requirements would mean, before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.models import Holding, Requirement, Seat, Skill

Post = tuple[str, str]  # post group, digital role
Levels = Mapping[Post, int]  # 0: nothing is required


@dataclass(frozen=True)
class Effect:
    """One group of posts with one digital role: ``met`` of ``staff`` hold the level, before and after; 0: no level."""

    label: str
    before: int
    after: int
    staff: int
    met_before: int
    met_after: int

    @property
    def more_gaps(self) -> int:
        """Requirements that are not met, more than before; below zero where there are fewer."""
        old = self.staff - self.met_before if self.before else 0
        new = self.staff - self.met_after if self.after else 0
        return new - old


def required_of(skill: Skill) -> dict[Post, int]:
    rows = Requirement.objects.filter(skill=skill).order_by()
    return {
        (group, role): level for group, role, level in rows.values_list("post_group", "digital_role", "level")
    }


def effects(skill: Skill, levels: Levels) -> list[Effect]:
    """Three queries; only what would change."""
    before = required_of(skill)
    changed = {post: level for post, level in levels.items() if before.get(post, 0) != level}
    if not changed:
        return []
    staff = _counted(Seat.objects.order_by().values_list("post_group", "digital_role"))
    seat = ("user__seat__post_group", "user__seat__digital_role", "level")
    rows = Holding.objects.filter(skill=skill).exclude(user__seat=None).order_by().values_list(*seat)
    held = _counted(rows)

    def met(post: tuple[str, str], level: int) -> int:
        return sum(held.get((*post, holds), 0) for holds in range(level, 6)) if level else 0

    return [
        Effect(
            f"{PostGroup(post[0]).label}, {DigitalRole(post[1]).label}",
            before.get(post, 0),
            level,
            staff.get(post, 0),
            met(post, before.get(post, 0)),
            met(post, level),
        )
        for post, level in sorted(changed.items())
    ]


def _counted(rows: QuerySet[Any, Any]) -> dict[tuple[Any, ...], int]:
    return {tuple(key): people for *key, people in rows.annotate(people=Count("pk"))}
