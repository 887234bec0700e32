"""A quiz with an essay, those who mark it, and answers that wait."""

from dataclasses import dataclass

from assessments.actions.attempts import submit
from assessments.actions.marking import mark_answer
from assessments.models import Attempt, AttemptSlot
from lms.people.enums import Role
from lms.people.models import User
from tests import factories
from tests.assessments.conftest import NOW, Stage, build_stage
from tests.assessments.grading.bodies import body

GOOD, POOR = {"1": "6", "2": "4"}, {"1": "0", "2": "1"}


@dataclass
class Desk:
    """One single-choice question and one essay of 6 and 4 points; three lecturers of the course."""

    stage: Stage
    markers: list[User]

    def hand_in(self, text: str | None = "Jawaban saya.", enrolment=None) -> Attempt:
        """An attempt that was handed in, its choice right; ``text`` None leaves the essay empty."""
        enrolment = enrolment or self.stage.enrolment
        attempt = self._begun(enrolment)
        for slot in attempt.slots.select_related("version"):
            answer = text if slot.version.kind == "essay" else "a"
            if answer:
                self.stage.save(attempt, slot.position, 1, answer)
        return submit(attempt=attempt, by=enrolment.user, now=NOW)

    def _begun(self, enrolment) -> Attempt:
        stage = self.stage
        return Stage(stage.course, stage.module, stage.quiz, stage.bank, enrolment.user, enrolment).start()

    def mark(self, attempt: Attempt, by: User, points=GOOD, **more):
        slot = essay_of(attempt)
        facts = {"seen": slot.marks.count(), "comment": "", "now": NOW} | more
        return mark_answer(slot=slot, points=points, by=by, **facts)


def essay_of(attempt: Attempt) -> AttemptSlot:
    return attempt.slots.select_related("attempt").get(version__kind="essay")


def build_desk(**rules) -> Desk:
    stage = build_stage(questions=1, **rules)
    factories.question(stage.bank, "essay", **body("essay"))
    city, people = factories.city(), [factories.user() for _n in range(3)]
    for person in people:
        factories.grant(person, Role.LECTURER, city)
    stage.course.lecturers = people
    stage.course.save()
    return Desk(stage, people)
