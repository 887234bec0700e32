"""The sheets say what the pages say, and no more than their reader may see."""

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from openpyxl import load_workbook

from courses.actions.forecast import forecast
from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions.exports import INDEPENDENCE, TRAJECTORY, request_export
from lms.dashboards.queries.independence import ranking
from lms.dashboards.queries.trajectory import trajectory
from lms.people.enums import Role
from lms.people.models import RoleGrant
from lms.people.permissions import Permission
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.world import YEAR, World

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("kind", [TRAJECTORY, INDEPENDENCE])


@pytest.fixture
def world(db) -> World:
    world = World()
    world.person(world.clinic, world.phishing, world.storage)
    world.person(world.health, world.phishing)
    world.person(world.roads, name="=1+1")
    world.promise(world.root, world.safety, 75)
    world.promise(world.roads, world.cloud, 40)
    world.count()
    forecast()
    return world


def written(kind, world, run_jobs, viewer=None, **asked) -> Job:
    viewer = viewer or world.hr
    job = request_export(kind, world.filters(viewer, **asked), by=viewer)
    run_jobs()
    return Job.objects.get(pk=job.pk)


def sheet(job: Job, index: int) -> list[tuple]:
    with storages["private"].open(job.result["file"]) as file:
        return list(load_workbook(file).worksheets[index].iter_rows(values_only=True))


def rounded(value):
    return None if value is None else round(value, 1)


def test_the_line_has_the_days_and_shares_of_the_page(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs), 0)

    moments = trajectory(world.filters()).moments
    assert len(rows) == len(moments) > 10
    assert [row[1:] for row in rows] == [
        tuple(rounded(value) for value in (one.reached, one.expected, one.sure, one.target))
        for one in moments
    ]


def test_each_opd_stands_there_with_all_fields_and_with_each(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs), 1)

    found = [(row[0], row[1]) for row in rows]
    assert len(found) == len(set(found)) == 9
    assert {unit for unit, _field in found} == {"Dinas Kesehatan", "Dinas Jalan", "Kota Contoh"}
    assert {field for _unit, field in found} == {"semua", "Keamanan Siber", "Komputasi Awan"}
    health = next(row for row in rows if row[0] == "Dinas Kesehatan" and row[1] == "Komputasi Awan")
    assert health[2:5] == (2, 1, 50)


def test_the_fields_of_an_opd_add_up_to_all(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs), 1)

    for unit in ("Dinas Kesehatan", "Dinas Jalan"):
        whole = next(row[2:4] for row in rows if row[:2] == (unit, "semua"))
        parts = [row[2:4] for row in rows if row[0] == unit and row[1] != "semua"]
        assert whole == (sum(part[0] for part in parts), sum(part[1] for part in parts))


def test_targets_of_the_years_are_those_of_the_unit_or_the_city(world, run_jobs):
    heads, *rows = sheet(written(TRAJECTORY, world, run_jobs), 1)
    place = heads.index(f"{YEAR}: target (%)")

    targets = {row[:2]: row[place] for row in rows}
    assert targets["Dinas Jalan", "Keamanan Siber"] == 75
    assert targets["Dinas Jalan", "Komputasi Awan"] == 40
    assert targets["Dinas Kesehatan", "Komputasi Awan"] is None


def test_the_ends_of_years_of_an_opd_are_those_of_the_page(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs), 1)

    stated = {row[0]: row[5:] for row in rows if row[1] == "semua"}
    for row in trajectory(world.filters(permission=Permission.VIEW_SUMMARY)).rows:
        assert stated[row.label] == tuple(
            rounded(value) for one in row.years for value in (one.expected, one.sure, one.target)
        )


def test_a_single_opd_has_its_row_for_each_field(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs, opd=str(world.health.pk)), 1)

    assert [row[:5] for row in rows] == [
        ("Dinas Kesehatan", "semua", 6, 3, 50),
        ("Dinas Kesehatan", "Keamanan Siber", 4, 2, 50),
        ("Dinas Kesehatan", "Komputasi Awan", 2, 1, 50),
    ]


