import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lms.people.enums import ImportState, Role
from lms.people.models import StaffImport, User
from lms.people.sheets.columns import ALL_HEADS
from lms.people.sheets.sample import sample_nip
from lms.people.sheets.table import open_table
from tests import factories
from tests.people.sheets.sheets import cells, xlsx
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return factories.city()


@pytest.fixture
def hr(root, client):
    factories.unit(name="Dinas Contoh", parent=root)
    return enter(client, Role.HR, root)


@pytest.fixture
def upload(client, run_jobs, django_capture_on_commit_callbacks):
    def do(*rows, **fields):
        file = SimpleUploadedFile("pegawai.xlsx", xlsx(rows).read())
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("staff_imports"), {"file": file, **fields})
        return StaffImport.objects.get(), answer

    return do


def page(client, staff_import):
    return client.get(reverse("staff_import", args=[staff_import.pk])).content.decode()


def test_empty_list_says_what_to_do(client, hr):
    assert "Belum ada impor" in client.get(reverse("staff_imports")).content.decode()


def test_upload_leads_to_its_page(client, hr, upload):
    staff_import, answer = upload(cells())

    assert answer.url == reverse("staff_import", args=[staff_import.pk])
    assert (staff_import.state, staff_import.uploaded_by) == (ImportState.CHECKING, hr)


def test_upload_without_file_names_the_field(client, hr):
    answer = client.post(reverse("staff_imports"), {})

    assert answer.status_code == 422
    assert not StaffImport.objects.exists()


def test_too_large_file_is_refused(client, hr, settings):
    settings.PIAWAI_UPLOAD_LIMIT_MB = 0

    answer = client.post(reverse("staff_imports"), {"file": SimpleUploadedFile("a.xlsx", b"x" * 10)})

    assert "Berkas lebih besar dari 0 MB." in answer.content.decode()


def test_running_import_refreshes_itself_without_javascript(client, hr, upload):
    staff_import, _answer = upload(cells())

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page(client, staff_import)


def test_progress_is_told_as_json(client, hr, upload, run_jobs):
    staff_import, _answer = upload(cells())
    address = reverse("staff_import_progress", args=[staff_import.pk])
    before = client.get(address).json()

    run_jobs()

    assert before == {"running": True, "done": 0, "total": 0}
    assert client.get(address).json() == {"running": False, "done": 1, "total": 1}


def test_ready_import_shows_what_will_change_and_asks(client, hr, upload, run_jobs):
    staff_import, _answer = upload(cells())
    run_jobs()

    assert "Setujui dan impor" in page(client, staff_import)


def test_confirmed_import_brings_the_people(client, hr, upload, run_jobs):
    staff_import, _answer = upload(cells())
    run_jobs()
    client.post(reverse("staff_import_confirm", args=[staff_import.pk]))
    run_jobs()

    assert User.objects.filter(nip=sample_nip(0)).exists()
    assert "Setujui dan impor" not in page(client, staff_import)


def test_refused_import_shows_row_column_value_reason_and_mend(client, hr, upload, run_jobs):
    staff_import, _answer = upload(cells(email_gov="rina@"))
    run_jobs()

    shown = page(client, staff_import)

    for words in (
        "EMAIL GOV",
        "rina@",
        "Bukan alamat surel.",
        "Tulis satu alamat",
        "1 kesalahan perlu diperbaiki",
    ):
        assert words in shown
    assert "Setujui dan impor" not in shown


def test_value_of_a_cell_is_inert(client, hr, upload, run_jobs):
    staff_import, _answer = upload(cells(status_cpns_pns="<script>alert(1)</script>"))
    run_jobs()

    assert "<script>alert(1)" not in page(client, staff_import)


def test_dead_job_says_that_nothing_changed(client, hr, upload):
    staff_import, _answer = upload(cells())
    job = staff_import.job
    job.dead_at = job.created_at
    job.save()

    assert "Pemeriksaan atau impor gagal" in page(client, staff_import)


def test_import_of_a_dead_job_can_be_cancelled(client, hr, upload):
    staff_import, _answer = upload(cells())
    StaffImport.objects.update(state=ImportState.IMPORTING)
    type(staff_import.job).objects.update(dead_at=staff_import.uploaded_at)

    client.post(reverse("staff_import_cancel", args=[staff_import.pk]))

    assert StaffImport.objects.get().state == ImportState.CANCELLED


def test_late_confirmation_is_told_kindly(client, hr, upload):
    staff_import, _answer = upload(cells())

    answer = client.post(reverse("staff_import_confirm", args=[staff_import.pk]), follow=True)

    assert "Impor ini tidak lagi menunggu persetujuan." in answer.content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_template_holds_all_columns_and_reads_back(client, hr, kind, tmp_path):
    answer = client.get(reverse("staff_template", args=[kind]))
    (tmp_path / "a").write_bytes(answer.getvalue())

    with (tmp_path / "a").open("rb") as file:
        assert len(list(open_table(file).rows)) == 3
    assert len(ALL_HEADS) == 69


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(client, hr, rows, django_assert_num_queries):
    for _ in range(rows):
        StaffImport.objects.create(file_name="a.xlsx", uploaded_by=hr)

    with django_assert_num_queries(5):
        client.get(reverse("staff_imports"))


GET = ["staff_import", "staff_import_progress"]
POST = ["staff_import_confirm", "staff_import_cancel"]


@pytest.mark.parametrize("name", GET + POST)
def test_import_of_another_units_hr_does_not_exist(client, root, name):
    theirs = StaffImport.objects.create(file_name="a", uploaded_by=factories.user())
    enter(client, Role.HR, factories.unit(parent=root))

    ask = client.get if name in GET else client.post
    assert ask(reverse(name, args=[theirs.pk])).status_code == 404


@pytest.mark.parametrize("name", GET + POST)
def test_import_that_is_not_there_does_not_exist(client, hr, name):
    ask = client.get if name in GET else client.post
    assert ask(reverse(name, args=[999])).status_code == 404


@pytest.mark.parametrize("name", POST)
def test_acts_are_posts(client, hr, name):
    assert client.get(reverse(name, args=[1])).status_code == 405


@pytest.mark.parametrize("role", [None, Role.OPD_HEAD, Role.LEADER, Role.OPERATOR, Role.LECTURER])
@pytest.mark.parametrize("args", [("staff_imports", []), ("staff_template", ["csv"]), ("staff_import", [1])])
def test_imports_are_forbidden_to_other_roles(client, root, role, args):
    enter(client, role, root)

    assert client.get(reverse(args[0], args=args[1])).status_code == 403


def test_imports_ask_strangers_to_sign_in(client):
    assert client.get(reverse("staff_imports")).url.startswith("/accounts/login/")
