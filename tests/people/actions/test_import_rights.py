"""Between dry run and import the world goes on: rights are taken, units end, numbers are given away."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lms.core import jobs
from lms.core.models import Job
from lms.people.actions import staff_imports
from lms.people.actions.numbers import change_nip
from lms.people.enums import ImportState, Role
from lms.people.models import Posting, RoleGrant, StaffImport, Unit, User
from lms.people.sheets.sample import sample_nip
from tests import factories
from tests.people.sheets.sheets import cells, text

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def dinas(city):
    return factories.unit(name="Dinas Contoh", parent=city)


@pytest.fixture
def hr(city):
    person = factories.user(username="hr")
    factories.grant(person, Role.HR, city)
    return person


@pytest.fixture
def known(dinas):
    return factories.posting(user=factories.user(nip=sample_nip(1), name="Bayu"), unit=dinas).user


def checked(by, *rows, marks_leavers=False):
    file = SimpleUploadedFile("a.csv", text(rows or [cells()]).read())
    made = staff_imports.upload(file=file, marks_leavers=marks_leavers, by=by)
    jobs.run(made.job.pk)
    made.refresh_from_db()
    assert made.state == ImportState.READY, made.faults
    return made


def carried_out(made, by):
    staff_imports.confirm(staff_import=made, by=by)
    jobs.run(Job.objects.get(kind="people.apply_import", key=str(made.pk)).pk)
    made.refresh_from_db()
    return made.state, [fault["reason"] for fault in made.faults]


def lose_role(hr, dinas):
    RoleGrant.objects.update(valid_from=YESTERDAY - timedelta(days=9), valid_until=YESTERDAY)


def end_unit(hr, dinas):
    Unit.objects.filter(pk=dinas.pk).update(valid_until=YESTERDAY)


def give_number_away(hr, dinas):
    factories.user(username=sample_nip(0))


def make_it_a_former_number(hr, dinas):
    person = factories.user(nip=sample_nip(0))
    change_nip(user=person, nip=sample_nip(7), by=None)


def name_another_unit_the_same(hr, dinas):
    factories.unit(name="Dinas Contoh", parent=dinas.parent)


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (lose_role, "Unit ini di luar lingkup Anda."),
        (end_unit, "Unit tidak dikenal."),
        (give_number_away, "Nomor ini nama pengguna akun lain."),
        (make_it_a_former_number, "Nomor ini nomor lama seorang pegawai."),
        (name_another_unit_the_same, "Nama ini dipakai 2 unit."),
    ],
)
def test_what_has_changed_since_the_dry_run_refuses_the_whole_sheet(hr, dinas, meanwhile, reason):
    made = checked(hr, cells(), cells(nip_baru=sample_nip(2), nama="Cut"))
    meanwhile(hr, dinas)

    state, reasons = carried_out(made, hr)

    assert (state, reasons[0]) == (ImportState.REFUSED, reason)
    assert (User.objects.filter(name__in=["Rina Lestari", "Cut"]).count(), Posting.objects.count()) == (0, 0)


def test_whoever_lost_the_role_closes_nobody(hr, dinas, known):
    made = checked(hr, marks_leavers=True)
    lose_role(hr, dinas)

    carried_out(made, hr)

    known.refresh_from_db()
    assert (known.is_active, known.posting_on().unit) == (True, dinas)


def test_whoever_came_after_the_dry_run_is_a_leaver_by_the_sheet(hr, dinas):
    """The summary counts what was done, which may be more than what the dry run promised."""
    made = checked(hr, marks_leavers=True)
    factories.posting(user=factories.user(nip=sample_nip(5)), unit=dinas)

    carried_out(made, hr)

    assert made.summary["leavers"] == 1


@pytest.mark.parametrize("facts", [{"employment_status": "NON_ASN"}, {"nip": None}])
def test_people_from_outside_are_never_leavers(hr, dinas, facts):
    outsider = factories.posting(user=factories.user(**{"nip": sample_nip(5)} | facts), unit=dinas).user

    carried_out(checked(hr, marks_leavers=True), hr)

    outsider.refresh_from_db()
    assert outsider.is_active


def test_nobody_closes_their_own_account_by_a_sheet(city, dinas):
    person = factories.posting(user=factories.user(nip=sample_nip(6)), unit=dinas).user
    factories.grant(person, Role.HR, city)

    carried_out(checked(person, marks_leavers=True), person)

    person.refresh_from_db()
    assert person.is_active


def test_two_imports_of_the_same_new_person_make_one(hr, dinas):
    first, second = checked(hr), checked(hr, cells(gol_akhir_nama="III/b"))

    outcomes = [carried_out(made, hr)[0] for made in (first, second)]

    assert (outcomes, User.objects.get(nip=sample_nip(0)).golongan) == ([ImportState.DONE] * 2, "III/b")
    assert [made.summary["new"] for made in StaffImport.objects.order_by("pk")] == [1, 0]
