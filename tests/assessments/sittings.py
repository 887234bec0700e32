"""Many attempts by many people, answered as one says."""

from datetime import timedelta

from assessments.actions.attempts import start, submit
from assessments.models import Attempt
from tests import factories
from tests.assessments.conftest import NOW, Stage


def sit(stage: Stage, responses, *, seconds: int = 30, enrolment=None) -> Attempt:
    """One graded attempt that answers its questions in turn, each ``seconds`` after the other; None leaves it empty."""
    enrolment = enrolment or factories.enrolment(user=factories.user(), course=stage.course)
    attempt = start(enrolment=enrolment, quiz=stage.quiz, by=enrolment.user, now=NOW)
    later = NOW
    for position, response in enumerate(responses, start=1):
        later += timedelta(seconds=seconds)
        if response is not None:
            stage.save(attempt, position, 1, response, now=later)
    return submit(attempt=attempt, by=enrolment.user, now=later)
