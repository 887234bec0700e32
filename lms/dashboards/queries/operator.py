"""How the system is: a few figures, and what follows from them in sentences with a next step."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core.enums import JobState
from lms.core.models import Job
from lms.core.pulse import last_beat

PATIENCE = timedelta(minutes=5)
SILENCE = timedelta(minutes=1)
LEAST_FREE = 0.1


@dataclass(frozen=True)
class Health:
    """``free`` is a share of the disk; times are None where nothing was seen or nothing waits."""

    now: datetime
    waiting: int
    running: int
    failed: int
    dead: int
    oldest_waiting: datetime | None
    last_beat: datetime | None
    database: str
    broker: str
    free_bytes: int
    free: float
    mails: int | None


@dataclass(frozen=True)
class Finding:
    kind: str
    text: str
    step: str
    url: str = ""


def health() -> Health:
    now = timezone.now()
    disk = shutil.disk_usage(settings.VAR)
    return Health(
        now=now,
        **_job_counts(now),
        last_beat=last_beat(),
        database=connection.display_name,
        broker=settings.CELERY_BROKER_URL.partition(":")[0],
        free_bytes=disk.free,
        free=disk.free / disk.total,
        mails=_mails_in_folder(),
    )


def _job_counts(now: datetime) -> dict[str, Any]:
    is_leased = Q(lease_until__gte=now)
    is_free = Q(reason="") & (Q(lease_until=None) | ~is_leased)
    counts = Job.objects.filter(done_at=None).aggregate(
        waiting=Count("pk", filter=is_free & Q(dead_at=None)),
        running=Count("pk", filter=is_leased & Q(dead_at=None, reason="")),
        failed=Count("pk", filter=Q(dead_at=None) & ~Q(reason="")),
        dead=Count("pk", filter=Q(dead_at__isnull=False)),
        oldest_waiting=Min("run_after", filter=is_free & Q(dead_at=None, run_after__lte=now)),
    )
    return dict(counts)


def _mails_in_folder() -> int | None:
    """How many mails lie in the folder that stands in for a mail server; None where there is a server."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return sum(1 for path in Path(folder).glob("*") if path.is_file()) if folder else None


def findings(state: Health) -> list[Finding]:
    """What is wrong, the worst first; one good sentence when nothing is."""
    found = [*_beat(state), *_dead(state), *_disk(state), *_queue(state), *_failed(state)]
    return found or [Finding("ok", _("Semua berjalan."), _("Tidak ada yang perlu dilakukan."))]


def _beat(state: Health) -> list[Finding]:
    if state.last_beat and state.now - state.last_beat <= SILENCE:
        return []
    step = _("Periksa apakah pelaksana (celery worker -B) hidup, lalu jalankan ulang.")
    if state.last_beat is None:
        return [Finding("bad", _("Penjadwal belum pernah terlihat."), step)]
    minutes = int((state.now - state.last_beat).total_seconds() // 60)
    text = ngettext("Penjadwal diam sejak %(n)s menit.", "Penjadwal diam sejak %(n)s menit.", minutes)
    return [Finding("bad", text % {"n": minutes}, step)]


def _dead(state: Health) -> list[Finding]:
    if not state.dead:
        return []
    text = ngettext("%(n)s pekerjaan dihentikan.", "%(n)s pekerjaan dihentikan.", state.dead)
    step = _("Baca sebabnya, perbaiki, lalu ulangi pekerjaannya.")
    return [Finding("bad", text % {"n": state.dead}, step, jobs_url(JobState.DEAD))]


def _disk(state: Health) -> list[Finding]:
    if state.free >= LEAST_FREE:
        return []
    text = _("Ruang simpan hampir habis: tersisa %(n)s %%.") % {"n": int(state.free * 100)}
    return [Finding("bad", text, _("Pindahkan cadangan lama, atau perbesar penyimpanan."))]


def _queue(state: Health) -> list[Finding]:
    if state.oldest_waiting is None or state.now - state.oldest_waiting <= PATIENCE:
        return []
    minutes = int((state.now - state.oldest_waiting).total_seconds() // 60)
    text = ngettext(
        "Pekerjaan tertua menunggu %(n)s menit.", "Pekerjaan tertua menunggu %(n)s menit.", minutes
    )
    step = _("Periksa pelaksana; tambah satu lagi bila semuanya sibuk.")
    return [Finding("warn", text % {"n": minutes}, step, jobs_url(JobState.WAITING))]


def _failed(state: Health) -> list[Finding]:
    if not state.failed:
        return []
    text = ngettext(
        "%(n)s pekerjaan gagal dan akan diulang sendiri.",
        "%(n)s pekerjaan gagal dan akan diulang sendiri.",
        state.failed,
    )
    step = _("Tunggu; bila sebabnya tidak hilang sendiri, perbaiki lebih dahulu.")
    return [Finding("warn", text % {"n": state.failed}, step, jobs_url(JobState.FAILED))]


def jobs_url(state: JobState) -> str:
    return f"{reverse('jobs')}?keadaan={state.value}"
