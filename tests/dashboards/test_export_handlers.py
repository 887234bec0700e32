from datetime import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from lms.core.jobs import enqueue, label_of
from lms.core.models import Job
from lms.core.schedule import daily_kinds
from lms.dashboards.actions.exports import COVERAGE, GAPS, request_export
from lms.people.enums import Role
from tests import factories as make
from tests.dashboards.world import World, yesterday

pytestmark = pytest.mark.django_db
NO_RIGHT = "Anda tidak lagi berhak mengekspor data ini."
NOT_THERE = "Unit atau kompetensi yang diminta tidak ada lagi di lingkup Anda."


@pytest.fixture
def world(db) -> World:
    return World()


def outcome(job: Job, run_jobs) -> tuple[str, str]:
    run_jobs()
    job = Job.objects.get(pk=job.pk)
    return job.state.value, job.reason


@pytest.mark.parametrize("kind", [GAPS, COVERAGE])
class TestRights:
    def test_whoever_may_export_gets_the_sheet(self, world: World, run_jobs, kind: str):
        job = request_export(kind, world.filters(), by=world.hr)

        assert outcome(job, run_jobs) == ("done", "")

    @pytest.mark.parametrize(
        "change",
        [
            lambda user: user.grants.update(valid_until=yesterday()),
            lambda user: user.grants.update(role=Role.LEADER),
            lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
        ],
        ids=["ran out", "another role", "left"],
    )
    def test_a_right_that_is_gone_stops_the_sheet(self, world: World, run_jobs, kind: str, change):
        job = request_export(kind, world.filters(), by=world.hr)
        change(world.hr)

        assert outcome(job, run_jobs) == ("dead", NO_RIGHT)

    def test_a_sheet_that_nobody_asked_for_is_not_written(self, run_jobs, kind: str):
        job = enqueue(kind, {"filters": {}})

        assert outcome(job, run_jobs) == ("dead", NO_RIGHT)

    @pytest.mark.parametrize("asked", [{"bidang": "tidak-ada"}, {"opd": "999999"}, {"peran": "raja"}])
    def test_what_is_no_longer_there_stops_the_sheet(self, world: World, run_jobs, kind: str, asked):
        job = enqueue(kind, {"filters": asked}, by=world.hr)

        assert outcome(job, run_jobs) == ("dead", NOT_THERE)

    def test_a_refused_sheet_leaves_no_file(self, world: World, run_jobs, kind: str):
        job = enqueue(kind, {"filters": {"bidang": "tidak-ada"}}, by=world.hr)
        run_jobs()

        assert Job.objects.get(pk=job.pk).result is None


def test_jobs_are_called_by_what_they_do():
    assert [label_of(kind) for kind in (GAPS, COVERAGE, "dashboards.drop_exports")] == [
        "Mengekspor daftar kesenjangan",
        "Mengekspor peta cakupan",
        "Menghapus berkas ekspor lama",
    ]


def test_old_files_are_looked_for_every_night_at_one():
    assert daily_kinds["dashboards.drop_exports"] == time(1)


def test_the_night_keeps_fresh_files_and_says_how_many_it_dropped(run_jobs):
    name = storages["private"].save("ekspor/baru.xlsx", ContentFile(b"x"))

    job = enqueue("dashboards.drop_exports")

    assert outcome(job, run_jobs) == ("done", "")
    assert (Job.objects.get().result, storages["private"].exists(name)) == ({"files": 0}, True)


def test_a_reader_of_two_opds_exports_both(world: World, run_jobs):
    head = world.head_of(world.health)
    make.grant(head, Role.OPD_HEAD, world.roads)
    for unit in (world.clinic, world.roads, world.root):
        world.person(unit, world.phishing, world.passwords)
    job = request_export(GAPS, world.count().filters(head), by=head)

    run_jobs()

    assert Job.objects.get(pk=job.pk).result["rows"] == 2
