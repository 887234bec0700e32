from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.actions import staff_imports
from lms.people.actions.numbers import change_nip
from lms.people.actions.staff_apply import apply, prepared
from lms.people.enums import ImportState, Role
from lms.people.models import Position, Posting, StaffImport, Unit, User
from lms.people.models.staff_import import private_storage
from lms.people.sheets.sample import sample_nip
from lms.people.signals import staffing_changed, staffing_changing
from tests import factories
from tests.people.sheets.sheets import HEADS, cells, text, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return factories.city(code="KOTA")


@pytest.fixture
def dinas(root):
    return factories.unit(name="Dinas Contoh", parent=root)


@pytest.fixture
def hr(root, dinas):
    person = factories.user(username="hr")
    factories.grant(person, Role.HR, root)
    return person


@pytest.fixture
def upload(run_jobs, django_capture_on_commit_callbacks):
    """Upload rows as a sheet and run the dry run."""

    def do(by, *rows, marks_leavers=False, make=xlsx):
        file = SimpleUploadedFile("pegawai.xlsx", make(rows).read())
        with django_capture_on_commit_callbacks(execute=True):
            staff_import = staff_imports.upload(file=file, marks_leavers=marks_leavers, by=by)
            run_jobs()
        staff_import.refresh_from_db()
        return staff_import

    return do


@pytest.fixture
def imported(upload, run_jobs, django_capture_on_commit_callbacks):
    """The same, confirmed and imported."""

    def do(by, *rows, **options):
        staff_import = upload(by, *rows, **options)
        with django_capture_on_commit_callbacks(execute=True):
            assert staff_imports.confirm(staff_import=staff_import, by=by), staff_import.faults
            run_jobs()
        staff_import.refresh_from_db()
        return staff_import

    return do


def counts(staff_import):
    kinds = ("new", "changed", "unchanged", "moved", "leavers")
    return {kind: staff_import.summary[kind] for kind in kinds if staff_import.summary[kind]}


def reasons(staff_import):
    return [(fault["row"], fault["column"], fault["reason"]) for fault in staff_import.faults]


def files():
    try:
        return private_storage().listdir("impor-pegawai")[1]
    except FileNotFoundError:
        return []


def test_dry_run_changes_nothing(upload, hr, dinas):
    staff_import = upload(hr, cells())

    assert (staff_import.state, counts(staff_import)) == (ImportState.READY, {"new": 1})
    assert (User.objects.count(), Posting.objects.count(), Position.objects.count()) == (1, 0, 0)


def test_import_makes_people_with_posts(imported, hr, dinas):
    staff_import = imported(hr, cells(email_gov="Rina@Piawai.Example"))

    user = User.objects.get(nip=sample_nip(0))
    posting = user.posting_on()
    assert staff_import.state == ImportState.DONE
    assert (user.username, user.email, user.golongan) == (user.nip, "rina@piawai.example", "III/a")
    assert (posting.unit, posting.position.name) == (dinas, "Pengadministrasi Perkantoran")


def test_new_person_has_no_password(imported, hr, dinas):
    imported(hr, cells())

    assert not User.objects.get(nip=sample_nip(0)).has_usable_password()


def test_second_run_of_the_same_sheet_changes_nothing(imported, hr, dinas):
    rows = [cells(), cells(nip_baru=sample_nip(1), nama="Bayu")]
    imported(hr, *rows)

    second = imported(hr, *rows)

    assert counts(second) == {"unchanged": 2}
    assert (User.objects.count(), Posting.objects.count(), Position.objects.count()) == (3, 2, 1)


def test_csv_gives_the_same_as_xlsx(imported, hr, dinas):
    imported(hr, cells())

    assert counts(imported(hr, cells(), make=text)) == {"unchanged": 1}


def test_changed_fields_are_written(imported, hr, dinas):
    imported(hr, cells())

    second = imported(hr, cells(gol_akhir_nama="III/b"))

    assert counts(second) == {"changed": 1}
    assert User.objects.get(nip=sample_nip(0)).golongan == "III/b"


def test_move_closes_the_old_post_the_day_before(imported, hr, dinas, root):
    other = factories.unit(name="Dinas Lain", parent=root)
    imported(hr, cells())
    Posting.objects.update(valid_from=timezone.localdate() - timedelta(days=9))

    second = imported(hr, cells(unor_nama="Dinas Lain"))

    today = timezone.localdate()
    spans = list(Posting.objects.order_by("valid_from").values_list("unit", "valid_from", "valid_until"))
    assert counts(second) == {"moved": 1}
    assert spans == [
        (dinas.pk, today - timedelta(days=9), today - timedelta(days=1)),
        (other.pk, today, None),
    ]


