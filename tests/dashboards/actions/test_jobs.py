import pytest
from django.utils import timezone

from lms.audit.models import Event
from lms.core.enums import JobState
from lms.core.models import Job
from lms.dashboards.actions.jobs import retry_job
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_dead_job_waits_again_and_the_act_is_audited():
    actor = factories.user()
    job = Job.objects.create(kind="x", attempts=8, dead_at=timezone.now(), reason="NIP 199001012015051901")

    assert retry_job(job=job, by=actor)

    event = Event.objects.get()
    assert Job.objects.get().state == JobState.WAITING
    assert (event.actor, event.act, event.target_id) == (actor, "core.retry_job", str(job.pk))
    assert (event.before, event.after) == ({"state": "dead", "reason": "NIP •••"}, {"state": "waiting"})


def test_a_job_that_is_done_is_left_alone():
    job = Job.objects.create(kind="x", done_at=timezone.now())

    assert not retry_job(job=job, by=factories.user())
    assert not Event.objects.exists()
