"""The buttons beside the steps of a path: up, away, another course; and who may press them."""

import pytest

from courses.models import LearningPath, PathStep
from lms.audit.models import Event
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def client(city):
    person = factories.user()
    factories.grant(person, Role.HR, city)
    return signed_in(person)


@pytest.fixture
def path():
    path = factories.path()
    for title in ("Dasar", "Lanjut", "Mahir"):
        factories.step(path, course=factories.course(title=title))
    return path


def order(path) -> list[str]:
    return list(path.steps.order_by("order").values_list("course__title", flat=True))


def numbers(path) -> list[int]:
    return list(path.steps.order_by("order").values_list("order", flat=True))


def step(path, title) -> PathStep:
    return path.steps.get(course__title=title)


def press(client, path, title, button):
    return client.post(f"/langkah/{step(path, title).pk}/{button}/", follow=True)


def words(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(
    ("pressed", "found"),
    [
        ([], ["Dasar", "Lanjut", "Mahir"]),
        (["Dasar"], ["Dasar", "Lanjut", "Mahir"]),
        (["Lanjut"], ["Lanjut", "Dasar", "Mahir"]),
        (["Mahir", "Mahir"], ["Mahir", "Dasar", "Lanjut"]),
        (["Lanjut", "Dasar"], ["Dasar", "Lanjut", "Mahir"]),
        (["Mahir", "Lanjut", "Mahir"], ["Dasar", "Mahir", "Lanjut"]),
    ],
)
def test_a_step_goes_up_by_one_each_time(client, path, pressed, found):
    for title in pressed:
        press(client, path, title, "naik")

    assert (order(path), numbers(path)) == (found, [1, 2, 3])


@pytest.mark.parametrize("title", ["Dasar", "Lanjut", "Mahir"])
def test_a_step_that_goes_away_leaves_no_hole(client, path, title):
    answer = press(client, path, title, "hapus")

    assert (words(answer), numbers(path), title in order(path)) == (["Langkah dihapus."], [1, 2], False)


def test_a_step_with_a_duty_says_why_it_stays(client, path, city):
    factories.mandate(course=step(path, "Lanjut").course, step=step(path, "Lanjut"), unit=city)

    answer = press(client, path, "Lanjut", "hapus")

    assert words(answer) == ["Langkah ini sudah ditugaskan, jadi tidak dapat dihapus."]
    assert numbers(path) == [1, 2, 3]


def test_a_path_that_has_lost_its_last_step_is_shown_to_nobody(client, path):
    for title in ("Dasar", "Lanjut", "Mahir"):
        press(client, path, title, "hapus")

    assert LearningPath.objects.get().is_open is False
    assert signed_in(factories.user()).get(path.get_absolute_url()).status_code == 404


def test_the_page_of_a_step_comes_filled_in_with_what_it_is(client, path):
    one = step(path, "Lanjut")
    other = factories.course(title="Pengganti")
    one.alternatives.set([other])

    form = client.get(f"/langkah/{one.pk}/").context["form"]

    assert form.initial == {"course": one.course_id, "alternatives": [other.pk]}


@pytest.mark.parametrize(
    ("course", "alternatives", "status"),
    [
        ("Baru", ["Lain"], 302),
        ("Lanjut", ["Lanjut"], 302),
        ("Dasar", [], 422),
        ("", [], 422),
        ("Draf", [], 422),
    ],
)
def test_a_step_takes_another_course_that_is_out_and_not_on_the_path_yet(
    client, path, course, alternatives, status
):
    for title in ("Baru", "Lain"):
        factories.course(title=title)
    factories.course(title="Draf", live=False)
    one = step(path, "Lanjut")
    pks = dict(type(one.course).objects.values_list("title", "pk"))
    sent = {"course": pks.get(course, ""), "alternatives": [pks[title] for title in alternatives]}

    answer = client.post(f"/langkah/{one.pk}/", sent)

    one = PathStep.objects.get(pk=one.pk)
    kept = (course, alternatives) if status == 302 else ("Lanjut", [])
    assert answer.status_code == status
    assert (one.course.title, [page.title for page in one.courses[1:]]) == (
        kept[0],
        [title for title in kept[1] if title != kept[0]],
    )


def test_each_act_is_in_the_audit_trail(client, path):
    press(client, path, "Mahir", "naik")
    press(client, path, "Dasar", "hapus")

    acts = Event.objects.filter(act__endswith="path_step").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["courses.move_path_step", "courses.drop_path_step"]


@pytest.mark.parametrize("button", ["naik/", "hapus/", ""])
def test_who_keeps_a_part_of_the_city_may_not_press_them(city, path, button):
    person = factories.user()
    factories.grant(person, Role.HR, factories.unit(parent=city))

    codes = [
        signed_in(someone).post(f"/langkah/{step(path, 'Mahir').pk}/{button}").status_code
        for someone in (person, factories.user())
    ]

    assert (codes, order(path)) == ([403, 403], ["Dasar", "Lanjut", "Mahir"])
