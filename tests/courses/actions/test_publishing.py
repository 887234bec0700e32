import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    WorkflowPage,
    WorkflowTask,
)

from courses.actions.publishing import prepare_catalogue, publish_course
from courses.models import CatalogueIndexPage, CourseImport, CoursePage, LessonPage
from courses.readiness import course_faults, lesson_faults, waits
from lms.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def draft_course(body=None) -> CoursePage:
    """One module, one lesson, nothing published."""
    course = factories.course(live=False)
    module = factories.module(course, live=False)
    lesson = factories.lesson(module, live=False, **({} if body is None else {"body": body}))
    for page in (course, module, lesson):
        page.save_revision(clean=False)
    return CoursePage.objects.get(pk=course.pk)


def counts() -> tuple[int, ...]:
    models = (
        CatalogueIndexPage,
        Group,
        GroupPagePermission,
        GroupCollectionPermission,
        WorkflowTask,
        WorkflowPage,
        Site,
    )
    return tuple(model.objects.count() for model in models)


def test_preparing_twice_changes_nothing():
    prepare_catalogue()
    before = counts()

    prepare_catalogue()

    assert counts() == before


def test_the_site_opens_on_the_catalogue():
    shelf = prepare_catalogue()

    assert Site.objects.get(is_default_site=True).root_page_id == shelf.pk


def test_the_page_that_wagtail_brings_goes():
    Site.objects.all().delete()
    CatalogueIndexPage.objects.all().delete()
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)

    prepare_catalogue()

    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [CatalogueIndexPage]


def test_lecturers_write_and_reviewers_publish():
    shelf = prepare_catalogue()

    rights = {
        name: sorted(
            GroupPagePermission.objects.filter(group__name=name, page=shelf).values_list(
                "permission__codename", flat=True
            )
        )
        for name in ("Pengampu", "Penelaah")
    }

    assert rights["Pengampu"] == ["add_page", "change_page"]
    assert "publish_page" in rights["Penelaah"]


def test_publishing_a_course_publishes_what_is_in_it():
    course = draft_course()

    count = publish_course(course=course, by=None)

    live = Page.objects.filter(path__startswith=course.path).values_list("live", flat=True)
    assert (count, list(live)) == (3, [True, True, True])


def test_publishing_leaves_one_audit_event():
    person = factories.user()

    publish_course(course=draft_course(), by=person)

    assert [(event.actor, event.after["pages"]) for event in Event.objects.filter(act="courses.publish")] == [
        (person, 3)
    ]


def test_a_lesson_without_text_stays_behind():
    course = draft_course(body=[("heading", {"text": "A", "level": "2"})])

    publish_course(course=course, by=None)

    assert LessonPage.objects.get().live is False


def test_what_was_taken_down_stays_down():
    course = draft_course()
    publish_course(course=course, by=None)
    LessonPage.objects.get().unpublish()

    publish_course(course=course, by=None)

    assert LessonPage.objects.get().live is False


def test_an_approval_takes_down_what_the_last_import_no_longer_had():
    course = draft_course()
    publish_course(course=course, by=None)
    lesson = LessonPage.objects.get()
    CourseImport.objects.create(
        file="x.zip",
        file_name="x.zip",
        uploaded_by=factories.user(),
        course=course,
        summary={"vanished": [lesson.pk]},
    )

    publish_course(course=course, by=None)

    assert LessonPage.objects.get().live is False


def test_a_course_whose_hour_has_come_takes_its_lessons_along():
    course = draft_course()
    revision = course.get_latest_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()

    call_command("publish_scheduled", verbosity=0)

    assert [page.live for page in course.get_descendants(inclusive=True)] == [True, True, True]


UNREADY = {
    "no text": ([("heading", {"text": "A", "level": "2"})], ["Materi ini belum berisi teks."]),
    "empty": ([], ["Materi ini belum berisi teks."]),
    "no image": (
        [("text", "<p>a</p>"), ("image", {"image": None, "alt": "", "caption": ""})],
        ["Blok ke-2 (Gambar) belum lengkap."],
    ),
    "no right option": (
        [
            (
                "check",
                {
                    "question": "<p>Apa?</p>",
                    "options": [{"text": f"<p>{n}</p>", "correct": False, "feedback": "x"} for n in "ab"],
                },
            )
        ],
        ["Blok ke-1 (Periksa diri) belum lengkap."],
    ),
}


@pytest.mark.parametrize(("body", "faults"), UNREADY.values(), ids=UNREADY)
def test_why_a_lesson_is_not_ready_is_said_in_words(body, faults):
    lesson = draft_course(body).get_descendants().last().specific

    assert lesson_faults(lesson) == faults


def test_a_course_is_ready_when_its_lessons_are():
    assert course_faults(draft_course()) == []


def test_a_course_without_lessons_is_not_ready():
    course = factories.course()

    assert course_faults(course) == ["Pelatihan ini belum mempunyai materi."]


def test_a_live_page_waits_only_with_a_newer_draft():
    course = draft_course()
    before = waits(course)
    publish_course(course=course, by=None)

    assert (before, waits(CoursePage.objects.get())) == (True, False)
