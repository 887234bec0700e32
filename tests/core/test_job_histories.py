"""Jobs through any history of runs, crashes, sweeps and retries, on a clock that is set (hypothesis)."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lms.core import jobs
from lms.core.jobs import More, Refused
from lms.core.models import Job
from lms.skills.models import Field
from tests import factories

pytestmark = pytest.mark.django_db
KIND = "test.history"
START = datetime(2026, 11, 26, 3, tzinfo=UTC)
outcomes = st.sampled_from(["done", "fails", "refused", "more", "overtaken"])
act = st.one_of(
    st.tuples(st.just("enqueue"), st.sampled_from(["a", "b", None])),
    st.tuples(st.just("run"), st.integers(0, 3), outcomes),
    st.tuples(st.just("dies"), st.integers(0, 3)),
    st.tuples(st.just("passes"), st.sampled_from([1, 30, 90, 4000])),
    st.tuples(st.just("sweep")),
    st.tuples(st.just("retry"), st.integers(0, 3)),
)
bounds = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class History:
    """What happened to the jobs, as a person with a notebook would write it down."""

    def __init__(self, clock: list[datetime]) -> None:
        self.clock, self.outcome = clock, "done"
        self.effects: Counter[int] = Counter()
        self.rows = Field.objects.count()
        self.attempts: dict[int, int] = {}
        self.told: list[int] = []

    def work(self, job: Job) -> More | dict | None:
        """The handler: its effect is a row that goes with the transaction."""
        factories.field()
        if self.outcome == "fails":
            raise RuntimeError("gagal")
        if self.outcome == "refused":
            raise Refused("Tidak mungkin.")
        if self.outcome == "overtaken":
            Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
        if self.outcome == "more" and not job.payload.get("second"):
            return More(1, 2, {"second": True})
        return {"ok": True}

    def pick(self, which: int) -> Job | None:
        pks = list(Job.objects.filter(kind=KIND).order_by("pk").values_list("pk", flat=True))
        return Job.objects.get(pk=pks[which % len(pks)]) if pks else None

    def enqueue(self, key: str | None) -> None:
        jobs.enqueue(KIND, key=key)

    def run(self, which: int, outcome: str) -> None:
        job = self.pick(which)
        if job is None:
            return
        self.outcome = outcome
        parts = 2 if outcome == "more" and not job.payload.get("second") else 1
        due = Job.objects.due(self.clock[0]).filter(pk=job.pk).exists()
        assert jobs.run(job.pk) is due
        job.refresh_from_db()
        if due and outcome in {"done", "more"}:
            assert job.done_at is not None
            self.effects[job.pk] += 1
            self.rows += parts

    def dies(self, which: int) -> None:
        """A runner that claimed the job and is never heard of again."""
        if job := self.pick(which):
            Job.objects.claim(job.pk, self.clock[0])

    def passes(self, seconds: int) -> None:
        self.clock[0] += timedelta(seconds=seconds)

    def sweep(self) -> None:
        before = set(Job.objects.due(self.clock[0]).values_list("pk", flat=True))
        self.told.clear()
        jobs.sweep()
        assert set(self.told) <= before

    def retry(self, which: int) -> None:
        if job := self.pick(which):
            jobs.retry(job)

    def check(self) -> None:
        assert Field.objects.count() == self.rows
        for job in Job.objects.filter(kind=KIND):
            assert not (job.done_at and job.dead_at)
            assert job.attempts >= self.attempts.get(job.pk, 0)
            self.attempts[job.pk] = job.attempts
            assert self.effects[job.pk] == (1 if job.done_at else 0)
            assert job.lease_until is None or not (job.done_at or job.dead_at)
            assert bool(job.reason) or not job.dead_at
        keys = list(Job.objects.filter(kind=KIND).exclude(key=None).values_list("key", flat=True))
        assert len(keys) == len(set(keys))


@pytest.fixture
def clock(monkeypatch) -> list[datetime]:
    now = [START]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    return now


@pytest.fixture
def history(clock, monkeypatch):
    monkeypatch.setattr("lms.core.jobs.keeping", _without_a_thread)

    def begin() -> History:
        Job.objects.filter(kind=KIND).delete()
        clock[0] = START
        made = History(clock)
        monkeypatch.setitem(jobs.registry, KIND, jobs.Registration(made.work, True, KIND))
        monkeypatch.setattr("lms.core.jobs.publish", lambda pk: made.told.append(pk) or True)
        return made

    return begin


class _without_a_thread:
    """The thread that renews a lease has a connection of its own, which a test's transaction hides from it."""

    def __init__(self, job: Job) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


@bounds
@example(acts=[("enqueue", "a"), ("run", 0, "fails"), ("retry", 0)])
@given(st.lists(act, min_size=1, max_size=14))
def test_a_job_is_done_at_most_once_and_its_number_never_falls(history, acts):
    story = history()
    for name, *rest in acts:
        getattr(story, name)(*rest)
        story.check()


@bounds
@given(st.lists(act, min_size=1, max_size=10))
def test_whatever_happened_every_job_is_done_or_dead_in_the_end(history, acts):
    """Sweeps and runners that work bring everything to an end; what is dead can be retried and is done then."""
    story = history()
    for name, *rest in acts:
        getattr(story, name)(*rest)

    for _round in range(3 * site.PIAWAI_JOB_ATTEMPTS):
        story.passes(4000)
        story.sweep()
        for pk in list(story.told):
            story.outcome = "done"
            jobs.run(pk)

    story.outcome = "done"
    assert not Job.objects.open().filter(kind=KIND).exists()
    for job in Job.objects.filter(kind=KIND).exclude(dead_at=None):
        assert (jobs.retry(job), jobs.run(job.pk)) == (True, True)
    assert not Job.objects.filter(kind=KIND, done_at=None).exists()
