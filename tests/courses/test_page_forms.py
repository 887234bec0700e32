"""What the form of a course offers and keeps: who may teach it, and the name under which its folder is known."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.actions.publishing import prepare_catalogue
from courses.models import CoursePage
from lms.people.enums import Role
from lms.people.models import Unit, User
from tests import factories
from tests.courses.actions.test_publishing import draft_course
from tests.courses.authors import lecturer, person, reviewer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY, LONG_AGO = TODAY - timedelta(days=1), TODAY - timedelta(days=99)


@pytest.fixture
def shelf():
    return prepare_catalogue()


def form(by: User, course: CoursePage | None = None, **sent):
    """The form as the editor shows it, or as it is sent."""
    kind = CoursePage.get_edit_handler().get_form_class()
    page = course or CoursePage(owner=by)
    fields = {"title": "Awan", "slug": "awan", "folder_slug": "", "summary": "Ringkasan", "level": 1, "jp": 4}
    fields |= {"field": factories.field().pk, "enrolment_policy": "open", "certificate_valid_months": 36}
    fields |= {"needs_lessons": "on", "comments": inline_formset([])}
    fields |= {"skills_taught": inline_formset([]), "description": "null"} | sent
    lists = {name: fields.pop(name, []) for name in ("lecturers", "prerequisites")}
    data = nested_form_data(fields) | lists if sent else None
    return kind(data, instance=page, parent_page=prepare_catalogue(), for_user=by)


def offered(made) -> set[User]:
    return set(made.fields["lecturers"].queryset)


def granted(role: Role, **span) -> User:
    user = factories.user()
    factories.grant(user, role, Unit.objects.first() or factories.city(), **span)
    return user


@pytest.mark.parametrize(
    ("role", "span", "found"),
    [
        (Role.LECTURER, {}, True),
        (Role.REVIEWER, {}, True),
        (Role.LECTURER, {"valid_until": TODAY}, True),
        (Role.LECTURER, {"valid_from": LONG_AGO, "valid_until": YESTERDAY}, False),
        (Role.LECTURER, {"valid_from": TODAY + timedelta(days=1)}, False),
        (Role.HR, {}, False),
        (Role.OPD_HEAD, {}, False),
    ],
)
def test_who_may_write_courses_today_is_offered_as_a_lecturer(shelf, role, span, found):
    user = granted(role, **span)

    assert (user in offered(form(reviewer()))) is found


def test_who_teaches_the_course_already_stays_on_the_list(shelf):
    course = draft_course()
    former = granted(Role.LECTURER, valid_from=LONG_AGO, valid_until=YESTERDAY)
    course.lecturers.add(former)
    course.save()

    assert (former in offered(form(reviewer(), course)), former in offered(form(reviewer()))) == (True, False)


@pytest.mark.parametrize(
    ("make", "teaches"),
    [
        (lambda: lecturer(), True),
        (lambda: reviewer(), False),
        (lambda: factories.user(is_superuser=True), False),
    ],
)
def test_a_lecturer_who_writes_a_course_teaches_it(shelf, make, teaches):
    by, other = make(), lecturer()

    made = form(by, lecturers=[other.pk])

    assert made.is_valid(), made.errors
    assert set(made.cleaned_data["lecturers"]) == ({other, by} if teaches else {other})


@pytest.mark.parametrize(
    ("written", "kept"), [("", "awan"), ("nama-tetap", "nama-tetap"), ("Bukan Nama", None), ("x" * 300, None)]
)
def test_a_new_course_is_known_by_its_slug_unless_another_name_is_given(shelf, written, kept):
    made = form(reviewer(), folder_slug=written)

    assert (made.is_valid(), made.cleaned_data.get("folder_slug")) == (kept is not None, kept)


def test_the_name_of_a_course_is_never_changed_by_the_form(shelf):
    course = draft_course()

    made = form(reviewer(), course, folder_slug="lain", slug=course.slug)

    assert (made.is_valid(), made.cleaned_data["folder_slug"]) == (True, course.folder_slug)


@pytest.mark.parametrize("body", [[], [("heading", {"text": "Bagian", "level": "2"})]])
def test_a_course_with_an_empty_lesson_is_kept_as_a_draft_and_not_published(shelf, body):
    course = draft_course(body)
    by = person(Role.REVIEWER)
    draft, final = (form(by, course, slug=course.slug, title="Awan") for _ in range(2))
    draft.defer_required_fields()

    assert (draft.is_valid(), final.is_valid()) == (True, False)
    assert ["Materi ini belum berisi teks." in fault for fault in final.non_field_errors()][:1] == [True]
