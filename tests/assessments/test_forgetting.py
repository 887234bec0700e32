from decimal import Decimal

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.actions.answer_files import keep_file
from assessments.actions.attempts import agrees, regrade, submit
from assessments.actions.marking import mark_answer
from assessments.forgetting import forget
from assessments.models import AnswerFile, AnswerStep
from tests import factories
from tests.assessments.conftest import NOW
from tests.assessments.grading.bodies import body
from tests.assessments.marking import build_desk
from tests.assessments.test_uploads import PDF


def test_the_device_goes_and_the_grade_still_agrees(stage, later):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")
    ended = submit(attempt=attempt, by=stage.learner, now=later(minutes=5))

    forget(stage.learner)

    assert AnswerStep.objects.values_list("response", "device", "client_at").get() == ("a", "", None)
    assert agrees(ended, regrade(attempt=ended))


def test_a_file_goes_with_its_name_and_its_mark_stays(db, run_jobs):
    desk = build_desk()
    desk.stage.bank.questions.update(retired_at=NOW)
    factories.question(desk.stage.bank, "file", **body("file"))
    attempt = desk.stage.start()
    upload = SimpleUploadedFile("Rina Wati.pdf", PDF)
    answer = keep_file(attempt=attempt, position=1, upload=upload, now=NOW)
    desk.stage.save(attempt, 1, 1, answer)
    stored = AnswerFile.objects.get().file.name
    ended = submit(attempt=attempt, by=attempt.user, now=NOW)
    slot = ended.slots.select_related("attempt").get()
    mark_answer(slot=slot, seen=0, points={"1": "7"}, comment="", by=desk.markers[0], now=NOW)

    forget(attempt.user)

    ended.refresh_from_db()
    named = [AnswerStep.objects.get().response["name"], ended.slots.get().response["name"]]
    assert named == ["berkas.pdf", "berkas.pdf"]
    assert not storages["private"].exists(stored)
    assert (ended.percent, agrees(ended, regrade(attempt=ended))) == (Decimal("70.00"), True)
