"""Importing and exporting in the browser: the lecturer of the course, everybody else is in permissions.toml."""

import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from assessments.enums import BankImportState as State
from assessments.models import BankImport, HeldQuestions
from tests import factories
from tests.assessments.exchange.bodies import parsed
from tests.clients import signed_in
from tests.courses.authors import lecturer

pytestmark = pytest.mark.django_db
GIFT = b"::a::Apa itu MQTT?{=protokol ~kabel}\n\n::b::Apa itu MQTT?{TRUE}\n"


@pytest.fixture
def teacher():
    return lecturer()


@pytest.fixture
def bank(teacher):
    course = factories.course()
    course.lecturers.add(teacher)
    course.save()
    return factories.bank(course=course)


@pytest.fixture
def client(teacher):
    return signed_in(teacher)


@pytest.fixture
def send(client, bank, run_jobs):
    """Upload a file and let it be checked."""

    def upload(data: bytes, name: str = "soal.gift") -> BankImport:
        file = ContentFile(data, name=name)
        client.post(reverse("bank_imports", args=[bank.pk]), {"file": file})
        run_jobs()
        return BankImport.objects.select_related("job").get()

    return upload


def address(name: str, row: BankImport) -> str:
    return reverse(name, args=[row.bank_id, row.pk])


def test_a_file_goes_from_upload_to_bank(client, bank, send, run_jobs):
    row = send(GIFT)
    ready = client.get(address("bank_import", row)).content.decode()

    client.post(address("bank_import_confirm", row))
    run_jobs()

    done = client.get(address("bank_import", row)).content.decode()
    assert ("Siap diimpor" in ready, "1 pasang soal" in ready, "Soal sudah ada di bank" in done) == (
        True,
        True,
        True,
    )
    assert bank.questions.count() == 2


def test_faults_stand_in_a_table_with_file_line_value_reason_and_mend(client, send):
    row = send(b"::a::Mana?{\n=ya\n=betul\n~tidak}", "<b>.gift")

    page = client.get(address("bank_import", row)).content.decode()

    assert row.state == State.REFUSED
    assert [
        cell in page for cell in ("&lt;b&gt;.gift", ">2</td>", "tepat satu jawaban benar", "Tandai satu")
    ] == [True] * 4


def test_many_faults_come_in_pages(client, send):
    row = send(b"\n\n".join(b"::s%d::x{=1" % n + b"}" * 2 for n in range(60)))

    first = client.get(address("bank_import", row)).content.decode()
    second = client.get(address("bank_import", row) + "?halaman=2").content.decode()

    assert (row.counts["faults"], first.count("<tr>"), second.count("<tr>")) == (60, 51, 11)


def test_while_it_runs_the_page_says_how_far(client, bank, teacher):
    row = factories.bank_import(bank, uploaded_by=teacher, state=State.CHECKING)

    page = client.get(address("bank_import", row)).content.decode()
    answer = client.get(address("bank_import_progress", row)).json()

    assert ("data-progress" in page, answer) == (True, {"running": True, "done": 0, "total": 0})


def test_a_second_confirmation_is_explained(client, send):
    row = send(GIFT)
    client.post(address("bank_import_confirm", row))

    page = client.post(address("bank_import_confirm", row), follow=True).content.decode()

    assert "tidak (lagi) menunggu persetujuan" in page


def test_an_import_can_be_called_off(client, send):
    row = send(GIFT)

    client.post(address("bank_import_cancel", row))

    row.refresh_from_db()
    assert row.state == State.CANCELLED


def test_an_upload_beyond_the_limit_is_refused_at_once(client, bank, settings):
    settings.PIAWAI_UPLOAD_LIMIT_MB = 0

    page = client.post(reverse("bank_imports", args=[bank.pk]), {"file": ContentFile(b"x", name="a")})

    assert (page.status_code, BankImport.objects.count()) == (422, 0)


def test_questions_that_wait_for_the_course_are_warned_of(client, bank, send):
    HeldQuestions.objects.create(
        bank=bank,
        questions=[
            {"name": "z", "kind": "description", "body": {"stem": "x", "feedback": ""}, "tag": "", "level": 1}
        ],
    )

    page = client.get(address("bank_import", send(GIFT))).content.decode()

    assert "menunggu pelatihan ini terbit" in page


@pytest.mark.parametrize("name", ["bank_import", "bank_import_progress"])
def test_an_import_is_found_under_its_own_bank_only(client, bank, teacher, name):
    row = factories.bank_import(bank, uploaded_by=teacher)
    other = factories.bank(course=bank.course)

    assert client.get(reverse(name, args=[other.pk, row.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client, bank, teacher, count, django_assert_num_queries
):
    for _n in range(count):
        factories.bank_import(bank, uploaded_by=teacher)

    with django_assert_num_queries(7):
        client.get(reverse("bank_imports", args=[bank.pk]))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_can_be_filled_in_and_sent(client, bank, kind):
    answer = client.get(reverse("bank_template", args=[bank.pk, kind]))

    drafts, faults, _left_out, _pictures = parsed(b"".join(answer.streaming_content), f"a.{kind}")
    assert (len(drafts), faults, answer["Content-Disposition"]) == (
        11,
        [],
        f'attachment; filename="templat-soal.{kind}"',
    )


@pytest.mark.parametrize("name", ["bank_template", "bank_export"])
def test_other_formats_are_not_there(client, bank, name):
    assert client.get(reverse(name, args=[bank.pk, "docx"])).status_code == 404


def test_the_export_page_says_what_does_not_come_along(client, bank):
    factories.question(bank, kind="ip", answers=[])

    page = client.get(reverse("bank_exports", args=[bank.pk]), {"format": "qti"}).content.decode()

    assert ("1 soal tidak utuh" in page, "tidak ikut diekspor" in page) == (True, True)


def test_an_export_is_a_download(client, bank):
    factories.question(bank)

    answer = client.get(reverse("bank_export", args=[bank.pk, "moodle"]))

    assert answer["Content-Disposition"].endswith('.xml"')
    assert len(parsed(io.BytesIO(b"".join(answer.streaming_content)).read(), "a.xml")[0]) == 1


def test_twins_are_listed_with_links(client, bank):
    first, second = (factories.question(bank, kind="description", stem="Apa itu MQTT?") for _n in range(2))

    page = client.get(reverse("bank_twins", args=[bank.pk])).content.decode()

    assert [reverse("question_edit", args=[row.pk]) in page for row in (first, second)] == [True, True]
    assert "100%" in page


def test_a_bank_without_twins_says_so(client, bank):
    assert "Tidak ada soal kembar" in client.get(reverse("bank_twins", args=[bank.pk])).content.decode()


def test_a_picture_is_served_in_a_sandbox_for_a_year(client):
    row = factories.question_picture()

    answer = client.get(reverse("question_picture", args=[row.pk]))

    assert (answer.content, answer["Content-Type"]) == (bytes(row.content), "image/svg+xml")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "private, max-age=31536000, immutable",
    )


def test_strangers_see_no_picture():
    answer = Client().get(reverse("question_picture", args=[factories.question_picture().pk]))

    assert answer["Location"].startswith(reverse("account_login"))
