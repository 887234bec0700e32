"""A course import that is cut off at any of its writes leaves no rows and no files, and can be done again (I8)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from assessments.models import Question, QuestionBank, QuizPage
from courses.actions.imports import confirm_import, start_import
from courses.actions.publishing import prepare_catalogue
from courses.models import CourseImport, CoursePage, LessonPage
from lms.audit.models import Event
from lms.core import jobs
from lms.core.models import Job
from tests import factories
from tests.breaking import power_until, table_rows
from tests.courses.authors import lecturer
from tests.courses.folders import LESSON, SVG, TOML, files, packed

pytestmark = pytest.mark.django_db
STORED = (Page, CoursePage, LessonPage, QuizPage, QuestionBank, Question, Revision)
MEDIA = (get_image_model(), get_document_model())
QUIZ = (
    TOML
    + 'quizzes = ["akhir"]\n[[quizzes]]\nname = "akhir"\ntitle = "Ujian"\n[[quizzes.sections]]\ncount = 1\n'
)
WHOLE = files(
    lesson=LESSON + "\n![Alt](../media/a.svg)\n\n[Daftar](../media/b.pdf)\n",
    toml=QUIZ,
    media__a_dot_svg=SVG,
    media__b_dot_pdf=b"%PDF-1.7\n%%EOF",
    quizzes__akhir_dot_gift="::a::Apa?{=1 ~2}\n",
)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def waiting(media, run_jobs) -> Job:
    """The promised import of a folder with a picture, a document and a quiz."""
    factories.field(slug="jaringan")
    prepare_catalogue()
    row = start_import(file=ContentFile(packed(WHOLE).read()), name="kursus.zip", by=lecturer())
    run_jobs()
    row.refresh_from_db()
    assert confirm_import(row=row, by=row.uploaded_by), row.faults
    return CourseImport.objects.get().job


def again(job: Job) -> bool:
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    return jobs.run(job.pk)


def kept(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def state() -> str:
    return CourseImport.objects.get().state


def test_the_whole_import_keeps_pages_and_files(waiting, media):
    jobs.run(waiting.pk)

    assert (state(), Question.objects.count()) == ("done", 1)
    assert [model.objects.count() for model in MEDIA] == [1, 1]
    assert [Path(name).suffix for name in kept(media)] == [".svg", ".pdf"]


def writes_of(job: Job) -> int:
    """How many writes the whole import has; it is undone."""
    start = transaction.savepoint()
    with power_until(None) as power:
        jobs.run(job.pk)
    transaction.savepoint_rollback(start)
    return power.writes


def test_cut_off_at_any_write_it_leaves_no_rows_and_no_files(waiting, media):
    """Its first writes, in which media are stored, some of the pages, and the last, which ends the job."""
    writes = writes_of(waiting)
    for path in media.rglob("*.*"):
        path.unlink()
    before, stored = table_rows(*STORED, *MEDIA), kept(media)

    for last in [*range(2, 9), *range(9, writes, 20), writes - 1, writes]:
        start = transaction.savepoint()
        with power_until(last):
            jobs.run(waiting.pk)

        assert (table_rows(*STORED, *MEDIA), kept(media), state()) == (before, stored, "importing"), last
        assert not Event.objects.filter(act="courses.import").exists(), last
        transaction.savepoint_rollback(start)


@pytest.mark.parametrize("last", [9, 30])
def test_the_next_try_does_all_of_it(waiting, media, last):
    with power_until(last):
        jobs.run(waiting.pk)

    assert (again(waiting), state(), Question.objects.count()) == (True, "done", 1)
    assert [model.objects.count() for model in MEDIA] == [1, 1]
    assert [Path(name).suffix for name in kept(media)] == [".svg", ".pdf"]
