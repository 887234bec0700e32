"""HR brings certificates into the records of BKN, and marks what is there."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from certificates.actions.withdraw import withdraw
from certificates.files import Damaged, read
from certificates.models import Certificate
from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions import siasn_pack
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


def hr(unit=None):
    person = factories.user()
    factories.grant(person, Role.HR, unit or factories.city())
    return signed_in(person)


@pytest.fixture
def issued():
    unit = factories.unit()
    rows = []
    for number in range(3):
        person = factories.posting(unit=unit).user
        person.nip = f"19900101201505190{number}"
        person.save()
        rows.append(factories.issued(enrolment=factories.finished(user=person)))
    return rows


def packed(client, run_jobs) -> tuple[Job, zipfile.ZipFile]:
    client.post(reverse("siasn_pack"))
    run_jobs()
    job = Job.objects.get(kind="dashboards.siasn_pack")
    content = b"".join(client.get(reverse("export_file", args=[job.pk])).streaming_content)
    return job, zipfile.ZipFile(io.BytesIO(content))


def test_the_pack_holds_records_sheet_and_the_exact_files(issued, run_jobs):
    _job, pack = packed(hr(), run_jobs)

    records = json.loads(pack.read("kursus-save.json"))
    sheet = load_workbook(io.BytesIO(pack.read("kursus.xlsx"))).active
    files = {name: pack.read(name) for name in pack.namelist() if name.startswith("berkas/")}
    assert [record["nomorSertipikat"] for record in records] == [row.number for row in issued]
    assert sheet.cell(1, 1).value == "id"
    assert sheet.max_row == 4
    assert sorted(files.values()) == sorted(read(row) for row in issued)
    assert "3 sertifikat" in pack.read("BACA-DAHULU.txt").decode()


def test_what_was_uploaded_is_marked_once_and_comes_no_more(issued, run_jobs):
    client = hr()
    job, _pack = packed(client, run_jobs)

    page = client.post(reverse("siasn_uploaded", args=[job.pk]), follow=True).content.decode()
    client.post(reverse("siasn_uploaded", args=[job.pk]))

    assert "3 sertifikat ditandai" in page
    assert "0 sertifikat menunggu" in page
    assert Certificate.objects.filter(siasn_at=None).count() == 0
    assert Event.objects.filter(act="certificates.mark_uploaded").count() == 1


def test_a_certificate_issued_meanwhile_is_not_marked(issued, run_jobs):
    client = hr()
    job, _pack = packed(client, run_jobs)
    person = factories.user(nip="199001012015051909")
    later = factories.issued(enrolment=factories.finished(user=person))

    client.post(reverse("siasn_uploaded", args=[job.pk]))

    assert list(Certificate.objects.filter(siasn_at=None)) == [later]


def test_what_is_withdrawn_or_has_no_number_does_not_go(issued, run_jobs):
    withdraw(certificate=issued[0], reason="Keliru", by=factories.user())
    type(issued[1].user).objects.filter(pk=issued[1].user.pk).update(nip=None)

    _job, pack = packed(hr(), run_jobs)

    assert [record["nomorSertipikat"] for record in json.loads(pack.read("kursus-save.json"))] == [
        issued[2].number
    ]


def test_hr_of_one_unit_packs_its_own_people_only(issued, run_jobs):
    other = factories.posting(unit=factories.unit(parent=factories.city())).user
    type(other).objects.filter(pk=other.pk).update(nip="199001012015051908")
    own = factories.issued(enrolment=factories.finished(user=other))

    _job, pack = packed(hr(other.posting_on().unit), run_jobs)

    assert [record["nomorSertipikat"] for record in json.loads(pack.read("kursus-save.json"))] == [own.number]


def test_a_file_that_is_damaged_is_named_and_left_out(issued, run_jobs, monkeypatch):
    def broken(certificate):
        if certificate.pk == issued[0].pk:
            raise Damaged
        return read(certificate)

    monkeypatch.setattr(siasn_pack, "read", broken)

    _job, pack = packed(hr(), run_jobs)

    assert len(json.loads(pack.read("kursus-save.json"))) == 2
    assert issued[0].number in pack.read("BACA-DAHULU.txt").decode()


def test_the_pack_of_somebody_else_cannot_be_marked(issued, run_jobs):
    job, _pack = packed(hr(), run_jobs)

    assert hr().post(reverse("siasn_uploaded", args=[job.pk])).status_code == 404
    assert not Certificate.objects.exclude(siasn_at=None).exists()


def test_without_certificates_there_is_nothing_to_press():
    page = hr().get(reverse("siasn")).content.decode()

    assert "0 sertifikat menunggu" in page
    assert reverse("siasn_pack") not in page


@pytest.mark.parametrize("packs", [1, 5])
def test_the_page_costs_the_same_for_many_packs(issued, packs, run_jobs, django_assert_num_queries):
    client = hr()
    for _number in range(packs):
        client.post(reverse("siasn_pack"))
    run_jobs()
    client.get(reverse("siasn"))

    with django_assert_num_queries(7):
        client.get(reverse("siasn"))
