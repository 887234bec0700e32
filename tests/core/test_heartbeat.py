import time
from datetime import timedelta

import pytest
from django.utils import timezone

from lms.core.heartbeat import keeping
from lms.core.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _short_lease(settings):
    settings.PIAWAI_JOB_LEASE = timedelta(milliseconds=300)


def claimed() -> Job:
    job = Job.objects.create(kind="test.work")
    return Job.objects.claim(job.pk, timezone.now())


def lease_of(job: Job) -> "timezone.datetime":
    return Job.objects.get(pk=job.pk).lease_until


def test_a_lease_is_kept_while_the_work_goes_on():
    job = claimed()

    with keeping(job):
        time.sleep(0.6)

    assert lease_of(job) > timezone.now()


def test_a_lease_is_left_alone_once_the_work_is_over():
    job = claimed()

    with keeping(job):
        pass
    time.sleep(0.2)

    assert lease_of(job) == job.lease_until


def test_the_lease_of_another_runner_is_never_renewed():
    job = claimed()
    Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)

    with keeping(job):
        time.sleep(0.3)

    assert lease_of(job) == job.lease_until


def test_a_handler_that_hangs_does_not_keep_its_lease_for_ever(monkeypatch):
    monkeypatch.setattr("lms.core.heartbeat.LONGEST", timedelta(milliseconds=100))
    job = claimed()

    with keeping(job):
        time.sleep(0.7)

    assert lease_of(job) < timezone.now()
