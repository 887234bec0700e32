"""One of everything that an address can name, and one person in each role."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from assessments.actions.answer_files import keep_file
from assessments.actions.answers import Answer, save_answers
from assessments.actions.attempts import start, submit
from assessments.actions.corrections import ask_correction
from assessments.actions.statistics import compute_statistics
from assessments.models import LateAnswer, QuizException
from certificates.actions.checkpoints import make_checkpoint
from courses.actions.feeds import renew_feed
from courses.actions.mandates import exempt
from courses.actions.paths import follow
from courses.enums import CourseImportState
from courses.models import CourseImport, TrainingPlan
from lms.core.digest import unsubscribe_token
from lms.core.models import Job
from lms.people.actions.reorganise import add_step, plan
from lms.people.enums import Role
from lms.people.models import StaffImport
from lms.skills.actions.observations import observe
from lms.skills.actions.pemdi import add_document
from lms.skills.models import CoverageCell
from tests import factories
from tests.assessments.grading.bodies import body
from tests.clients import signed_in


class World:
    """Health is an OPD with a learner and a head; roads is the other one, with a stranger and its own head."""

    def __init__(self) -> None:
        self.city = factories.city()
        self.health, self.roads = (factories.unit(parent=self.city) for _ in range(2))
        self.people = self._people()
        self.clients = {"anonymous": Client(raise_request_exception=False)}
        self.clients |= {role: signed_in(person) for role, person in self.people.items()}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.ids = {**self._learning(), **self._quiz(), **self._filed(), **self._records()}

    def _people(self) -> dict[str, Any]:
        people = {"learner": factories.posting(unit=self.health).user}
        people["stranger"] = factories.posting(unit=self.roads).user
        for role in Role:
            people[role.value] = self._member(role, self.health if role == Role.OPD_HEAD else self.city)
        people["other_lecturer"] = self._member(Role.LECTURER, self.city)
        people["other_head"] = self._member(Role.OPD_HEAD, self.roads)
        return people

    def _member(self, role: Role, scope: Any) -> Any:
        person = factories.user()
        factories.grant(person, role, scope)
        return person

    def _learning(self) -> dict[str, Any]:
        self.course = factories.course()
        self.course.lecturers.add(self.people["lecturer"])
        self.course.save()
        self.module = factories.module(self.course)
        lesson = factories.lesson(self.module, body=[factories.check(True, False)])
        self.enrolment = factories.enrolment(user=self.people["learner"], course=self.course)
        mandate = factories.mandate(unit=self.health, course=self.course)
        step = factories.step()
        follow(path=step.path, user=self.people["learner"])
        return {
            "course": self.course.pk,
            "lesson": lesson.pk,
            "block": lesson.check_ids[0],
            "mandate": mandate.pk,
            "path": step.path_id,
            "step": step.pk,
            "feed": renew_feed(user=self.people["learner"]),
            "exemption": exempt(
                mandate=mandate,
                user=self.people["stranger"],
                reason="Cuti",
                until=None,
                by=self.people["hr"],
            ).pk,
            "plan": TrainingPlan.objects.create(
                unit=self.health,
                jp_budget=10,
                ends_on=timezone.localdate(),
                created_by=self.people["hr"],
            ).pk,
        }

    def _quiz(self) -> dict[str, Any]:
        bank = factories.bank(course=self.course)
        question, _second = (factories.question(bank) for _ in range(2))
        quiz, other = factories.quiz(self.module), factories.quiz(self.module)
        for page in (quiz, other):
            factories.quiz_section(page, bank=bank)
        ended = submit(attempt=self._attempt(other), by=self.people["learner"], now=timezone.now())
        compute_statistics(quiz=other)
        open_one = self._attempt(quiz)
        late = LateAnswer.objects.create(slot=ended.slots.first(), response="a", digest="x")
        given = QuizException.objects.create(
            user=self.people["learner"], quiz=quiz, extra_attempts=1, reason="Sakit", by=self.people["hr"]
        )
        asked = ask_correction(question=question, by=self.people["lecturer"])
        return {
            "quiz": quiz.pk,
            "graded_quiz": other.pk,
            "bank": bank.pk,
            "category": factories.category(bank, "Jaringan/Alamat IP").pk,
            "share": factories.bank_share(bank, user=factories.user()).pk,
            "bank_import": factories.bank_import(bank, uploaded_by=self.people["lecturer"]).pk,
            "picture": factories.question_picture().pk,
            "form": "gift",
            "question": question.pk,
            "attempt": open_one.pk,
            "ended": ended.pk,
            "late": late.pk,
            "exception": given.pk,
            "correction": asked.pk,
        }

    def _filed(self) -> dict[str, Any]:
        """A file that the learner has handed in and nobody has marked."""
        bank, quiz = factories.bank(course=self.course), factories.quiz(self.module)
        question = factories.question(bank, "file", **body("file"))
        factories.quiz_section(quiz, bank=bank)
        attempt, now = self._attempt(quiz), timezone.now()
        upload = ContentFile(b"%PDF-1.7", name="a.pdf")
        answer = keep_file(attempt=attempt, position=1, upload=upload, now=now)
        save_answers(attempt=attempt, answers=[Answer(1, 1, answer)], device="", now=now)
        submit(attempt=attempt, by=self.people["learner"], now=now)
        return {
            "filed": attempt.pk,
            "position": 1,
            "filed_quiz": quiz.pk,
            "filed_question": question.pk,
            "filed_slot": attempt.slots.get().pk,
        }

    def _attempt(self, quiz: Any) -> Any:
        return start(enrolment=self.enrolment, quiz=quiz, by=self.people["learner"], now=timezone.now())

    def _measured(self) -> int:
        """An OPD in which something is required."""
        CoverageCell.objects.create(
            unit=self.health, skill=factories.skill(), level=2, digital_role="pengguna", staff=1
        )
        return self.health.pk

    def _records(self) -> dict[str, Any]:
        learner, hr = self.people["learner"], self.people["hr"]
        certificate = factories.issued(enrolment=factories.finished(user=learner))
        export = Job.objects.create(kind="dashboards.export_gaps", created_by=hr, payload={"filters": {}})
        sheet = StaffImport.objects.create(uploaded_by=hr, file="impor-pegawai/a.csv", file_name="a.csv")
        folder = CourseImport.objects.create(
            uploaded_by=self.people["lecturer"],
            file="a.zip",
            file_name="a.zip",
            state=CourseImportState.READY,
        )
        order = plan(title="Penataan", basis="Perda", on=timezone.localdate(), by=hr)
        step = add_step(reorganisation=order, kind="rename", unit=self.roads, name="Dinas Jalan", by=hr)
        seen = observe(
            user=learner,
            skill=factories.skill(),
            level=2,
            seen="Mengatur router.",
            observed_on=timezone.localdate(),
            by=self.people["opd_head"],
        )
        return {
            "skill": seen.skill.code,
            "observation": seen.pk,
            "reorganisation": order.pk,
            "reorganisation_step": step.pk,
            "step_kind": "rename",
            "notice": factories.notice(recipient=learner).pk,
            "certificate": certificate.pk,
            "token": certificate.token,
            "seal": certificate.snapshot["seal"],
            "checkpoint": make_checkpoint(at=timezone.now()).size,
            "unsubscribe": unsubscribe_token(learner.pk),
            "indicator": factories.indicator(unit=self.health).pk,
            "need": factories.need(unit=self.health, by=self.people["opd_head"]).pk,
            "claim": factories.claim(user=learner).pk,
            "training": factories.other_training(user=learner).pk,
            "person": learner.pk,
            "unit": self.health.pk,
            "pemdi_document": add_document(
                facts={"year": 2026, "kind": "ai", "title": "Laporan", "dated": timezone.localdate()},
                file=ContentFile(b"%PDF-1.7 %%EOF"),
                kind="pdf",
                by=hr,
            ).pk,
            "measured": self._measured(),
            "grant": self.people["opd_head"].grants.get().pk,
            "job": Job.objects.create(kind="uji", dead_at=timezone.now(), reason="uji").pk,
            "export": export.pk,
            "staff_import": sheet.pk,
            "course_import": folder.pk,
            "media": default_storage.save("images/uji.png", ContentFile(b"x")),
            "kind": "single",
            "year": 2026,
            "sheet_kind": "csv",
            "shape": "json",
            "part": 0,
        }
