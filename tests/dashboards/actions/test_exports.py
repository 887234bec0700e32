from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from openpyxl import load_workbook

from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions.exports import COVERAGE, GAPS, drop_old, request_export
from tests import factories as make
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    return World()


def export(world: World, run_jobs, kind: str = GAPS, viewer=None, **asked) -> Job:
    viewer = viewer or world.hr
    job = request_export(kind, world.count().filters(viewer, **asked), by=viewer)
    run_jobs()
    return Job.objects.get(pk=job.pk)


def sheet_of(job: Job, index: int = 0) -> list[tuple]:
    with storages["private"].open(job.result["file"]) as file:
        return list(load_workbook(file).worksheets[index].iter_rows(values_only=True))


def test_the_gap_list_becomes_a_sheet_with_one_row_for_each_gap(world: World, run_jobs):
    world.person(world.clinic, world.phishing, name="Aminah", nip=make.nip(1))

    rows = sheet_of(export(world, run_jobs))

    assert [(row[1], row[3], row[4], row[7], row[9], row[10]) for row in rows[1:]] == [
        ("Aminah", "Puskesmas", "Dinas Kesehatan", "KS-02", 2, 0),
        ("Aminah", "Puskesmas", "Dinas Kesehatan", "AW-01", 2, 0),
    ]


def test_a_nip_is_text(world: World, run_jobs):
    number = make.nip(2)
    world.person(world.health, nip=number)

    assert sheet_of(export(world, run_jobs))[1][0] == number


def test_a_name_that_looks_like_a_formula_stays_text(world: World, run_jobs):
    world.person(world.health, name="=1+1")

    job = export(world, run_jobs)

    with storages["private"].open(job.result["file"]) as file:
        cell = load_workbook(file).worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_sheet_says_what_its_words_mean(world: World, run_jobs):
    world.person(world.health)

    rows = dict(sheet_of(export(world, run_jobs, bidang="awan"), 1))

    assert (rows["Unit kerja"], rows["Bidang"]) == ("Kota Contoh", "Komputasi Awan")
    assert rows["Cakupan"] == "Dipenuhi dibagi dipersyaratkan, dalam persen."


def test_the_map_becomes_a_sheet_with_the_figures_of_the_page(world: World, run_jobs):
    world.person(world.health, world.phishing)
    world.promise(world.root, world.safety, 60)

    rows = sheet_of(export(world, run_jobs, COVERAGE))

    assert rows[1][:6] == ("Dinas Kesehatan", 2, 1, 50, 60, "KS-01")
    assert rows[-1][0] == "Kota Contoh"


def test_asking_leaves_an_audit_event_with_the_filters(world: World, run_jobs):
    export(world, run_jobs, bidang="awan")

    event = Event.objects.get(act="dashboards.export_gaps")
    assert (event.actor_id, event.after) == (world.hr.pk, {"bidang": "awan"})


def test_progress_is_shown_for_a_long_list(world: World, run_jobs, monkeypatch):
    monkeypatch.setattr("lms.dashboards.actions.exports.STEP", 2)
    world.person(world.health)

    job = export(world, run_jobs)

    assert (job.progress_done, job.progress_total) == (2, 3)


def test_a_list_longer_than_a_sheet_is_refused_with_what_to_do(world: World, run_jobs, monkeypatch):
    monkeypatch.setattr("lms.dashboards.actions.exports.MOST_ROWS", 2)
    world.person(world.health)

    job = export(world, run_jobs)

    assert job.reason == "Daftar ini terlalu panjang untuk satu lembar. Persempit dengan OPD atau bidang."


def test_a_right_that_was_taken_away_meanwhile_stops_the_export(world: World, run_jobs):
    job = request_export(GAPS, world.filters(), by=world.hr)
    world.hr.grants.all().delete()

    run_jobs()

    job.refresh_from_db()
    assert (job.result, job.reason) == (None, "Anda tidak lagi berhak mengekspor data ini.")


def test_a_unit_that_left_the_scope_meanwhile_stops_the_export(world: World, run_jobs):
    head = world.head_of(world.health)
    job = request_export(GAPS, world.filters(head, opd=str(world.clinic.pk)), by=head)
    world.clinic.parent = world.roads
    world.clinic.save()

    run_jobs()

    job.refresh_from_db()
    assert job.reason == "Unit atau kompetensi yang diminta tidak ada lagi di lingkup Anda."


def test_the_head_of_an_opd_exports_only_its_people(world: World, run_jobs):
    world.person(world.roads)
    world.person(world.clinic, world.phishing, world.passwords, name="Aminah")

    job = export(world, run_jobs, viewer=world.head_of(world.health))

    assert [row[1] for row in sheet_of(job)[1:]] == ["Aminah"]


def test_files_are_dropped_after_a_week(world: World, run_jobs):
    name = export(world, run_jobs).result["file"]

    early = drop_old(timezone.now() + timedelta(days=6))
    late = drop_old(timezone.now() + timedelta(days=8))

    assert (early, late >= 1, storages["private"].exists(name)) == (0, True, False)
