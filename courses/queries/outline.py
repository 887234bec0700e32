"""The order of a course: its modules with their lessons and quizzes, in one query."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from wagtail.models import Page

from courses.activities import Kind, kinds
from courses.models import CoursePage, ModulePage
from courses.rules import PassRule


@dataclass(frozen=True)
class Activity:
    pk: int
    title: str
    minutes: int
    kind: Kind
    course_id: int
    number: int

    @property
    def url(self) -> str:
        return reverse(self.kind.url_name, args=[self.course_id, self.pk])


@dataclass
class Module:
    title: str
    activities: list[Activity] = field(default_factory=list)


@dataclass
class Outline:
    modules: list[Module]
    rule: PassRule

    @property
    def activities(self) -> list[Activity]:
        return [activity for module in self.modules for activity in module.activities]

    @property
    def required(self) -> list[Activity]:
        return [activity for activity in self.activities if self.rule.counts(activity.kind.name)]

    @property
    def minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities)

    def after(self, pk: int) -> Activity | None:
        """The activity that follows ``pk`` in the order of the course."""
        activities = self.activities
        position = next((index for index, item in enumerate(activities) if item.pk == pk), len(activities))
        return activities[position + 1] if position + 1 < len(activities) else None


def outline_of(course: CoursePage) -> Outline:
    """Published modules and activities of a course."""
    by_type = {
        ContentType.objects.get_by_natural_key(*label.split(".")).pk: kind for label, kind in kinds.items()
    }
    module_type = ContentType.objects.get_for_model(ModulePage).pk
    lookups = [F(kind.minutes_lookup) for kind in kinds.values()]
    minutes = Coalesce(*lookups) if len(lookups) > 1 else lookups[0]
    rows = (
        Page.objects.filter(path__startswith=course.path, depth__gt=course.depth, live=True)
        .order_by("path")
        .values_list("pk", "title", "content_type_id", minutes)
    )
    modules: list[Module] = []
    number = 0
    for pk, title, type_id, planned in rows:
        if type_id == module_type:
            modules.append(Module(title))
        elif modules and type_id in by_type:
            number += 1
            modules[-1].activities.append(
                Activity(pk, title, planned or 0, by_type[type_id], course.pk, number)
            )
    rule = PassRule(course.needs_lessons, course.needs_quizzes)
    return Outline([module for module in modules if module.activities], rule)
