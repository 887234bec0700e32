"""The order of a course: its modules with their lessons and quizzes, in one query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from courses.activities import Kind, kinds
from courses.enums import Purpose
from courses.models import CoursePage, Edition, ModulePage
from courses.rules import PassRule


@dataclass(frozen=True)
class Activity:
    pk: int
    title: str
    minutes: int
    kind: Kind
    course_id: int
    number: int
    purpose: str = Purpose.TEST

    @property
    def counts(self) -> bool:
        """Whether it is asked for to pass the course, where its kind is."""
        return self.purpose == Purpose.TEST

    @property
    def url(self) -> str:
        return reverse(self.kind.url_name, args=[self.course_id, self.pk])


@dataclass
class Module:
    title: str
    activities: list[Activity] = field(default_factory=list)


@dataclass(eq=False)
class Outline:
    modules: list[Module]
    rule: PassRule

    @cached_property
    def activities(self) -> list[Activity]:
        return [activity for module in self.modules for activity in module.activities]

    @cached_property
    def required(self) -> list[Activity]:
        return [item for item in self.activities if item.counts and self.rule.counts(item.kind.name)]

    def purpose_of(self, pk: int) -> str:
        """Of an activity; one that is not published counts like any other."""
        return next((item.purpose for item in self.activities if item.pk == pk), Purpose.TEST)

    def has(self, purpose: Purpose) -> bool:
        return any(item.purpose == purpose for item in self.activities)

    @property
    def minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities)

    def after(self, pk: int) -> Activity | None:
        """The activity that follows ``pk`` in the order of the course."""
        activities = self.activities
        position = next((index for index, item in enumerate(activities) if item.pk == pk), len(activities))
        return activities[position + 1] if position + 1 < len(activities) else None


KEPT = 2000
Key = tuple[int, str, PassRule]
_kept: dict[Key, Outline] = {}


def outline_of(course: CoursePage) -> Outline:
    """Published modules and activities of a course."""
    return outlines_of([course])[course.pk]


def outlines_of(courses: Iterable[CoursePage]) -> dict[int, Outline]:
    """The outlines of several courses by the courses' ids, in one query all the same.

    An edition's outline is read once by each process; see ``Edition``.
    """
    courses = list(courses)
    tokens = tokens_of(courses)
    keys = {course.pk: (course.pk, tokens.get(course.pk, ""), rule_of(course)) for course in courses}
    unread = [course for course in courses if keys[course.pk] not in _kept]
    rows = list(_rows(unread)) if unread else []
    fresh = {course.pk: _outline(course, rows) for course in unread}
    found = {course.pk: fresh.get(course.pk) or _kept[keys[course.pk]] for course in courses}
    _keep({keys[pk]: outline for pk, outline in fresh.items() if tokens.get(pk)})
    return found


def _keep(outlines: dict[Key, Outline]) -> None:
    if len(_kept) + len(outlines) > KEPT:
        _kept.clear()
    _kept.update(outlines)


def rule_of(course: CoursePage) -> PassRule:
    return PassRule(course.needs_lessons, course.needs_quizzes)


def tokens_of(courses: Iterable[CoursePage]) -> dict[int, str]:
    """Edition tokens by course id, in one query unless they came with the courses; none where nothing is published."""
    courses = list(courses)
    if all("edition" in item._state.fields_cache for item in courses):
        editions = [item._state.fields_cache["edition"] for item in courses]
    else:
        editions = list(Edition.objects.filter(course__in=courses))
    return {edition.course_id: edition.token for edition in editions if edition}


@dataclass(frozen=True)
class Row:
    path: str
    pk: int
    title: str
    type_id: int
    minutes: int | None
    purpose: str | None


def _rows(courses: Iterable[CoursePage]) -> Iterator[Row]:
    within = Q(pk__in=[])
    for course in courses:
        within |= Q(path__startswith=course.path, depth__gt=course.depth)
    lookups = [F(kind.minutes_lookup) for kind in kinds.values()]
    minutes = Coalesce(*lookups) if len(lookups) > 1 else lookups[0]
    pages = Page.objects.filter(within, live=True).order_by("path")
    fields = ("path", "pk", "title", "content_type_id", minutes, _purpose())
    return (Row(*values) for values in pages.values_list(*fields))


def _purpose() -> Any:
    lookups = [F(kind.purpose_lookup) for kind in kinds.values() if kind.purpose_lookup]
    return Coalesce(*lookups, Value("")) if lookups else Value("")


def _outline(course: CoursePage, rows: Iterable[Row]) -> Outline:
    """An activity stands in the module that is its parent: those of an unpublished module are left out."""
    content_type = ContentType.objects.get_by_natural_key
    by_type = {content_type(*label.split(".")).pk: kind for label, kind in kinds.items()}
    module_type = ContentType.objects.get_for_model(ModulePage).pk
    modules: dict[str, Module] = {}
    number = 0
    for row in rows:
        if not row.path.startswith(course.path):
            continue
        parent = modules.get(row.path[: -Page.steplen])
        if row.type_id == module_type:
            modules[row.path] = Module(row.title)
        elif parent and row.type_id in by_type:
            number += 1
            parent.activities.append(_activity(row, by_type[row.type_id], course, number))
    return Outline([module for module in modules.values() if module.activities], rule_of(course))


def _activity(row: Row, kind: Kind, course: CoursePage, number: int) -> Activity:
    purpose = row.purpose or Purpose.TEST
    return Activity(row.pk, row.title, row.minutes or 0, kind, course.pk, number, purpose)
