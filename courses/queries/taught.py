"""What courses prove."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from courses.models import CourseSkill


def taught_by_course(courses: Iterable[int] | None = None) -> Mapping[int, list[tuple[int, int]]]:
    """By course, of all or of these, the skills it proves with their levels, in the order of ids; one query."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = CourseSkill.objects.order_by("course", "skill")
    if courses is not None:
        rows = rows.filter(course__in=list(courses))
    for course, skill, level in rows.values_list("course_id", "skill_id", "level"):
        found[course].append((skill, level))
    return found
