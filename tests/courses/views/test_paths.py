import pytest
from django.utils import timezone

from courses.models import Enrolment, LearningPath, Mandate, PathFollower
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def hr(city):
    person = factories.user()
    factories.grant(person, Role.HR, city)
    return person


@pytest.fixture
def client(hr):
    return signed_in(hr)


@pytest.fixture
def path():
    path = factories.path(title="Pengelola jaringan")
    for title in ("Dasar", "Lanjut"):
        factories.step(path, course=_course(title))
    return path


def _course(title):
    course = factories.course(title=title)
    factories.lesson(factories.module(course))
    return course


def test_a_path_is_put_together_step_by_step(client):
    first, second = _course("Dasar"), _course("Lanjut")
    client.post("/jalur/baru/", {"title": "Jalur awan", "summary": "Dari awal."})
    path = LearningPath.objects.get()
    client.post(f"/jalur/{path.pk}/langkah/", {"course": first.pk})
    client.post(f"/jalur/{path.pk}/langkah/", {"course": second.pk, "alternatives": [first.pk]})

    answer = client.post(
        f"/jalur/{path.pk}/ubah/", {"title": "Jalur awan", "summary": "Ya.", "is_open": "on"}
    )

    path.refresh_from_db()
    assert (answer.url, path.is_open, path.steps.count()) == (f"/jalur/{path.pk}/", True, 2)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "", "summary": "x"}, "title"),
        ({"title": "x", "summary": ""}, "summary"),
        ({"title": "x" * 161, "summary": "x"}, "title"),
        ({"title": "Pengelola jaringan", "summary": "x"}, "title"),
        ({"title": "x", "summary": "x", "field": "99999999999999999999"}, "field"),
        ({"title": "x", "summary": "x", "is_open": "on"}, "is_open"),
    ],
)
def test_a_path_that_cannot_be_kept_names_its_field(client, path, fields, wrong):
    answer = client.post("/jalur/baru/", fields)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert LearningPath.objects.count() == 1


@pytest.mark.parametrize("chosen", ["", "0", "x", "99999999999999999999"])
def test_a_step_without_a_course_is_refused_on_its_page(client, path, chosen):
    answer = client.post(f"/jalur/{path.pk}/langkah/", {"course": chosen})

    assert (answer.status_code, list(answer.context["adding"].errors)) == (422, ["course"])
    assert path.steps.count() == 2


def test_the_same_course_is_no_second_step(client, path):
    course = path.steps.first().course

    answer = client.post(f"/jalur/{path.pk}/langkah/", {"course": course.pk})

    assert "sudah menjadi langkah" in answer.content.decode()


def test_a_step_is_changed(client, path):
    step, other = path.steps.first(), _course("Pengganti")

    client.post(f"/langkah/{step.pk}/", {"course": step.course_id, "alternatives": [other.pk]})

    assert list(step.alternatives.values_list("title", flat=True)) == ["Pengganti"]


def test_a_draft_is_seen_by_who_keeps_it_only(client, path):
    path.is_open = False
    path.save()
    learner = signed_in(factories.user())

    assert client.get(f"/jalur/{path.pk}/").status_code == 200
    assert learner.get(f"/jalur/{path.pk}/").status_code == 404
    assert "Pengelola jaringan" not in learner.get("/jalur/").content.decode()
    assert learner.post(f"/jalur/{path.pk}/ikuti/").status_code == 404


def test_hr_of_a_part_of_the_city_keeps_no_paths(city, path):
    person = factories.user()
    factories.grant(person, Role.HR, factories.unit(parent=city))
    browser = signed_in(person)

    assert browser.get("/jalur/baru/").status_code == 403
    assert browser.post(f"/jalur/{path.pk}/langkah/", {}).status_code == 403
    assert "Ubah jalur" not in browser.get(f"/jalur/{path.pk}/").content.decode()


def test_a_learner_follows_a_path_and_finds_it_at_home(path):
    person = factories.user()
    browser = signed_in(person)
    browser.post(f"/jalur/{path.pk}/ikuti/")

    home = browser.get("/").content.decode()

    assert "Pengelola jaringan" in home
    assert "berikutnya: Dasar" in home
    browser.post(f"/jalur/{path.pk}/berhenti/")
    assert not PathFollower.objects.exists()


def test_taking_a_step_leads_into_its_course(path):
    step = path.steps.select_related("course").first()
    browser = signed_in(factories.user())

    answer = browser.post(f"/langkah/{step.pk}/pilih/", {"pelatihan": step.course_id}, follow=True)

    assert answer.redirect_chain[-1][0].startswith(f"/belajar/{step.course_id}/materi/")
    page = browser.get(f"/jalur/{path.pk}/").content.decode()
    assert "Sedang diikuti" in page


@pytest.mark.parametrize("wanted", ["", "x", "0", "99999999999999999999"])
def test_nothing_else_can_be_chosen_for_a_step(path, wanted):
    step = path.steps.first()

    answer = signed_in(factories.user()).post(f"/langkah/{step.pk}/pilih/", {"pelatihan": wanted})

    assert answer.status_code == 404
    assert not Enrolment.objects.exists()


def test_a_course_of_another_step_cannot_be_chosen(path):
    first, second = path.steps.all()

    answer = signed_in(factories.user()).post(f"/langkah/{first.pk}/pilih/", {"pelatihan": second.course_id})

    assert answer.status_code == 404


def asked(city, **fields):
    due = timezone.localdate() + timezone.timedelta(days=30)
    return {"unit": city.pk, "due_on": due.isoformat()} | fields


def test_a_path_is_given_with_a_preview_of_each_step(client, city, path, run_jobs):
    person = factories.posting(unit=factories.unit(parent=city)).user
    factories.finished(user=person, course=path.steps.first().course, completed_at=timezone.now())

    preview = client.post("/penugasan/baru/", asked(city, path=path.pk))
    answer = client.post("/penugasan/baru/", asked(city, path=path.pk, confirm="1"))
    run_jobs()

    assert [n for _step, n in preview.context["steps"]] == [1, 0]
    assert answer.url == "/penugasan/"
    assert Mandate.objects.count() == 2
    assert Enrolment.objects.open().get().course.title == "Lanjut"
    page = client.get(f"/penugasan/{Mandate.objects.first().pk}/").content.decode()
    assert "Bagian dari jalur" in page


@pytest.mark.parametrize("both", [True, False])
def test_a_duty_is_one_course_or_one_path(client, city, path, both):
    fields = {"path": path.pk, "course": path.steps.first().course_id} if both else {}

    answer = client.post("/penugasan/baru/", asked(city, **fields))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["path" if both else "course"]


def test_a_draft_cannot_be_given(client, city, path):
    path.is_open = False
    path.save()

    answer = client.post("/penugasan/baru/", asked(city, path=path.pk))

    assert "path" in answer.context["form"].errors


def test_the_form_comes_filled_in_from_the_page_of_a_path(client, path):
    form = client.get(f"/penugasan/baru/?path={path.pk}").context["form"]

    assert form.initial["path"] == path.pk


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_for_one_and_for_five(count, django_assert_num_queries):
    for _ in range(count):
        factories.step()
    browser = signed_in(factories.user())
    browser.get("/jalur/")

    with django_assert_num_queries(10):
        browser.get("/jalur/")
