"""Keep what posts required before it changes, so that a past day is measured by what was required then."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Max

from lms.core.spans import day_after
from lms.skills.models import FormerRequirement, Requirement

Asked = tuple[str, str, int]  # post group, digital role, skill id


def keep_requirements(before: Mapping[Asked, int], *, on: date) -> None:
    """Note the levels (0 for nothing) that held through the day before ``on``; call it before the change.

    Of several changes on one day the first is noted. The first requirements that a skill ever gets hold for its past
    too: nothing was decided before them.
    """
    until = on - timedelta(days=1)
    skills = {skill for *_post, skill in before}
    last = _last(skills)
    begun = {skill for *_post, skill in last} | set(
        Requirement.objects.filter(skill__in=skills).order_by().values_list("skill_id", flat=True)
    )
    FormerRequirement.objects.bulk_create(
        FormerRequirement(
            **dict(zip(("post_group", "digital_role", "skill_id"), key, strict=True)),
            level=level,
            since=day_after(last.get(key)),
            until=until,
        )
        for key, level in sorted(before.items())
        if key[-1] in begun and (key not in last or last[key] < until)
    )


def _last(skills: set[int]) -> dict[Asked, date]:
    """By post and skill, the last day of which something is noted."""
    rows = FormerRequirement.objects.filter(skill__in=skills).order_by()
    noted = rows.values_list("post_group", "digital_role", "skill_id").annotate(last=Max("until"))
    return {(group, role, skill): last for group, role, skill, last in noted}
