"""What courses prove."""

from collections import defaultdict
from collections.abc import Mapping

from courses.models import CourseSkill


def taught_by_course() -> Mapping[int, list[tuple[int, int]]]:
    """By course, the skills it proves with their levels, in the order of their ids; one query."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = CourseSkill.objects.order_by("course", "skill").values_list("course_id", "skill_id", "level")
    for course, skill, level in rows:
        found[course].append((skill, level))
    return found
