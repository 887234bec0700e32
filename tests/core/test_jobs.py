from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.core import jobs
from lms.core.enums import JobState
from lms.core.jobs import More, Refused
from lms.core.models import Job
from tests import factories

pytestmark = pytest.mark.django_db
KIND = "test.work"


def work(**fields) -> Job:
    return Job.objects.create(kind=KIND, **fields)


def ago(**span) -> "timezone.datetime":
    return timezone.now() - timedelta(**span)


def reload(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


# --- enqueue ------------------------------------------------------------------------------------------


def test_a_promise_tells_a_worker_once_committed(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue(KIND, {"a": 1})
        before = list(told)

    assert (before, told) == ([], [job.pk])
    assert (job.payload, job.state) == ({"a": 1}, JobState.WAITING)


def test_the_same_key_promises_once(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = jobs.enqueue(KIND, key="a"), jobs.enqueue(KIND, key="a")

    assert (first.pk, told) == (second.pk, [first.pk])


def test_a_promise_for_later_is_not_told_now(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue(KIND, run_after=timezone.now() + timedelta(hours=1))

    assert (told, job.published_at) == ([], None)


def test_a_rolled_back_promise_leaves_nothing(told):
    with transaction.atomic():
        jobs.enqueue(KIND)
        transaction.set_rollback(True)

    assert (Job.objects.count(), told) == (0, [])


def test_a_broker_that_is_down_breaks_nothing(monkeypatch):
    def refuse(pk):
        raise ConnectionRefusedError

    monkeypatch.setattr("lms.core.tasks.run_job.delay", refuse)

    assert jobs.publish(1) is False


# --- run ----------------------------------------------------------------------------------------------


def test_a_job_runs_once_and_keeps_its_result(handle):
    seen = []
    handle(lambda job: seen.append(job.payload) or {"ok": 1})
    job = jobs.enqueue(KIND, {"a": 1})

    ran = [jobs.run(job.pk), jobs.run(job.pk)]

    job = reload(job)
    assert (ran, seen, job.result, job.state) == ([True, False], [{"a": 1}], {"ok": 1}, JobState.DONE)


def test_effect_and_done_are_one(handle):
    def effect(job):
        factories.field(slug="jejak")
        raise RuntimeError("after the effect")

    handle(effect)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    assert not type(factories.field()).objects.filter(slug="jejak").exists()
    assert reload(job).state == JobState.FAILED


def test_parts_are_committed_one_by_one(handle):
    def step(job):
        done = job.payload.get("done", 0) + 1
        if done == 3:
            raise RuntimeError
        return More(done, 5, {"done": done})

    handle(step)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    job = reload(job)
    assert (job.payload, job.progress_done, job.progress_total) == ({"done": 2}, 2, 5)


def test_the_next_try_goes_on_where_the_last_one_stopped(handle):
    def step(job):
        done = job.payload.get("done", 0) + 1
        return More(done, 3, {"done": done}) if done < 3 else {"done": done}

    handle(step)
    job = work(payload={"done": 1})

    jobs.run(job.pk)

    assert reload(job).result == {"done": 3}


def test_more_without_a_payload_keeps_the_old_one(handle):
    calls = []
    handle(lambda job: calls.append(job.payload) or (More(1, 2) if len(calls) == 1 else None))
    job = jobs.enqueue(KIND, {"a": 1})

    jobs.run(job.pk)

    assert calls == [{"a": 1}, {"a": 1}]


def test_a_refusal_is_final_and_says_why(handle):
    def refuse(job):
        raise Refused("Berkas tidak ada.")

    handle(refuse)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    job = reload(job)
    assert (job.state, job.reason, jobs.run(job.pk)) == (JobState.DEAD, "Berkas tidak ada.", False)


def test_a_kind_that_this_worker_does_not_know_is_left_for_another():
    job = jobs.enqueue("test.unknown")

    jobs.run(job.pk)

    job = reload(job)
    assert (job.state, job.reason) == (JobState.FAILED, "UnknownKind: test.unknown")


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (1, 4), (4, 32), (6, 128), (8, 2)])
def test_each_failure_waits_twice_as_long(handle, attempts, seconds):
    handle(lambda job: 1 / 0)
    job = work(attempts=attempts)

    jobs.run(job.pk)

    job = reload(job)
    wait = (job.run_after - timezone.now()).total_seconds()
    assert (job.state, round(wait)) == (JobState.FAILED, seconds)
    assert (job.lease_until, job.published_at) == (None, None)


def test_after_a_whole_round_it_is_dead(handle):
    handle(lambda job: 1 / 0)
    job = work(attempts=7)

    jobs.run(job.pk)

    job = reload(job)
    assert (job.state, job.reason) == (JobState.DEAD, "ZeroDivisionError: division by zero")


def test_reasons_and_logs_never_show_a_whole_number_of_a_person(handle, caplog):
    number = factories.nip(1)

    def quote(job):
        raise IntegrityError(f"Key (nip)=({number}) already exists")

    handle(quote)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    assert reload(job).reason == "IntegrityError: Key (nip)=(•••) already exists"
    assert number not in caplog.text


def test_work_outside_a_transaction_ends_as_done(handle):
    handle(lambda job: {"rows": 3}, atomic=False)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    assert reload(job).result == {"rows": 3}


def test_work_outside_a_transaction_may_finish_itself(handle):
    handle(lambda job: jobs.finish(job, {"own": True}), atomic=False)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    assert reload(job).result == {"own": True}


def test_work_outside_a_transaction_reports(handle):
    seen = []

    def read(job):
        jobs.report(job, 50, 100)
        seen.append(reload(job).progress_done)

    handle(read, atomic=False)

    jobs.run(jobs.enqueue(KIND).pk)

    assert seen == [50]


# --- claims, leases, fencing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "claimed"),
    [
        ({}, True),
        ({"lease_until": timezone.now() + timedelta(days=1)}, False),
        ({"lease_until": timezone.now() - timedelta(days=1)}, True),
        ({"run_after": timezone.now() + timedelta(days=1)}, False),
        ({"done_at": timezone.now()}, False),
        ({"dead_at": timezone.now(), "reason": "x"}, False),
    ],
)
def test_who_may_be_claimed(fields, claimed):
    job = work(**fields)

    assert (Job.objects.claim(job.pk, timezone.now()) is not None) == claimed


def test_a_job_that_is_gone_is_not_claimed():
    assert jobs.run(0) is False


def test_a_claim_is_lost_when_another_came_between(monkeypatch):
    job = work()
    read = Job.objects.all().first

    def slow_first(self):
        row = read()
        Job.objects.filter(pk=job.pk).update(attempts=1)
        return row

    monkeypatch.setattr("lms.core.models.job.JobQuerySet.first", slow_first)

    assert Job.objects.claim(job.pk, timezone.now()) is None


def test_a_runner_that_was_overtaken_changes_nothing(handle):
    def slow(job):
        factories.field(slug="jejak")
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
        return {"mine": True}

    handle(slow)
    job = work()

    with transaction.atomic():
        jobs.run(job.pk)

    assert (reload(job).done_at, reload(job).result) == (None, None)


@pytest.mark.parametrize("outcome", [More(1, 2), Refused("x"), RuntimeError("x")])
def test_an_overtaken_runner_leaves_no_word(handle, outcome):
    def slow(job):
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    handle(slow, atomic=False)
    job = work()

    jobs.run(job.pk)

    job = reload(job)
    assert (job.reason, job.dead_at, job.progress_done) == ("", None, 0)


def test_reporting_for_somebody_else_stops_the_work(handle):
    def slow(job):
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
        jobs.report(job, 1, 2)

    handle(slow, atomic=False)
    job = work()

    jobs.run(job.pk)

    assert reload(job).progress_done == 0


# --- retry --------------------------------------------------------------------------------------------


def test_a_dead_job_gets_a_fresh_round(handle, told, django_capture_on_commit_callbacks):
    handle(lambda job: None)
    job = work(attempts=8, dead_at=timezone.now(), reason="x")

    with django_capture_on_commit_callbacks(execute=True):
        again = jobs.retry(job)
    jobs.run(job.pk)

    assert (again, told, reload(job).state) == (True, [job.pk], JobState.DONE)


@pytest.mark.parametrize(("attempts", "later"), [(1, 8), (3, 8), (8, 8), (9, 16)])
def test_the_number_of_attempts_never_falls(told, attempts, later):
    job = work(attempts=attempts, reason="x")

    jobs.retry(job)

    assert reload(job).attempts == later


@pytest.mark.parametrize(
    "fields",
    [
        {"done_at": timezone.now()},
        {"reason": "x", "lease_until": timezone.now() + timedelta(days=1)},
        {},
    ],
)
def test_done_running_and_waiting_jobs_are_not_retried(told, fields):
    job = work(**fields)

    assert (jobs.retry(job), told) == (False, [])


# --- sweep --------------------------------------------------------------------------------------------


def test_the_sweeper_tells_what_nobody_was_told_of(told):
    job = work()

    assert (jobs.sweep(), told) == (1, [job.pk])


def test_the_sweeper_does_not_repeat_itself(told):
    work()

    assert [jobs.sweep(), jobs.sweep()] == [1, 0]


def test_a_message_that_must_be_lost_is_told_again(told):
    job = work(published_at=ago(seconds=21))
    work(published_at=ago(seconds=10))

    jobs.sweep()

    assert told == [job.pk]


def test_an_expired_lease_is_told_again(told):
    job = work(attempts=1, lease_until=ago(seconds=1), published_at=ago(minutes=2))

    jobs.sweep()

    assert told == [job.pk]


def test_what_is_held_done_dead_or_early_is_left_alone(told):
    now = timezone.now()
    work(lease_until=now + timedelta(minutes=1))
    work(done_at=now)
    work(dead_at=now, reason="x")
    work(run_after=now + timedelta(minutes=1))

    assert jobs.sweep() == 0


def test_a_broker_that_is_down_is_tried_once_a_sweep(monkeypatch):
    tries = []
    monkeypatch.setattr("lms.core.jobs.publish", lambda pk: tries.append(pk))
    work()
    work()

    assert (jobs.sweep(), len(tries)) == (0, 1)
    assert set(Job.objects.values_list("published_at", flat=True)) == {None}


def test_a_job_that_kills_its_runner_every_time_is_given_up(told):
    job = work(attempts=8, lease_until=ago(seconds=1))

    jobs.sweep()

    job = reload(job)
    assert (told, job.state) == ([], JobState.DEAD)
    assert job.reason == "Pelaksana pekerjaan ini berhenti mendadak setiap kali dicoba."


@pytest.mark.parametrize("count", [1, 3])
def test_a_sweep_costs_the_same_for_one_and_for_three(told, count, django_assert_num_queries):
    for _ in range(count):
        work()

    with django_assert_num_queries(3):
        jobs.sweep()


# --- states -------------------------------------------------------------------------------------------

STATES = [
    ({}, JobState.WAITING),
    ({"run_after": timezone.now() + timedelta(hours=1)}, JobState.WAITING),
    ({"lease_until": timezone.now() - timedelta(hours=1), "attempts": 1}, JobState.WAITING),
    ({"lease_until": timezone.now() + timedelta(hours=1), "attempts": 1}, JobState.RUNNING),
    ({"reason": "x", "attempts": 1}, JobState.FAILED),
    ({"dead_at": timezone.now(), "reason": "x"}, JobState.DEAD),
    ({"done_at": timezone.now()}, JobState.DONE),
]


@pytest.mark.parametrize(("fields", "state"), STATES)
def test_a_state_is_the_same_in_python_and_in_the_database(fields, state):
    job = work(**fields)

    found = [each for each in JobState if Job.objects.in_state(each).filter(pk=job.pk).exists()]

    assert (job.state, found) == (state, [state])


def test_the_database_keeps_done_and_dead_apart():
    with pytest.raises(IntegrityError), transaction.atomic():
        work(done_at=timezone.now(), dead_at=timezone.now())