def test_the_head_of_two_opds_has_rows_of_both(world, run_jobs):
    head = world.head_of(world.health)
    make.grant(head, Role.OPD_HEAD, world.roads)

    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs, viewer=head), 1)

    assert {row[0] for row in rows} == {"Dinas Kesehatan", "Dinas Jalan", "Seluruh lingkup Anda"}


def test_one_field_asked_for_is_the_only_one(world, run_jobs):
    _heads, *rows = sheet(written(TRAJECTORY, world, run_jobs, bidang="awan"), 1)

    assert {row[1] for row in rows} == {"Komputasi Awan"}


def test_independence_has_the_scores_and_counts_of_the_page(world, run_jobs):
    heads, *rows = sheet(written(INDEPENDENCE, world, run_jobs), 0)

    found = ranking(world.filters(permission=Permission.VIEW_SUMMARY))
    assert [row[0] for row in rows] == [*(one.unit.name for one in found.rows), "Seluruhnya"]
    for row, score in zip(rows, [*(one.score for one in found.rows), found.whole], strict=True):
        assert row[1] == rounded(score.value)
        assert row[2:] == tuple(
            value for part in score.parts for value in (rounded(part.share), part.count, part.whole)
        )
    assert len(heads) == 14


@BOTH
def test_words_are_explained_in_a_sheet_of_their_own(world, run_jobs, kind):
    job = written(kind, world, run_jobs)

    terms = dict(sheet(job, -1))
    assert terms["Unit kerja"] == "Kota Contoh"
    assert all(terms.values())


@BOTH
def test_a_head_gets_the_own_opd_only(world, run_jobs, kind):
    head = world.head_of(world.health)

    job = written(kind, world, run_jobs, viewer=head)

    said = {str(cell) for index in (0, 1) for row in sheet(job, index) for cell in row}
    assert "Dinas Kesehatan" in said
    assert "Dinas Jalan" not in said
    assert "Kota Contoh" not in said


@BOTH
def test_who_lost_the_right_gets_no_sheet(world, run_jobs, kind):
    head = world.head_of(world.health)
    job = request_export(kind, world.filters(head), by=head)
    RoleGrant.objects.filter(user=head).delete()

    run_jobs()

    job.refresh_from_db()
    assert job.result is None
    assert "tidak lagi berhak" in job.reason


@BOTH
def test_asking_is_recorded_and_its_page_leads_to_the_file(world, run_jobs, kind):
    browser = signed_in(world.hr)
    answer = browser.post(reverse(kind.removeprefix("dashboards.")))
    run_jobs()

    page = browser.get(answer.url).content.decode()

    assert Event.objects.get(act=kind).actor == world.hr
    assert "Unduh XLSX" in page
    assert "data pribadi: simpan" not in page


def test_what_a_page_does_not_ask_its_sheet_does_not_either(world):
    asked = {"opd": str(world.health.pk), "bidang": "awan", "peran": "pengelola", "langsung": "1"}

    for kind in (TRAJECTORY, INDEPENDENCE):
        signed_in(world.hr).post(reverse(kind.removeprefix("dashboards.")), asked)

    kept = [job.payload["filters"] for job in Job.objects.filter(kind__in=(TRAJECTORY, INDEPENDENCE))]
    assert sorted(kept, key=len) == [{}, {"opd": str(world.health.pk), "bidang": "awan"}]


def test_the_sheet_of_an_opd_out_of_reach_is_not_found(world):
    client = signed_in(world.head_of(world.health))

    answer = client.post(reverse("export_trajectory"), {"opd": str(world.roads.pk)})

    assert answer.status_code == 404
    assert not Job.objects.filter(kind=TRAJECTORY).exists()


@pytest.mark.parametrize("address", ["/dasbor/lintasan/", "/dasbor/kemandirian/"])
def test_the_button_is_there_for_who_may_export(world, address):
    for viewer, seen in ((world.hr, True), (world.head_of(world.health), True), (world.leader(), False)):
        page = signed_in(viewer).get(address).content.decode()
        assert ("Ekspor ke XLSX" in page) is seen
