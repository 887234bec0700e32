from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.enums import JobState


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> "JobQuerySet":
        return self.filter(done_at=None, dead_at=None)

    def due(self, now: datetime) -> "JobQuerySet":
        """Open, wanted by now, and leased by nobody: what a runner may claim."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        return self.open().filter(free, run_after__lte=now)

    def untold(self, now: datetime, again: timedelta) -> "JobQuerySet":
        """Due, and no worker was told of it, or so long ago that the message may be lost."""
        return self.due(now).filter(Q(published_at=None) | Q(published_at__lt=now - again))

    def abandoned(self, now: datetime) -> "JobQuerySet":
        """Left by runners that died, a whole round of times: an expired lease that nobody gave back."""
        rounds = (
            self.due(now)
            .exclude(lease_until=None)
            .annotate(over=F("attempts") % settings.PIAWAI_JOB_ATTEMPTS)
        )
        return rounds.filter(over=0, attempts__gt=0)

    def in_state(self, state: JobState) -> "JobQuerySet":
        leased = Q(lease_until__gte=timezone.now())
        match state:
            case JobState.DONE:
                return self.exclude(done_at=None)
            case JobState.DEAD:
                return self.exclude(dead_at=None)
            case JobState.FAILED:
                return self.open().exclude(reason="")
            case JobState.RUNNING:
                return self.open().filter(leased, reason="")
            case JobState.WAITING:
                return self.open().filter(Q(lease_until=None) | ~leased, reason="")

    def claim(self, pk: int, now: datetime) -> "Job | None":
        """Lease row ``pk`` to this runner; None when another has it, or it is done, dead or not yet due.

        The update takes the row only as it was read, so the number of attempts belongs to one runner alone.
        """
        job = self.filter(pk=pk).due(now).first()
        if job is None:
            return None
        until, attempts = now + settings.PIAWAI_JOB_LEASE, job.attempts + 1
        unchanged = self.filter(pk=pk, attempts=job.attempts).due(now)
        if not unchanged.update(lease_until=until, attempts=attempts):
            return None
        job.lease_until, job.attempts = until, attempts
        return job


class Job(models.Model):
    """A promise of background work, written in the transaction of its cause (the outbox).

    ``attempts`` doubles as fencing token: it only ever grows, and whoever runs the job writes only where the
    number is still its own. ``published_at`` is when a worker was last told to look at the row.
    """

    kind = models.CharField(_("jenis"), max_length=80)
    key = models.CharField(_("kunci"), max_length=200, null=True, blank=True)
    payload = models.JSONField(_("muatan"), default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now, db_index=True)
    run_after = models.DateTimeField(_("tidak sebelum"), default=timezone.now)
    lease_until = models.DateTimeField(_("dikerjakan sampai"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("percobaan"), default=0)
    published_at = models.DateTimeField(_("diumumkan"), null=True, blank=True)
    done_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    dead_at = models.DateTimeField(_("dihentikan"), null=True, blank=True)
    reason = models.TextField(_("sebab"), blank=True)
    result = models.JSONField(_("hasil"), null=True, blank=True)
    progress_done = models.PositiveIntegerField(_("sudah"), default=0)
    progress_total = models.PositiveIntegerField(_("dari"), default=0)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_once_per_key"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None), name="job_not_both_done_and_dead"
            ),
        ]
        indexes = [
            models.Index(
                fields=["run_after"], condition=Q(done_at=None, dead_at=None), name="job_open_run_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def state(self) -> JobState:
        if self.done_at:
            return JobState.DONE
        if self.dead_at:
            return JobState.DEAD
        if self.reason:
            return JobState.FAILED
        if self.lease_until and self.lease_until >= timezone.now():
            return JobState.RUNNING
        return JobState.WAITING

    def mine(self) -> JobQuerySet:
        """This row, as long as the lease has not passed to another runner."""
        return Job.objects.open().filter(pk=self.pk, attempts=self.attempts)