def test_second_move_of_a_day_replaces_the_first(imported, hr, dinas, root):
    other = factories.unit(name="Dinas Lain", parent=root)
    imported(hr, cells())

    imported(hr, cells(unor_nama="Dinas Lain"))

    assert list(Posting.objects.values_list("unit", flat=True)) == [other.pk]


def test_one_broken_row_blocks_all(upload, hr, dinas):
    rows = [cells(nip_baru=sample_nip(n), email_gov="salah@" if n == 4997 else "") for n in range(5000)]

    staff_import = upload(hr, *rows, make=text)

    assert staff_import.state == ImportState.REFUSED
    assert reasons(staff_import) == [(4999, "EMAIL GOV", "Bukan alamat surel.")]
    assert User.objects.count() == 1


def test_refused_sheet_cannot_be_confirmed(upload, hr, dinas):
    staff_import = upload(hr, cells(nama=""))

    assert not staff_imports.confirm(staff_import=staff_import, by=hr)


def test_same_nip_twice_names_both_rows(upload, hr, dinas):
    staff_import = upload(hr, cells(), cells(nama="Bayu"))

    assert reasons(staff_import) == [(3, "NIP BARU", "Sudah dipakai di baris 2; muncul lagi di baris 3.")]


def test_unknown_unit_without_id_is_an_error(upload, hr, dinas):
    staff_import = upload(hr, cells(unor_nama="Dinas Antah"))

    assert reasons(staff_import) == [(2, "UNOR NAMA", "Unit tidak dikenal.")]


def test_unknown_unit_with_id_is_made_below_the_root(imported, hr, dinas, root):
    staff_import = imported(hr, cells(unor_id="A1B2", unor_nama="Bidang Baru"), cells(nip_baru=sample_nip(1)))

    assert staff_import.summary["new_units"] == ["Bidang Baru"]
    assert Unit.objects.get(code="A1B2").parent == root


def test_dry_run_lists_new_units_and_posts_once(upload, hr, dinas):
    rows = [cells(nip_baru=sample_nip(n), unor_id="A1", unor_nama="Bidang Baru") for n in range(3)]

    summary = upload(hr, *rows).summary

    assert summary["new_units"] == ["Bidang Baru"]
    assert summary["new_positions"] == ["Pengadministrasi Perkantoran"]


def test_unit_is_found_by_an_earlier_name(imported, hr, root):
    unit = factories.unit(name="Dinas Baru", aliases=["Dinas Dahulu"], parent=root)

    imported(hr, cells(unor_nama="Dinas Dahulu"))

    assert Posting.objects.get().unit == unit


def test_unit_that_ended_leads_to_its_successor(imported, hr, dinas, root):
    successor = factories.unit(name="Dinas Penerus", parent=root)
    Unit.objects.filter(pk=dinas.pk).update(
        successor=successor, valid_until=timezone.localdate() - timedelta(days=1)
    )

    imported(hr, cells())

    assert Posting.objects.get().unit == successor


def test_unit_name_shared_by_two_units_is_an_error(upload, hr, dinas, root):
    factories.unit(name="Dinas Contoh", parent=root)

    assert reasons(upload(hr, cells())) == [(2, "UNOR NAMA", "Nama ini dipakai 2 unit.")]


def test_address_of_somebody_else_is_an_error(upload, hr, dinas):
    factories.user(email="rina@piawai.example")

    staff_import = upload(hr, cells(email_gov="rina@piawai.example"))

    assert reasons(staff_import) == [(2, "EMAIL GOV", "Alamat ini milik akun lain.")]


def test_former_number_is_an_error(upload, hr, dinas):
    person = factories.user(nip=sample_nip(0))
    change_nip(user=person, nip=sample_nip(5), by=hr)

    assert reasons(upload(hr, cells())) == [(2, "NIP BARU", "Nomor ini nomor lama seorang pegawai.")]


def test_importer_of_one_unit_cannot_write_into_another(upload, dinas, root):
    other = factories.unit(name="Dinas Lain", parent=root)
    local = factories.user()
    factories.grant(local, Role.HR, other)

    assert reasons(upload(local, cells())) == [(2, "UNOR NAMA", "Unit ini di luar lingkup Anda.")]


@pytest.mark.parametrize("posted", [True, False])
def test_importer_of_one_unit_cannot_take_over_accounts(upload, dinas, root, posted):
    person = factories.user(nip=sample_nip(0), email="asli@piawai.example")
    if posted:
        factories.posting(user=person, unit=factories.unit(parent=root))
    local = factories.user()
    factories.grant(local, Role.HR, dinas)

    staff_import = upload(local, cells(email_gov="curi@piawai.example"))

    assert reasons(staff_import) == [(2, "NIP BARU", "Pegawai ini di luar lingkup Anda.")]


