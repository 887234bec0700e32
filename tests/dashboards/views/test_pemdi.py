import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from lms.core.models import Job
from lms.people.enums import Role
from lms.skills.actions.pemdi import count_trained
from lms.skills.models import PemdiDocument, Tag
from tests import factories as make
from tests.dashboards.world import World
from tests.people.views.entering import enter
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
BY_HAND = """
    SELECT u.digital_role, count(*), sum(CASE WHEN EXISTS (
        SELECT 1 FROM skills_evidence e
        JOIN skills_skill_tags st ON st.skill_id = e.skill_id
        JOIN skills_tag t ON t.id = st.tag_id AND t.scheme = 'pemdi'
        WHERE e.user_id = u.id AND e.withdrawn_at IS NULL AND e.source IN ('course', 'external')
    ) THEN 1 ELSE 0 END)
    FROM people_user u JOIN skills_seat s ON s.user_id = u.id
    GROUP BY u.digital_role
"""


@pytest.fixture
def world() -> World:
    world = World()
    world.phishing.tags.add(Tag.objects.create(scheme="pemdi", code="literasi", name="Literasi Digital"))
    for role, count in (("pengelola", 2), ("pengguna", 3)):
        for number in range(count):
            person = world.person(world.health, digital_role=role)
            if number:
                prove(person, world.phishing, 2)
    world.count()
    count_trained(year=YEAR)
    return world


def found(client, **asked):
    return client.get(reverse("pemdi"), asked).context["found"]


def test_the_counts_equal_a_recount_by_sql(client, world):
    enter(client, Role.HR, world.root)

    shown = found(client)

    with connection.cursor() as cursor:
        cursor.execute(BY_HAND)
        counted = {role: (staff, trained) for role, staff, trained in cursor.fetchall()}
    assert (shown.managing.staff, shown.managing.trained) == counted["pengelola"] == (2, 1)
    assert (shown.using.staff, shown.using.trained) == counted["pengguna"] == (3, 2)


def test_it_says_what_is_missing_for_the_next_level(client, world):
    enter(client, Role.LEADER, world.root)

    shown = found(client)

    assert (shown.level, shown.next_step) == (
        1,
        "Latih 1 pengelola layanan digital lagi untuk melewati 90 %.",
    )


def test_a_year_without_counts_says_so(client, world):
    enter(client, Role.HR, world.root)

    assert found(client, tahun="2020").rows == ()


def document(**changes):
    file = SimpleUploadedFile("rahasia.pdf", b"%PDF-1.7 isi %%EOF")
    facts = {"kind": "ai", "title": "Pemanfaatan AI", "dated": str(timezone.localdate()), "file": file}
    return facts | {"tahun": str(YEAR)} | changes


def test_hr_adds_and_fetches_a_document(client, world):
    enter(client, Role.HR, world.root)

    client.post(reverse("pemdi_document_new"), document())

    row = PemdiDocument.objects.get()
    answer = client.get(reverse("pemdi_document", args=[row.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 isi %%EOF"
    assert answer["Content-Disposition"] == f'attachment; filename="pemdi-{YEAR}-{row.pk}.pdf"'


def test_a_document_is_never_shown_as_a_page_and_gone_it_is_not_there(client, world):
    enter(client, Role.HR, world.root)
    client.post(reverse("pemdi_document_new"), document())
    row = PemdiDocument.objects.get()

    before = client.get(reverse("pemdi_document", args=[row.pk]))
    row.file.storage.delete(row.file.name)
    after = client.get(reverse("pemdi_document", args=[row.pk]))

    assert (before["Content-Security-Policy"], after.status_code) == ("default-src 'none'; sandbox", 404)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("file", SimpleUploadedFile("laporan.pdf", b"<html>")),
        ("title", ""),
        ("kind", "lain"),
        ("dated", f"{YEAR + 1}-01-31"),
    ],
)
def test_a_document_that_cannot_be_is_refused(client, world, field, value):
    enter(client, Role.HR, world.root)

    answer = client.post(reverse("pemdi_document_new"), document(**{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_hr_of_one_opd_has_no_page_of_the_city(client, world):
    enter(client, Role.HR, world.health)

    assert client.get(reverse("pemdi")).status_code == 403


def pack_of(client, run_jobs) -> zipfile.ZipFile:
    page = client.post(reverse("pemdi_pack"), {"tahun": str(YEAR)}).url
    run_jobs()
    job = Job.objects.get(kind="dashboards.pemdi_pack")
    assert client.get(page).context["job"] == job
    answer = client.get(reverse("export_file", args=[job.pk]))
    return zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_pack_holds_report_lists_certificates_and_documents(client, world, run_jobs):
    enter(client, Role.HR, world.root)
    client.post(reverse("pemdi_document_new"), document())
    make.issued()

    pack = pack_of(client, run_jobs)

    kinds = [name.partition("/")[0] for name in pack.namelist()]
    assert kinds == [
        "laporan.pdf",
        "cakupan-per-opd.xlsx",
        "pegawai-terlatih.xlsx",
        "pelatihan.xlsx",
        "dokumen",
        *(["sertifikat"] if YEAR == 2026 else []),
        "BACA-DAHULU.txt",
    ]


def test_its_report_and_lists_say_what_the_page_says(client, world, run_jobs):
    enter(client, Role.HR, world.root)

    pack = pack_of(client, run_jobs)

    text = PdfReader(BytesIO(pack.read("laporan.pdf"))).pages[0].extract_text()
    assert "Tingkat yang dicapai: 1 dari 5." in text.replace("T ingkat", "Tingkat")
    rows = list(load_workbook(BytesIO(pack.read("cakupan-per-opd.xlsx"))).active.values)
    assert rows[1] == ("Dinas Kesehatan", 2, 1, 50, 3, 2, 66.7)
    people = list(load_workbook(BytesIO(pack.read("pegawai-terlatih.xlsx"))).active.values)
    assert len(people) - 1 == 3


def test_a_pack_of_somebody_else_is_not_there(client, world, run_jobs):
    enter(client, Role.HR, world.root)
    page = client.post(reverse("pemdi_pack"), {"tahun": str(YEAR)}).url
    enter(client, Role.HR, world.root)

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_costs_the_same_queries_whatever_the_staff(client, world, people, django_assert_num_queries):
    for _number in range(people):
        world.person(world.health, world.phishing)
    count_trained(year=YEAR)
    enter(client, Role.HR, world.root)

    with django_assert_num_queries(8):
        client.get(reverse("pemdi"))
