"""The framework for reading: three queries for the list, five for one skill."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.models import Field, Requirement, Skill


def framework_fields() -> QuerySet[Field]:
    return Field.objects.prefetch_related(Prefetch("skills", Skill.objects.prefetch_related("tags")))


def skill_page(skill: Skill) -> dict[str, Any]:
    """``required``: by post group, the level for each digital role in the order of ``roles``, 0 for none."""
    rows = Requirement.objects.filter(skill=skill).order_by()
    levels = {(row.post_group, row.digital_role): row.level for row in rows}
    groups = [
        (label, [levels.get((group, role), 0) for role in DigitalRole.values])
        for group, label in PostGroup.choices
    ]
    return {
        "skill": skill,
        "levels": skill.levels.all(),
        "tags": skill.tags.all(),
        "roles": DigitalRole.labels,
        "required": [(label, found) for label, found in groups if any(found)],
    }