def test_leavers_are_closed_only_when_the_sheet_holds_everybody(imported, hr, dinas):
    imported(hr, cells(), cells(nip_baru=sample_nip(1), nama="Bayu"))

    assert counts(imported(hr, cells())) == {"unchanged": 1}
    assert counts(imported(hr, cells(), marks_leavers=True)) == {"unchanged": 1, "leavers": 1}
    assert not User.objects.get(nip=sample_nip(1)).is_active
    assert Posting.objects.current().count() == 1


def test_leavers_outside_the_importers_scope_stay(imported, dinas, root):
    stranger = factories.posting(
        user=factories.user(nip=sample_nip(9)), unit=factories.unit(parent=root)
    ).user
    local = factories.user()
    factories.grant(local, Role.HR, dinas)

    imported(local, cells(), marks_leavers=True)

    stranger.refresh_from_db()
    assert stranger.is_active


def test_sessions_of_a_leaver_die_at_once(imported, hr, dinas, client):
    imported(hr, cells())
    person = User.objects.get(nip=sample_nip(0))
    client.force_login(person)

    imported(hr, cells(kedudukan_hukum_nama="Pensiun"))
    User.objects.filter(pk=person.pk).update(is_active=True)

    assert client.get("/pemberitahuan/").status_code == 302


def test_who_retired_and_is_listed_active_again_returns(imported, hr, dinas):
    imported(hr, cells(kedudukan_hukum_nama="Pensiun"))

    imported(hr, cells())

    person = User.objects.get(nip=sample_nip(0))
    assert (person.is_active, person.posting_on().unit) == (True, dinas)


def test_sheet_that_no_longer_fits_is_refused_whole(upload, run_jobs, hr, dinas):
    staff_import = upload(hr, cells(), cells(nip_baru=sample_nip(1), email_gov="bayu@piawai.example"))
    factories.user(email="bayu@piawai.example")
    staff_imports.confirm(staff_import=staff_import, by=hr)

    run_jobs()

    staff_import.refresh_from_db()
    assert staff_import.state == ImportState.REFUSED
    assert reasons(staff_import) == [(3, "EMAIL GOV", "Alamat ini milik akun lain.")]
    assert not User.objects.filter(nip=sample_nip(0)).exists()


def test_reading_the_sheet_before_the_import_asks_the_database_for_nothing(
    upload, hr, dinas, django_assert_num_queries
):
    staff_import = upload(hr, *[cells(nip_baru=sample_nip(n)) for n in range(3)])

    with django_assert_num_queries(0), prepared(staff_import) as sheet:
        assert [[row.nip for row in rows] for rows in sheet] == [[sample_nip(n) for n in range(3)]]


def test_an_import_that_was_cancelled_meanwhile_writes_nothing(upload, hr, dinas):
    staff_import = upload(hr, cells())

    with prepared(staff_import) as sheet:
        staff_imports.cancel(staff_import=staff_import, by=hr)
        assert apply(staff_import=staff_import, sheet=sheet) == {}

    assert User.objects.count() == 1


def test_wrong_kind_of_file_is_refused_in_words(upload, hr):
    staff_import = upload(hr, make=lambda rows: SimpleUploadedFile("a", b"%PDF-1.7"))

    assert reasons(staff_import) == [(0, "", "Isi berkas ini PDF, bukan lembar pegawai.")]


def test_sheet_without_people_is_refused(upload, hr):
    assert reasons(upload(hr)) == [(0, "", "Lembar tidak berisi pegawai.")]


def test_faults_beyond_500_are_counted_but_not_kept(upload, hr):
    staff_import = upload(hr, *[cells(nama="")] * 510, make=text)

    assert (staff_import.fault_count, len(staff_import.faults)) == (510, 500)


def test_file_is_deleted_after_refusal(upload, hr):
    staff_import = upload(hr, cells(nama=""))

    assert (staff_import.file.name, staff_import.sha256[:32] in files()) == ("", False)


def test_only_wanted_columns_are_kept_after_the_dry_run(upload, hr, dinas):
    heads = [*HEADS, "NIK"]

    staff_import = upload(hr, [*cells(), "1872000000000000"], make=lambda rows: xlsx(rows, heads))

    assert b"1872000000000000" not in staff_import.file.read()
    assert b"Rina Lestari" in staff_import.file.open().read()
    assert staff_import.sha256[:32] not in files()


def test_file_is_kept_until_the_import_and_then_deleted(upload, imported, hr, dinas):
    waiting = upload(hr, cells())

    done = imported(hr, cells(nama="Lain"))

    assert (bool(waiting.file), bool(done.file)) == (True, False)


def test_file_is_deleted_after_cancelling(upload, hr, dinas, django_capture_on_commit_callbacks):
    staff_import = upload(hr, cells())

    with django_capture_on_commit_callbacks(execute=True):
        staff_imports.cancel(staff_import=staff_import, by=hr)

    staff_import.refresh_from_db()
    assert (staff_import.state, bool(staff_import.file)) == (ImportState.CANCELLED, False)


