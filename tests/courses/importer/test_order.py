"""A draft import leaves live pages where they stand until the course is published."""

import pytest

from courses.actions.publishing import prepare_catalogue, publish_course
from courses.importer import parts
from courses.importer.apply import apply_plan
from courses.importer.order import arrange, release_order
from courses.importer.read import make_plan
from courses.models import ActivityProgress, CoursePage, HeldOrder
from courses.queries.outline import outline_of
from tests import factories
from tests.courses.folders import LESSON, TOML, folder

pytestmark = pytest.mark.django_db

HEAD = TOML.partition("[[modules]]")[0]


@pytest.fixture(autouse=True)
def _ground(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(parts, "_parts", {})
    factories.field(slug="jaringan")
    prepare_catalogue()


def toml(**modules):
    tables = [
        f'[[modules]]\nname = "{name}"\ntitle = "{name}"\nlessons = {list(lessons)}\n'
        for name, lessons in modules.items()
    ]
    return HEAD + "\n".join(tables)


def bring(*, publish, **modules):
    """One lesson for each name, in these modules."""
    lessons = {f"lessons__{name}_dot_md": LESSON for names in modules.values() for name in names}
    made = folder(toml=toml(**modules), **lessons)
    plan = make_plan(made, publish=publish)
    assert plan.faults == []
    return apply_plan(plan, made, by=None)


def seen(course):
    """What learners see: the names in their order."""
    course = CoursePage.objects.get(pk=course.pk)
    return [activity.title for activity in outline_of(course).activities]


def places(course):
    """Every page with its module, drafts too."""
    course = CoursePage.objects.get(pk=course.pk)
    return [(module.slug, [page.slug for page in module.get_children()]) for module in course.get_children()]


LIVE = {"a": ["01-satu", "02-dua"]}
BEFORE = [("a", ["satu", "dua"])]
CHANGES = {
    "another order": ({"a": ["02-dua", "01-satu"]}, [("a", ["dua", "satu"])]),
    "a new module first": ({"b": ["01-satu"], "a": ["02-dua"]}, [("b", ["satu"]), ("a", ["dua"])]),
    "everything in a new module": ({"b": ["01-satu", "02-dua"]}, [("b", ["satu", "dua"]), ("a", [])]),
    "a lesson in between": (
        {"a": ["01-satu", "03-tiga", "02-dua"]},
        [("a", ["satu", "tiga", "dua"])],
    ),
}


@pytest.mark.parametrize(("wanted", "after"), CHANGES.values(), ids=CHANGES)
def test_a_draft_leaves_live_lessons_where_they_stand(wanted, after):
    course = bring(publish=True, **LIVE)
    before = seen(course)

    bring(publish=False, **wanted)

    assert (len(before), seen(course)) == (2, before)
    live = [slug for _module, slugs in places(course) for slug in slugs if slug != "tiga"]
    assert live == ["satu", "dua"]


@pytest.mark.parametrize(("wanted", "after"), CHANGES.values(), ids=CHANGES)
def test_publishing_the_course_brings_the_order(wanted, after):
    course = bring(publish=True, **LIVE)
    bring(publish=False, **wanted)

    publish_course(course=CoursePage.objects.get(pk=course.pk), by=None)

    assert (places(course), HeldOrder.objects.count()) == (after, 0)
    assert len(seen(course)) == sum(len(slugs) for _module, slugs in after)


@pytest.mark.parametrize(("wanted", "after"), CHANGES.values(), ids=CHANGES)
def test_a_published_import_is_in_order_at_once(wanted, after):
    course = bring(publish=True, **LIVE)

    bring(publish=True, **wanted)

    assert (places(course), HeldOrder.objects.count()) == (after, 0)


def test_a_course_that_is_not_live_needs_no_waiting():
    course = bring(publish=False, **LIVE)

    bring(publish=False, b=["02-dua", "01-satu"])

    assert (dict(places(course))["b"], HeldOrder.objects.count()) == (["dua", "satu"], 0)


def test_a_second_draft_replaces_the_order_of_the_first():
    course = bring(publish=True, **LIVE)
    bring(publish=False, a=["02-dua", "01-satu"])
    bring(publish=False, **LIVE)

    publish_course(course=CoursePage.objects.get(pk=course.pk), by=None)

    assert places(course) == BEFORE


def test_a_published_import_puts_the_waiting_order_aside():
    course = bring(publish=True, **LIVE)
    bring(publish=False, a=["02-dua", "01-satu"])

    bring(publish=True, **LIVE)

    assert (places(course), HeldOrder.objects.count()) == (BEFORE, 0)


def test_another_courses_order_goes_on_waiting():
    course = bring(publish=True, **LIVE)
    bring(publish=False, a=["02-dua", "01-satu"])

    publish_course(course=factories.course(), by=None)

    assert (places(course), HeldOrder.objects.count()) == (BEFORE, 1)


def test_releasing_where_nothing_waits_changes_nothing():
    course = bring(publish=True, **LIVE)

    release_order(course)

    assert places(course) == BEFORE


def test_names_that_the_course_no_longer_has_are_passed_over():
    course = bring(publish=True, **LIVE)

    arrange(course, [("hilang", ["satu"]), ("a", ["entah", "dua", "satu"])])

    assert places(course) == [("a", ["dua", "satu"])]


def test_progress_stays_with_a_lesson_that_moves():
    course = bring(publish=True, **LIVE)
    enrolment = factories.enrolment(course=course)
    lesson = outline_of(course).activities[0].pk
    ActivityProgress.objects.create(enrolment=enrolment, activity_id=lesson)
    bring(publish=False, b=["01-satu"], a=["02-dua"])

    publish_course(course=CoursePage.objects.get(pk=course.pk), by=None)

    first = outline_of(CoursePage.objects.get(pk=course.pk)).activities[0]
    assert (first.pk, enrolment.progress.get().activity_id) == (lesson, lesson)
