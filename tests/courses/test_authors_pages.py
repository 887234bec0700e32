"""What a lecturer gets to know of the courses of others, through every list that Wagtail has."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page
from wagtail.permissions import page_permission_policy

from courses.actions.publishing import prepare_catalogue
from courses.models import LessonPage
from tests import factories
from tests.courses.actions.test_publishing import draft_course
from tests.courses.authors import lecturer, reviewer, signed_in

pytestmark = pytest.mark.django_db
HIDDEN = "Rahasia orang lain"


@pytest.fixture
def own():
    prepare_catalogue()
    return factories.course(title="Milik sendiri")


@pytest.fixture
def foreign(own):
    """A draft of somebody else, whose titles all say so."""
    course = draft_course()
    Page.objects.filter(path__startswith=course.path).update(title=HIDDEN, draft_title=HIDDEN)
    return type(course).objects.get(pk=course.pk)


LISTS = [
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/api/main/pages/",
    "/admin/reports/site-history/",
    "/admin/reports/site-history/results/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/page-types-usage/results/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/aging-pages/",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=rahasia",
    "/admin/pages/search/?q=rahasia",
    "/admin/",
]
ONE_PAGE = ["/admin/api/main/pages/{}/", "/admin/choose-page/{}/", "/admin/pages/{}/move/{}/confirm/"]
ONE_PAGE += [
    f"/admin/pages/{{}}/{act}/" for act in ("", "edit", "copy", "move", "delete", "history", "usage")
]


@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_the_course_of_another(own, foreign, address):
    text = signed_in(lecturer(own)).get(address).content.decode()

    assert HIDDEN not in text


@pytest.mark.parametrize("address", ONE_PAGE)
def test_no_address_of_one_page_names_it(own, foreign, address):
    lesson = LessonPage.objects.get()
    client = signed_in(lecturer(own))

    for pk in (foreign.pk, lesson.pk):
        assert HIDDEN not in client.get(address.format(pk, pk)).content.decode()


@pytest.mark.parametrize(
    "address", ["/admin/pages/search/", "/admin/api/main/pages/", "/admin/choose-page/{}/"]
)
def test_a_reviewer_finds_every_course(foreign, address):
    text = signed_in(reviewer()).get(address.format(foreign.get_parent().pk)).content.decode()

    assert HIDDEN in text


@pytest.mark.parametrize(
    "address", ["/admin/pages/search/", "/admin/api/main/pages/", "/admin/choose-page/{}/"]
)
def test_a_lecturer_finds_the_own_course(own, address):
    text = signed_in(lecturer(own)).get(address.format(own.get_parent().pk)).content.decode()

    assert own.title in text


def test_a_superuser_explores_everything(foreign):
    person = factories.user(is_superuser=True)

    assert foreign.page_ptr in page_permission_policy.explorable_instances(person)


ACTS = [
    ("copy", {"destination_page_id": 0, "slug": "salinan", "recursive": True}),
    ("create_alias", {"destination_page_id": 0, "update_slug": "alias", "recursive": True}),
    ("move", {"destination_page_id": 0}),
    ("delete", {}),
    ("publish", {}),
    ("unpublish", {}),
]


@pytest.mark.parametrize(("act", "data"), ACTS, ids=[act for act, _data in ACTS])
def test_the_api_of_the_editor_acts_on_own_courses_only(own, foreign, act, data):
    data = {**data, "destination_page_id": own.get_parent().pk} if data else data
    before = list(Page.objects.order_by("path").values_list("path", "live"))

    answer = signed_in(lecturer(own)).post(
        f"/admin/api/main/pages/{foreign.pk}/action/{act}/", data, content_type="application/json"
    )

    assert answer.status_code in {403, 404}
    assert list(Page.objects.order_by("path").values_list("path", "live")) == before


@pytest.mark.parametrize("act", ["move", "delete", "publish", "unpublish"])
def test_acts_on_many_pages_leave_those_of_others_alone(own, foreign, act):
    before = list(Page.objects.order_by("path").values_list("path", "live"))

    signed_in(lecturer(own)).post(f"/admin/bulk/wagtailcore/page/{act}/?id={foreign.pk}", {"chooser": own.pk})

    assert list(Page.objects.order_by("path").values_list("path", "live")) == before


@pytest.fixture
def picture(own):
    """Makes a picture of somebody in the library that all lecturers share."""

    def make(by):
        library = Collection.get_first_root_node()
        images = get_image_model().objects
        return images.create(
            title="Denah", file=get_test_image_file(), uploaded_by_user=by, collection=library
        )

    return make


def change(pk):
    return reverse("wagtailimages:edit", args=[pk])


def test_a_picture_is_changed_by_its_lecturer_and_by_reviewers(own, picture):
    author = lecturer(own)
    image = picture(author)

    answers = [signed_in(user).get(change(image.pk)).status_code for user in (author, reviewer())]

    assert answers == [200, 200]


@pytest.mark.parametrize("name", ["wagtailimages:edit", "wagtailimages:delete"])
def test_the_picture_of_another_is_not_changed(own, picture, name):
    image = picture(factories.user())

    answer = signed_in(lecturer(own)).post(reverse(name, args=[image.pk]), {"title": "Ganti"})

    assert (answer.status_code, get_image_model().objects.get().title) == (302, "Denah")


def test_the_addresses_that_were_closed_are_still_wagtails():
    """When one of them moves in Wagtail, the door here closes nothing any more."""
    names = ["wagtailadmin_reports:page_types_usage", "wagtailadmin_choose_page_child"]

    assert [reverse(names[0]), reverse(names[1], args=[7])] == [
        "/admin/reports/page-types-usage/",
        "/admin/choose-page/7/",
    ]
