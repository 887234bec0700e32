import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.actions.publishing import prepare_catalogue
from courses.models import CoursePage, LessonPage
from lms.people.enums import Role
from tests import factories
from tests.courses.actions.test_publishing import draft_course
from tests.courses.authors import lecturer, person, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    prepare_catalogue()
    return draft_course()


@pytest.fixture
def lesson(course) -> LessonPage:
    return LessonPage.objects.get()


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def used(page) -> list[str]:
    return [template.name for template in page.templates]


def form_of(page, **changes) -> dict:
    fields = {
        "title": page.title,
        "slug": page.slug,
        "minutes": "5",
        "summary": "",
        "comments": inline_formset([]),
    }
    body = streamfield([("text", rich_text("<p>Isi</p>", features=["bold"]))])
    return nested_form_data(fields | {"body": body}) | changes


HEADING = {"body-0-value-text": "Bagian", "body-0-value-level": "2"}

WHO = {
    "owner": (lambda course: lecturer(course), 200, 200),
    "another lecturer": (lambda course: lecturer(), 302, 404),
    "reviewer": (lambda course: reviewer(), 200, 200),
}


@pytest.mark.parametrize(("make", "editor", "explorer"), WHO.values(), ids=WHO)
def test_who_gets_at_a_course(course, lesson, make, editor, explorer):
    client = signed_in(make(course))

    assert client.get(edit(course)).status_code == editor
    assert client.get(edit(lesson)).status_code == editor
    assert client.get(reverse("wagtailadmin_explore", args=[course.pk])).status_code == explorer


@pytest.mark.parametrize("role", [Role.HR, Role.OPD_HEAD, Role.OPERATOR])
def test_other_roles_do_not_get_in(course, role):
    assert signed_in(person(role)).get(edit(course)).status_code == 403


def test_a_lecturer_sees_own_courses_only(course):
    own = factories.course()
    client = signed_in(lecturer(own))

    page = client.get(reverse("wagtailadmin_explore", args=[own.get_parent().pk]))

    assert [row.pk for row in page.context["object_list"]] == [own.pk]


def test_a_lecturer_does_not_edit_the_shelf(course):
    client = signed_in(lecturer(course))

    assert client.get(edit(course.get_parent())).status_code == 302


def test_a_lecturer_can_not_publish(course, lesson):
    client = signed_in(lecturer(course))

    client.post(edit(lesson), form_of(lesson, **{"action-publish": "1"}))

    assert LessonPage.objects.get().live is False


def test_a_reviewer_publishes(course, lesson):
    client = signed_in(reviewer())

    client.post(edit(lesson), form_of(lesson, **{"action-publish": "1"}))

    assert LessonPage.objects.get().live is True


def test_a_lecturer_sends_a_lesson_to_review(course, lesson):
    client = signed_in(lecturer(course))

    client.post(edit(lesson), form_of(lesson, **{"action-submit": "1"}))

    assert LessonPage.objects.get().current_workflow_state.status == "in_progress"


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_lesson_without_text_is_refused(course, lesson, action):
    client = signed_in(reviewer())

    page = client.post(edit(lesson), form_of(lesson, **{action: "1", "body-0-type": "heading"} | HEADING))

    assert "Materi ini belum berisi teks" in page.content.decode()
    assert (LessonPage.objects.get().live, LessonPage.objects.get().current_workflow_state) == (False, None)


def test_a_draft_without_text_is_kept(course, lesson):
    client = signed_in(lecturer(course))

    client.post(edit(lesson), form_of(lesson, **{"body-count": "0", "title": "Nanti"}))

    assert LessonPage.objects.get().draft_title == "Nanti"


def test_publishing_many_at_once_is_refused_when_one_is_not_ready(course, lesson):
    lesson.body = []
    lesson.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    signed_in(reviewer()).post(f"{address}?id={lesson.pk}", {"include_descendants": ""})

    assert LessonPage.objects.get().live is False


def test_a_copy_gets_a_lasting_name_of_its_own(course):
    copy = course.copy(recursive=True, update_attrs={"slug": "salinan", "title": "Salinan"})

    names = {copy.folder_slug, copy.get_latest_revision_as_object().folder_slug}

    assert names == {f"{course.folder_slug}-2"}


def test_a_copied_course_can_be_published(course):
    copy = course.copy(recursive=True, update_attrs={"slug": "salinan", "title": "Salinan"})

    copy.get_latest_revision().publish()

    assert CoursePage.objects.get(slug="salinan").live is True


def test_a_lecturer_previews_a_lesson_as_a_learner_sees_it(course, lesson):
    client = signed_in(lecturer(course))

    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))

    assert (page.status_code, "courses/lesson.html" in used(page)) == (200, True)


def test_a_lecturer_previews_the_course(course):
    client = signed_in(lecturer(course))

    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[course.pk]))

    assert (page.status_code, "courses/course.html" in used(page)) == (200, True)


def test_others_get_no_preview(course, lesson):
    page = signed_in(lecturer()).get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))

    assert page.status_code == 302


def test_the_menu_leads_to_the_import_and_hides_the_rest(course):
    page = signed_in(lecturer(course)).get(reverse("wagtailadmin_home")).content.decode()

    assert [
        name in page for name in ('"name": "course_imports"', '"name": "settings"', '"name": "reports"')
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/users/1/", "/admin/groups/1/"])
def test_people_are_not_kept_in_wagtail(address):
    client = signed_in(factories.user(is_superuser=True))

    assert client.get(address)["Location"] == "/"


def test_the_account_page_is_our_own(course):
    assert signed_in(reviewer()).get("/admin/account/")["Location"] == reverse("profile")


def test_pictures_and_files_can_be_chosen_by_lecturers(course):
    client = signed_in(lecturer(course))

    names = ("wagtailimages_chooser:choose", "wagtaildocs_chooser:choose", "wagtailimages:add")

    assert [client.get(reverse(name)).status_code for name in names] == [200, 200, 200]
