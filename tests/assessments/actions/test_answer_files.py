import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from assessments.actions.answer_files import keep_file
from assessments.actions.answers import Answer, Fate
from assessments.actions.late import keep_late
from assessments.models import AnswerFile, AttemptSlot, LateAnswer
from assessments.uploads import BadFile
from tests import factories
from tests.assessments.conftest import NOW, build_stage
from tests.assessments.grading.bodies import body
from tests.assessments.test_uploads import PDF


@pytest.fixture
def stage(db):
    stage = build_stage(questions=0)
    factories.question(stage.bank, "file", **body("file"))
    return stage


def sent(attempt, content=PDF, name="laporan.pdf"):
    return keep_file(attempt=attempt, position=1, upload=SimpleUploadedFile(name, content), now=NOW)


def stored():
    """Files of answers in the private storage."""
    try:
        return storages["private"].listdir("jawaban")[1]
    except FileNotFoundError:
        return []


def test_a_file_is_kept_and_named_by_its_answer(stage):
    attempt = stage.start()

    answer = sent(attempt)
    outcome = stage.save(attempt, 1, 1, answer)

    row = AnswerFile.objects.get()
    assert answer == {"name": "laporan.pdf", "size": str(len(PDF)), "digest": row.digest}
    assert (outcome.fate, AttemptSlot.objects.get().response) == (Fate.SAVED, answer)
    assert row.file.read() == PDF


def test_the_same_file_is_kept_once(stage):
    attempt = stage.start()
    before = len(stored())

    assert sent(attempt) == sent(attempt)

    assert AnswerFile.objects.count() == 1
    assert len(stored()) == before + 1


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0" * 64},
        {"digest": "kosong"},
        {"name": "laporan.exe"},
        {"size": "besar"},
        {"lain": "x"},
    ],
)
def test_an_answer_that_names_a_file_which_did_not_come_is_refused(stage, change):
    attempt = stage.start()
    answer = sent(attempt)

    outcome = stage.save(attempt, 1, 1, answer | change)

    assert outcome.fate == Fate.REFUSED
    assert AttemptSlot.objects.get().response is None


def test_the_file_of_another_attempt_is_none(stage):
    other = factories.enrolment(user=factories.user(), course=stage.course)
    answer = sent(stage.start())
    stage.enrolment, stage.learner = other, other.user
    attempt = stage.start()

    assert stage.save(attempt, 1, 1, answer).fate == Fate.REFUSED
    assert keep_late(attempt=attempt, answers=[Answer(1, 1, answer)], device="", now=NOW) == 0
    assert not LateAnswer.objects.exists()


def test_a_refused_file_leaves_nothing(stage):
    attempt, before = stage.start(), stored()

    with pytest.raises(BadFile):
        sent(attempt, b"<html>")

    assert (AnswerFile.objects.count(), stored()) == (0, before)


def test_there_is_an_end_to_files(stage, monkeypatch):
    monkeypatch.setattr(AnswerFile, "MOST", 2)
    attempt = stage.start()
    first = sent(attempt, PDF + b"1")
    sent(attempt, PDF + b"2")

    with pytest.raises(BadFile, match="Paling banyak 2"):
        sent(attempt, PDF + b"3")
    assert sent(attempt, PDF + b"1") == first


def test_a_question_that_asks_for_no_file_takes_none(stage):
    factories.question(stage.bank)
    attempt = stage.start()
    asked = attempt.slots.get(version__kind="single").position

    with pytest.raises(AttemptSlot.DoesNotExist):
        keep_file(attempt=attempt, position=asked, upload=SimpleUploadedFile("a.pdf", PDF), now=NOW)


def test_the_database_keeps_one_row_a_file(stage):
    attempt = stage.start()
    sent(attempt)
    row = AnswerFile.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFile.objects.create(slot=row.slot, digest=row.digest, name="b.pdf", size=1, file="jawaban/b")
