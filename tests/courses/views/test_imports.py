import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.enums import CourseImportState as State
from courses.models import CourseImport
from tests import factories
from tests.courses.authors import lecturer, reviewer, signed_in
from tests.courses.folders import SVG, files, packed

pytestmark = pytest.mark.django_db

LIST = reverse("course_imports")


@pytest.fixture(autouse=True)
def _ground():
    factories.field(slug="jaringan")


@pytest.fixture
def teacher():
    return lecturer()


@pytest.fixture
def client(teacher) -> Client:
    return signed_in(teacher)


def send(client: Client, data: bytes, name: str = "kursus.zip"):
    return client.post(LIST, {"file": SimpleUploadedFile(name, data)})


def page_of(row: CourseImport) -> str:
    return reverse("course_import", args=[row.pk])


def test_a_lecturer_brings_a_course_in(client, run_jobs):
    sent = send(client, packed(files()).read())
    run_jobs()
    row = CourseImport.objects.get()
    ready = client.get(sent["Location"]).content.decode()
    client.post(reverse("course_import_confirm", args=[row.pk]))
    run_jobs()
    done = client.get(page_of(row)).content.decode()

    assert (sent["Location"], "Impor sekarang" in ready, "Buka di ruang tulis" in done) == (
        page_of(row),
        True,
        True,
    )


def test_faults_stand_in_a_table_with_file_line_value_reason_and_mend(client, run_jobs):
    send(client, packed(files(toml='slug = "a"\ntitle = "A"\nfield = "sihir"')).read())
    run_jobs()

    page = client.get(page_of(CourseImport.objects.get())).content.decode()

    cells = ["course.toml", "3", "sihir", "Bidang ini tidak ada.", "Pakai salah satu dari: jaringan."]
    assert [f">{cell}</t" in page for cell in cells] == [True] * 5


def test_what_is_left_out_is_listed(client, run_jobs):
    send(client, packed(files(media__a_dot_svg=SVG)).read())
    run_jobs()

    page = client.get(page_of(CourseImport.objects.get())).content.decode()

    assert "media/a.svg" in page


def test_names_from_a_zip_are_shown_as_text(client, run_jobs):
    send(client, packed(files() | {"<script>alert(1)</script>.md": "x"}).read(), name="<b>.zip")
    run_jobs()

    page = client.get(page_of(CourseImport.objects.get())).content.decode()

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


def test_an_upload_beyond_the_limit_is_refused_at_once(client, settings):
    settings.PIAWAI_UPLOAD_LIMIT_MB = 0

    page = send(client, b"x")

    assert (page.status_code, CourseImport.objects.count()) == (422, 0)
    assert "ZIP lebih besar dari 0 MB" in page.content.decode()


def test_a_form_without_a_file_says_so(client):
    assert client.post(LIST, {}).status_code == 422


def test_an_empty_file_is_explained_by_the_check(client, run_jobs):
    send(client, b"")
    run_jobs()

    assert CourseImport.objects.get().faults[0]["reason"] == "Berkas ini kosong (0 bita)."


def test_an_import_can_be_called_off(client, run_jobs):
    send(client, packed(files()).read())
    run_jobs()
    row = CourseImport.objects.get()

    client.post(reverse("course_import_cancel", args=[row.pk]))

    row.refresh_from_db()
    assert row.state == State.CANCELLED


def test_a_second_confirmation_is_explained(client, run_jobs):
    send(client, packed(files()).read())
    row = CourseImport.objects.get()

    page = client.post(reverse("course_import_confirm", args=[row.pk]), follow=True)

    assert "tidak (lagi) menunggu persetujuan" in page.content.decode()


@pytest.mark.parametrize("name", ["course_import", "course_import_confirm", "course_import_cancel"])
def test_an_import_of_another_is_not_there(teacher, name):
    row = CourseImport.objects.create(file="x.zip", file_name="x.zip", uploaded_by=teacher)
    client = signed_in(lecturer())
    address = reverse(name, args=[row.pk])

    answer = client.get(address) if name == "course_import" else client.post(address)

    assert answer.status_code == 404


def test_a_reviewer_sees_the_imports_of_all(teacher):
    row = CourseImport.objects.create(file="x.zip", file_name="x.zip", uploaded_by=teacher)

    assert signed_in(reviewer()).get(page_of(row)).status_code == 200


def test_an_import_that_does_not_exist_is_not_there(client):
    assert client.get(reverse("course_import", args=[99])).status_code == 404


@pytest.mark.parametrize("name", ["course_imports", "course_import"])
def test_members_without_the_role_are_refused(teacher, name):
    row = CourseImport.objects.create(file="x.zip", file_name="x.zip", uploaded_by=teacher)
    client = signed_in(factories.user())

    assert client.get(reverse(name, args=[row.pk] if name == "course_import" else [])).status_code == 403


def test_strangers_are_asked_to_sign_in():
    assert Client().get(LIST)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["course_import_confirm", "course_import_cancel"])
def test_looking_changes_nothing(client, teacher, name):
    row = CourseImport.objects.create(file="x.zip", file_name="x.zip", uploaded_by=teacher)

    assert client.get(reverse(name, args=[row.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, teacher, count, django_assert_num_queries):
    for number in range(count):
        CourseImport.objects.create(file="x.zip", file_name=f"{number}.zip", uploaded_by=teacher)

    with django_assert_num_queries(5):
        client.get(LIST)
