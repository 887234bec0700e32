"""Sheet after sheet, against a town that is kept by hand: who is there, where, and open or closed (hypothesis)."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.core import jobs
from lms.core.models import Job
from lms.people.actions import staff_imports
from lms.people.enums import ImportState, Role
from lms.people.models import Posting, StaffImport, User
from lms.people.sheets.sample import sample_nip
from tests import factories
from tests.people.sheets.sheets import cells, text

UNITS = ("Dinas Satu", "Dinas Dua", "Dinas Tiga")
GRADES = ("III/a", "III/b")
standing = st.sampled_from(["Aktif", "Aktif", "Tugas Belajar", "Pensiun"])
line = st.tuples(st.integers(0, 4), st.integers(0, 2), st.sampled_from(GRADES), standing)
sheet = st.tuples(st.lists(line, min_size=1, max_size=5, unique_by=lambda row: row[0]), st.booleans())


@dataclass(frozen=True)
class Known:
    grade: str
    unit: str | None  # None while they hold no post
    open: bool


def expected(
    town: dict[str, Known], rows: list[tuple[int, int, str, str]], everybody: bool
) -> dict[str, Known]:
    """The town after a sheet, by the words of its rules and nothing else."""
    listed = {
        sample_nip(serial): Known(grade, None if gone else UNITS[unit], not gone)
        for serial, unit, grade, word in rows
        for gone in [word == "Pensiun"]
    }
    closed = {
        nip: Known(known.grade, None, open=False) if everybody and known.unit else known
        for nip, known in town.items()
    }
    return closed | listed


def stored() -> dict[str, Known]:
    posts = {post.user_id: post.unit.name for post in Posting.objects.current().select_related("unit")}
    people = User.objects.exclude(nip=None)
    return {person.nip: Known(person.golongan, posts.get(person.pk), person.is_active) for person in people}


class EverySequence(TestCase):
    def setUp(self) -> None:
        city = factories.city()
        for name in UNITS:
            factories.unit(name=name, parent=city)
        self.hr = factories.user()
        factories.grant(self.hr, Role.HR, city)

    def enter(self, rows: list[tuple[int, int, str, str]], everybody: bool) -> StaffImport:
        lines = [
            cells(
                nip_baru=sample_nip(serial),
                unor_nama=UNITS[unit],
                gol_akhir_nama=grade,
                kedudukan_hukum_nama=word,
            )
            for serial, unit, grade, word in rows
        ]
        file = SimpleUploadedFile("a.csv", text(lines).read())
        made = staff_imports.upload(file=file, marks_leavers=everybody, by=self.hr)
        jobs.run(made.job.pk)
        staff_imports.confirm(staff_import=made, by=self.hr)
        jobs.run(Job.objects.get(kind="people.apply_import", key=str(made.pk)).pk)
        return StaffImport.objects.get(pk=made.pk)

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(sheet, min_size=1, max_size=3))
    def test_the_town_is_what_the_sheets_say(self, sheets) -> None:
        town: dict[str, Known] = {}
        for rows, everybody in sheets:
            promised = self.enter(rows, everybody)
            town = expected(town, rows, everybody)

            assert (promised.state, stored()) == (ImportState.DONE, town)

        again = self.enter(*sheets[-1])

        assert again.summary["unchanged"] + again.summary["changed"] == len(sheets[-1][0])
        assert (again.summary["new"], again.summary["moved"], stored()) == (0, 0, town)
        open_ended = Posting.objects.filter(valid_until=None).count()
        assert open_ended == sum(known.unit is not None for known in town.values())
        assert not User.objects.filter(is_active=True, left_on__isnull=False).exists()
        assert not User.objects.filter(is_active=False).exclude(left_on=timezone.localdate()).exists()