def test_cancelled_import_cannot_be_confirmed(upload, hr, dinas):
    staff_import = upload(hr, cells())
    staff_imports.cancel(staff_import=staff_import, by=hr)

    assert not staff_imports.confirm(staff_import=staff_import, by=hr)


def test_confirming_twice_promises_one_job(upload, hr, dinas):
    staff_import = upload(hr, cells())

    outcomes = [staff_imports.confirm(staff_import=staff_import, by=hr) for _ in range(2)]

    assert outcomes == [True, False]


def test_sheet_left_for_a_day_is_cancelled_and_deleted(upload, hr, dinas, django_capture_on_commit_callbacks):
    staff_import = upload(hr, cells())

    with django_capture_on_commit_callbacks(execute=True):
        staff_imports.forget_old(now=timezone.now() + timedelta(hours=25))

    staff_import.refresh_from_db()
    assert (staff_import.state, bool(staff_import.file)) == (ImportState.CANCELLED, False)


def test_stray_file_of_a_broken_upload_is_deleted():
    private_storage().save("impor-pegawai/yatim", SimpleUploadedFile("a", b"x"))

    staff_imports.forget_old(now=timezone.now() + timedelta(hours=25))

    assert "yatim" not in files()


def test_import_is_audited_and_told_once(imported, hr, dinas):
    staff_import = imported(hr, cells())

    acts = list(Event.objects.order_by("pk").values_list("act", flat=True))
    told = Notice.objects.filter(recipient=hr, event__startswith=f"staff_import:{staff_import.pk}")
    assert acts == ["people.upload_staff", "people.confirm_staff", "people.import_staff"]
    assert [notice.title for notice in told.order_by("pk")] == [
        "Lembar pegawai siap diimpor",
        "Impor pegawai selesai",
    ]


def test_audit_holds_counts_and_no_number(imported, hr, dinas):
    imported(hr, cells())

    after = Event.objects.get(act="people.import_staff").after
    assert (after["new"], sample_nip(0) in str(after)) == (1, False)


def test_other_rooms_are_told_around_the_import(imported, hr, dinas):
    heard = []
    before = staffing_changing.connect(lambda **k: heard.append(("before", k["user_ids"])), weak=False)
    after = staffing_changed.connect(lambda **k: heard.append(("after", k["user_ids"])), weak=False)

    imported(hr, cells())

    assert (before, after, heard) == (None, None, [("before", None), ("after", None)])


def test_progress_is_reported(upload, hr, dinas):
    staff_import = upload(hr, *[cells(nip_baru=sample_nip(n)) for n in range(3)])

    assert (staff_import.job.progress_done, staff_import.job.progress_total) == (3, 3)


def test_own_imports_are_visible_and_those_of_others_only_city_wide(upload, hr, dinas):
    local = factories.user()
    factories.grant(local, Role.HR, dinas)
    mine, theirs = upload(local, cells()), upload(hr, cells())

    assert list(StaffImport.objects.visible_to(local)) == [mine]
    assert list(StaffImport.objects.visible_to(hr)) == [theirs, mine]


def test_names_of_leavers_go_after_thirty_days(imported, hr, dinas):
    imported(hr, cells(), cells(nip_baru=sample_nip(1), nama="Bayu"))
    staff_import = imported(hr, cells(), marks_leavers=True)
    StaffImport.objects.filter(pk=staff_import.pk).update(summary={"leavers": 1, "leaver_names": ["Bayu"]})

    staff_imports.forget_old(now=timezone.now() + timedelta(days=31))

    assert StaffImport.objects.get(pk=staff_import.pk).summary == {"leavers": 1}


def test_a_finished_import_goes_when_its_retention_is_over(imported, hr, dinas):
    imported(hr, cells())

    staff_imports.forget_old(now=timezone.now() + timedelta(days=370))

    assert StaffImport.objects.count() == 0


def test_retention_begins_with_the_import_that_closes_an_account(imported, hr, dinas):
    imported(
        hr, cells(), cells(nip_baru=sample_nip(1), nama="Bayu"), cells(nip_baru=sample_nip(2), nama="Cut")
    )

    imported(hr, cells(), cells(nip_baru=sample_nip(1), kedudukan_hukum_nama="Pensiun"), marks_leavers=True)

    left = dict(User.objects.exclude(nip=None).values_list("nip", "left_on"))
    today = timezone.localdate()
    assert left == {sample_nip(0): None, sample_nip(1): today, sample_nip(2): today}


def test_retention_ends_with_the_import_that_brings_somebody_back(imported, hr, dinas):
    imported(hr, cells(kedudukan_hukum_nama="Pensiun"))

    imported(hr, cells())

    assert User.objects.get(nip=sample_nip(0)).left_on is None
