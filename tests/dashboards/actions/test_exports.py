from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from openpyxl import load_workbook

from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions.exports import COVERAGE, GAPS, drop_old, request_export
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.gaps import Gaps
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

    assert rows[1][:7] == ("Dinas Kesehatan", 2, 1, 50, 60, None, "KS-01")
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


EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://evil.example")', "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", EVIL)
def test_nothing_that_people_write_becomes_a_formula(world: World, run_jobs, text: str):
    unit = make.unit(name=text, parent=world.root)
    user = make.user(name=text)
    make.posting(user=user, unit=unit, position=make.position(name=text))
    make.enrolment(user=user, course=teaching(world.phishing, text))

    jobs = [export(world, run_jobs, kind) for kind in (GAPS, COVERAGE)]

    cells = [cell for job in jobs for sheet in opened(job).worksheets for row in sheet for cell in row]
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert sum(cell.value == text for cell in cells) >= 5


def teaching(skill, title: str):
    course = make.course(title=title)
    make.course_skill(course, skill=skill)
    return course


def opened(job: Job):
    with storages["private"].open(job.result["file"]) as file:
        return load_workbook(file)


def test_letters_that_a_sheet_cannot_hold_are_left_out(world: World, run_jobs):
    world.person(world.health, name="Ami\x0bnah\x1f")

    assert sheet_of(export(world, run_jobs))[1][1] == "Aminah"


def test_text_that_looks_like_markup_stays_text(world: World, run_jobs):
    world.person(world.health, name='<b>&amp;"Aminah"</b>')

    assert sheet_of(export(world, run_jobs))[1][1] == '<b>&amp;"Aminah"</b>'


@pytest.mark.parametrize("kind", [GAPS, COVERAGE])
def test_a_workbook_has_its_sheet_and_its_definitions(world: World, run_jobs, kind: str):
    world.person(world.health)

    names = opened(export(world, run_jobs, kind)).sheetnames

    assert names == [{GAPS: "Kesenjangan", COVERAGE: "Cakupan"}[kind], "Definisi"]


@pytest.mark.parametrize(("kind", "name"), [(GAPS, "kesenjangan"), (COVERAGE, "cakupan")])
def test_a_file_is_named_by_what_and_when(world: World, run_jobs, kind: str, name: str):
    found = export(world, run_jobs, kind).result["name"]

    assert found == f"{name}-{timezone.localdate().isoformat()}.xlsx"


def test_two_files_of_one_day_lie_under_names_that_nobody_can_guess(world: World, run_jobs):
    first, second = (export(world, run_jobs).result["file"] for _ in range(2))

    assert first != second
    assert [(name.split("/")[0], len(name) >= 30) for name in (first, second)] == [("ekspor", True)] * 2


ASKED = [{}, {"bidang": "awan"}, {"skill": "KS-02"}, {"peran": "pengelola"}, {"opd": "health"}]


@pytest.mark.parametrize("asked", [*ASKED, {"opd": "health", "langsung": "1"}])
def test_the_sheet_has_the_rows_of_the_page(world: World, run_jobs, asked: dict):
    world.person(world.health, world.phishing, name="Aminah")
    world.person(world.clinic, name="Bayu", digital_role="pengelola")
    world.person(world.roads, name="Citra")
    asked = {name: str(getattr(getattr(world, text, None), "pk", text)) for name, text in asked.items()}
    job = export(world, run_jobs, **asked)

    page = list(Gaps(world.filters(**asked), world.hr))

    rows = [(row[1], row[7], row[9], row[10]) for row in sheet_of(job)[1:]]
    assert rows == [(gap.person.full_name, gap.skill.code, gap.needs, gap.has) for gap in page]
    assert job.result["rows"] == len(page)


@pytest.mark.parametrize("asked", [*ASKED, {"tahun": "2001"}])
def test_the_map_has_the_figures_of_the_page(world: World, run_jobs, asked: dict):
    world.promise(world.root, world.safety, 60)
    world.person(world.health, world.phishing)
    world.person(world.clinic)
    asked = {name: str(getattr(getattr(world, text, None), "pk", text)) for name, text in asked.items()}
    job = export(world, run_jobs, COVERAGE, **asked)

    matrix = coverage_matrix(world.filters(**asked))

    lines = (*matrix.lines, matrix.total)
    rows = sheet_of(job)[1:]
    assert [row[0] for row in rows] == [line.label for line in lines]
    assert [row[1::6] for row in rows] == [tuple(one.required for one in line.figures) for line in lines]
    assert [row[2::6] for row in rows] == [tuple(one.met for one in line.figures) for line in lines]
    assert [row[4::6] for row in rows] == [tuple(one.target for one in line.figures) for line in lines]


def test_a_list_without_gaps_is_a_sheet_with_its_head(world: World, run_jobs):
    job = export(world, run_jobs)

    assert (job.result["rows"], len(sheet_of(job))) == (0, 1)


def test_what_changed_between_asking_and_writing_is_in_the_sheet(world: World, run_jobs):
    job = request_export(GAPS, world.count().filters(), by=world.hr)
    world.person(world.health, world.phishing, world.passwords, name="Aminah")
    world.count()

    run_jobs()

    assert [row[1] for row in sheet_of(Job.objects.get(pk=job.pk))[1:]] == ["Aminah"]


def test_a_list_exactly_as_long_as_a_sheet_is_written(world: World, run_jobs, monkeypatch):
    monkeypatch.setattr("lms.dashboards.actions.exports.MOST_ROWS", 3)
    world.person(world.health)

    assert export(world, run_jobs).result["rows"] == 3


def test_what_is_asked_for_is_kept_without_what_was_not(world: World):
    job = request_export(COVERAGE, world.filters(bidang="awan", opd="", lain="x"), by=world.hr)

    assert (job.kind, job.created_by, job.payload) == (COVERAGE, world.hr, {"filters": {"bidang": "awan"}})


def test_asking_twice_promises_two_sheets_and_two_events(world: World):
    for _ in range(2):
        request_export(COVERAGE, world.filters(), by=world.hr)

    assert Job.objects.count() == 2
    assert Event.objects.filter(act=COVERAGE, actor=world.hr, after={}).count() == 2


class TestDropOld:
    def test_nobody_has_exported_anything_yet(self, settings, tmp_path):
        settings.STORAGES = settings.STORAGES | {
            "private": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(tmp_path)},
            }
        }

        assert drop_old(timezone.now()) == 0

    @pytest.mark.parametrize(
        ("age", "kept"),
        [(timedelta(days=7) - timedelta(minutes=1), True), (timedelta(days=7, minutes=1), False)],
    )
    def test_a_file_is_kept_for_seven_days(self, world: World, run_jobs, age, kept):
        name = export(world, run_jobs).result["file"]

        drop_old(storages["private"].get_modified_time(name) + age)

        assert storages["private"].exists(name) == kept

    def test_a_file_that_no_job_knows_is_dropped_too(self):
        name = storages["private"].save("ekspor/yatim.xlsx", ContentFile(b"x"))

        drop_old(timezone.now() + timedelta(days=8))

        assert not storages["private"].exists(name)

    def test_other_private_files_stay(self):
        name = storages["private"].save("impor-pegawai/uji.csv", ContentFile(b"x"))

        drop_old(timezone.now() + timedelta(days=8))

        assert storages["private"].exists(name)
