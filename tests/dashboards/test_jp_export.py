import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions.exports import JP, request_export
from lms.dashboards.queries.jp_units import jp_people, jp_table
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.jp_world import THIS_YEAR, credit
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    world.amira = world.person(world.clinic, name="Amira", nip=make.nip(1))
    credit(world.amira, 12)
    world.bayu = world.person(world.roads, name="=1+1", employment_status="PPPK")
    return world.count()


def export(world, run_jobs, viewer=None, **asked) -> Job:
    viewer = viewer or world.hr
    job = request_export(JP, world.filters(viewer, **asked), by=viewer)
    run_jobs()
    return Job.objects.get(pk=job.pk)


def sheet(job: Job, index: int) -> list[tuple]:
    with storages["private"].open(job.result["file"]) as file:
        return list(load_workbook(file).worksheets[index].iter_rows(values_only=True))


def test_units_have_the_figures_of_the_page(world, run_jobs):
    rows = sheet(export(world, run_jobs), 0)

    table = jp_table(world.filters())
    lines = (*table.lines, table.whole)
    assert [(row[0], row[1], row[2], row[3], row[6]) for row in rows[1:]] == [
        (line.label, line.sums.staff, line.sums.bound, line.sums.reached, line.sums.likely) for line in lines
    ]


def test_people_stand_in_the_second_sheet(world, run_jobs):
    job = export(world, run_jobs)

    rows = sheet(job, 1)
    assert rows[2][:4] == (make.nip(1), "Amira", "PNS", world.amira.postings.get().position.name)
    assert rows[2][4:] == ("Puskesmas", "Dinas Kesehatan", 12, 20, 8, 12)
    assert (rows[1][1], rows[1][7], job.result["rows"]) == ("=1+1", None, 2)


def test_the_sheet_has_the_people_of_the_page(world, run_jobs):
    job = export(world, run_jobs, capai="belum")

    assert [row[1] for row in sheet(job, 1)[1:]] == [
        person.full_name for person in jp_people(world.filters(capai="belum"), world.hr)
    ]


def test_the_last_sheet_says_what_words_mean(world, run_jobs):
    rows = dict(sheet(export(world, run_jobs, capai="belum", tahun=str(THIS_YEAR)), 2))

    assert (rows["Tahun"], rows["Unit kerja"]) == (THIS_YEAR, "Kota Contoh")
    assert rows["Capaian pada lembar Pegawai"] == "Belum 20 JP"


def test_a_past_year_has_no_column_of_forecast(world, run_jobs):
    job = export(world, run_jobs, tahun=str(THIS_YEAR - 1))

    assert len(sheet(job, 0)[0]) == 6
    assert job.result["name"] == f"jp-{THIS_YEAR - 1}-{timezone.localdate().isoformat()}.xlsx"


def test_a_head_gets_the_own_people_only(world, run_jobs):
    job = export(world, run_jobs, viewer=world.head_of(world.health))

    assert [row[1] for row in sheet(job, 1)[1:]] == ["Amira"]


def test_progress_is_shown_and_a_list_too_long_is_refused(world, run_jobs, monkeypatch):
    monkeypatch.setattr("lms.dashboards.actions.exports.STEP", 1)
    done = export(world, run_jobs)
    monkeypatch.setattr("lms.dashboards.actions.exports.MOST_ROWS", 1)

    refused = export(world, run_jobs)

    assert (done.progress_done, done.progress_total) == (2, 2)
    assert refused.reason == "Daftar ini terlalu panjang untuk satu lembar. Persempit dengan OPD."


def test_a_right_that_was_taken_away_stops_it(world, run_jobs):
    job = request_export(JP, world.filters(), by=world.hr)
    world.hr.grants.all().delete()

    run_jobs()

    job.refresh_from_db()
    assert job.result is None


def test_asking_by_the_button_promises_a_sheet_and_leaves_an_event(world):
    answer = signed_in(world.hr).post(reverse("export_jp"), {"tahun": str(THIS_YEAR), "capai": "sudah"})

    job = Job.objects.get(kind=JP)
    assert answer["Location"] == reverse("export", args=[job.pk])
    assert Event.objects.get(act=JP).after == {"tahun": str(THIS_YEAR), "capai": "sudah"}


def test_a_year_that_cannot_be_promises_nothing(world):
    answer = signed_in(world.hr).post(reverse("export_jp"), {"tahun": "0000"})

    assert (answer.status_code, Job.objects.count()) == (404, 0)


def test_the_waiting_page_leads_back(world):
    job = request_export(JP, world.filters(tahun=str(THIS_YEAR)), by=world.hr)

    html = signed_in(world.hr).get(reverse("export", args=[job.pk])).content.decode()

    assert ("Ekspor JP" in html, f"{reverse('jp')}?tahun={THIS_YEAR}" in html) == (True, True)
