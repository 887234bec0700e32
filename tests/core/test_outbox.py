"""The promise of a job belongs to its transaction, and its message is sent after it, in order and never before."""

import pytest
from django.db import transaction

from lms.core import jobs
from lms.core.jobs import Refused
from lms.core.models import Job
from tests.breaking import power_until

pytestmark = pytest.mark.django_db
KIND = "test.work"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run something, then commit: what was told before, and what a worker was told after."""

    def run(what, told):
        with django_capture_on_commit_callbacks(execute=True):
            what()
            before = list(told)
        return before, list(told)

    return run


def several():
    for key in ("a", "b", "c"):
        jobs.enqueue(KIND, key=key)


def twice_the_same():
    several()
    several()


def part_taken_back():
    jobs.enqueue(KIND, key="a")
    with transaction.atomic():
        jobs.enqueue(KIND, key="b")
        transaction.set_rollback(True)
    jobs.enqueue(KIND, key="c")


def nested_and_kept():
    with transaction.atomic():
        jobs.enqueue(KIND, key="a")
        with transaction.atomic():
            jobs.enqueue(KIND, key="b")


def inner_kept_and_outer_taken_back():
    with transaction.atomic():
        with transaction.atomic():
            jobs.enqueue(KIND, key="a")
        transaction.set_rollback(True)
    jobs.enqueue(KIND, key="b")


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        (several, ["a", "b", "c"]),
        (twice_the_same, ["a", "b", "c"]),
        (part_taken_back, ["a", "c"]),
        (nested_and_kept, ["a", "b"]),
        (inner_kept_and_outer_taken_back, ["b"]),
    ],
)
def test_workers_are_told_of_what_stands_in_the_order_of_the_promises(committed, told, what, keys):
    before, after = committed(what, told)

    assert before == []
    assert (
        [Job.objects.get(pk=pk).key for pk in after]
        == keys
        == [job.key for job in Job.objects.order_by("pk")]
    )


def test_a_broker_that_fails_for_one_is_asked_for_the_others(committed, monkeypatch):
    told = []

    def tell(pk):
        if not told:
            told.append(None)
            raise ConnectionResetError
        told.append(pk)

    monkeypatch.setattr("lms.core.tasks.run_job.delay", tell)
    committed(several, told)

    assert told == [None, *Job.objects.exclude(key="a").order_by("pk").values_list("pk", flat=True)]


def test_a_run_whose_last_write_fails_has_no_effect_and_is_tried_again(handle):
    handle(lambda job: {"try": job.attempts})
    job = jobs.enqueue(KIND)

    with power_until(2):
        jobs.run(job.pk)

    job.refresh_from_db()
    Job.objects.update(run_after=job.created_at)
    assert (job.done_at, job.reason) == (None, "OperationalError: the power went")
    assert (jobs.run(job.pk), Job.objects.get().result) == (True, {"try": 2})


MESSAGES = [
    ("kosong\0di tengah", "RuntimeError: kosongdi tengah"),
    ("separuh \ud83d", "RuntimeError: separuh ?"),
    ("NIP 199001012018011900 ganda", "RuntimeError: NIP ••• ganda"),
    ("", "RuntimeError: "),
    ("x" * 5000, f"RuntimeError: {'x' * 1986}"),
    ("baris\nkedua", "RuntimeError: baris\nkedua"),
]


@pytest.mark.parametrize(("message", "kept"), MESSAGES, ids=["nul", "half", "nip", "none", "long", "lines"])
def test_whatever_a_failure_says_its_reason_can_be_kept(handle, message, kept):
    def fails(job):
        raise RuntimeError(message)

    handle(fails)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    assert Job.objects.get(pk=job.pk).reason == kept


@pytest.mark.parametrize(
    ("message", "kept"), [("a\0b", "ab"), ("\ud83d", "?"), ("Berkas hilang.", "Berkas hilang.")]
)
def test_whatever_a_refusal_says_it_is_final(handle, message, kept):
    def refuses(job):
        raise Refused(message)

    handle(refuses)
    job = jobs.enqueue(KIND)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.reason, job.dead_at is not None) == (kept, True)
