from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from courses.actions.imports import cancel_import, confirm_import, forget_old, start_import
from courses.enums import CourseImportState as State
from courses.models import CourseImport, CoursePage
from lms.audit.models import Event
from lms.core.models import Notice
from tests import factories
from tests.courses.authors import lecturer, reviewer
from tests.courses.folders import LESSON, TOML, files, packed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.field(slug="jaringan")


@pytest.fixture
def teacher():
    return lecturer()


def upload(by, contents=None, *, data: bytes | None = None) -> CourseImport:
    data = packed(files() if contents is None else contents).read() if data is None else data
    return start_import(file=ContentFile(data), name="kursus.zip", by=by)


def test_an_upload_is_checked_in_the_background(teacher, run_jobs):
    row = upload(teacher)

    run_jobs()

    row.refresh_from_db()
    assert (row.state, row.faults, row.summary["lessons"], row.summary["updates"]) == (
        State.READY,
        [],
        1,
        False,
    )
    assert CoursePage.objects.count() == 0


def test_who_uploaded_is_told_once(teacher, run_jobs):
    upload(teacher)

    run_jobs()

    assert [notice.title for notice in Notice.objects.filter(recipient=teacher)] == [
        "kursus.zip siap diimpor."
    ]


BROKEN = {
    "empty": (b"", "Berkas ini kosong (0 bita)."),
    "no zip": (b"%PDF-1.7", "Berkas ini bukan ZIP, atau ZIP-nya rusak."),
    "no outline": (packed({"a.md": "x"}).read(), "Folder ini tidak memuat course.toml."),
    "outside": (packed(files() | {"../x": "y"}).read(), "Nama berkas ini menunjuk ke luar folder pelatihan."),
    "zip in zip": (packed(files() | {"a.zip": "y"}).read(), "Ada arsip di dalam ZIP."),
    "no text": (packed(files(lesson="")).read(), "Materi ini tidak berisi teks."),
}


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_refused_with_its_reason(teacher, run_jobs, data, reason):
    row = upload(teacher, data=data)

    run_jobs()

    row.refresh_from_db()
    assert (row.state, [fault["reason"] for fault in row.faults]) == (State.REFUSED, [reason])


def test_a_confirmed_import_becomes_a_draft_of_the_lecturer(teacher, run_jobs):
    row = upload(teacher)
    run_jobs()

    confirmed = confirm_import(row=row, by=teacher)
    run_jobs()

    row.refresh_from_db()
    assert (confirmed, row.state, row.course.live, list(row.course.lecturers.all())) == (
        True,
        State.DONE,
        False,
        [teacher],
    )


def test_an_import_leaves_one_audit_event(teacher, run_jobs):
    row = upload(teacher)
    run_jobs()
    confirm_import(row=row, by=teacher)
    run_jobs()

    events = Event.objects.filter(act="courses.import")

    assert [(event.actor, event.after["lessons"]) for event in events] == [(teacher, 1)]


def test_only_one_of_two_confirmations_counts(teacher, run_jobs):
    row = upload(teacher)
    run_jobs()

    assert [confirm_import(row=row, by=teacher) for _ in range(2)] == [True, False]


def test_a_cancelled_import_stores_nothing(teacher, run_jobs):
    row = upload(teacher)
    run_jobs()

    cancelled = cancel_import(row=row)
    confirmed = confirm_import(row=row, by=teacher)
    run_jobs()

    assert (cancelled, confirmed, CoursePage.objects.count()) == (True, False, 0)


def test_a_lecturer_may_not_overwrite_the_course_of_another(teacher, run_jobs):
    factories.course(folder_slug="contoh", slug="contoh")
    row = upload(teacher)

    run_jobs()

    row.refresh_from_db()
    assert [fault["reason"] for fault in row.faults] == [
        "Pelatihan dengan slug ini sudah ada dan Anda bukan pengampunya."
    ]


def test_a_reviewer_may_update_any_course(run_jobs):
    factories.course(folder_slug="contoh", slug="contoh")
    row = upload(reviewer())

    run_jobs()

    row.refresh_from_db()
    assert (row.state, row.summary["updates"]) == (State.READY, True)


def test_what_changed_since_the_check_is_checked_again(teacher, run_jobs):
    row = upload(teacher)
    run_jobs()
    confirm_import(row=row, by=teacher)
    factories.course(folder_slug="contoh", slug="contoh")

    run_jobs()

    row.refresh_from_db()
    assert (row.state, len(row.faults), CoursePage.objects.count()) == (State.REFUSED, 1, 1)


def test_the_upload_is_kept_where_no_browser_gets_at_it(teacher):
    row = upload(teacher)

    assert row.file.storage.location == storages["private"].location


def test_what_the_folder_no_longer_has_is_remembered_for_the_approval(teacher, run_jobs):
    two = files(toml=TOML.replace('["01-satu"]', '["01-satu", "02-dua"]')) | {"lessons/02-dua.md": LESSON}
    first = upload(teacher, two)
    run_jobs()
    confirm_import(row=first, by=teacher)
    run_jobs()
    course = CoursePage.objects.get()
    for page in course.get_descendants(inclusive=True).specific():
        page.get_latest_revision().publish()

    second = upload(teacher)
    run_jobs()
    confirm_import(row=second, by=teacher)
    run_jobs()

    second.refresh_from_db()
    gone = course.get_descendants().get(slug="dua")
    assert (second.summary["vanished"], gone.live) == ([gone.pk], True)


def test_an_import_goes_with_its_file_when_its_retention_is_over():
    now, person = timezone.now(), factories.user()
    for age in (370, 300):
        row = CourseImport(uploaded_by=person, file_name="a.zip", uploaded_at=now - timedelta(days=age))
        row.file.save("a.zip", ContentFile(b"x"))
        row.save()

    assert forget_old(now=now) == 1
    assert CourseImport.objects.get().uploaded_at == now - timedelta(days=300)
