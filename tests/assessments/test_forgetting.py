from assessments.actions.attempts import agrees, regrade, submit
from assessments.forgetting import forget
from assessments.models import AnswerStep


def test_the_device_goes_and_the_grade_still_agrees(stage, later):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")
    ended = submit(attempt=attempt, by=stage.learner, now=later(minutes=5))

    forget(stage.learner)

    assert AnswerStep.objects.values_list("response", "device", "client_at").get() == ("a", "", None)
    assert agrees(ended, regrade(attempt=ended))
