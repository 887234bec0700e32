"""Give back the time that an outage took, in one act."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assessments import rules
from assessments.actions.attempts import promise_to_close
from assessments.enums import AttemptState, ClosedBy
from assessments.models import Attempt, Outage, QuizException
from lms.audit import log
from lms.people.models import User


@dataclass(frozen=True)
class Touched:
    """Attempts that an outage took time from: those that run, and those that ran out of time without passing."""

    running: list[Attempt]
    ran_out: list[Attempt]


def touched_by(started_at: datetime, ended_at: datetime) -> Touched:
    during = Q(started_at__lt=ended_at, deadline_at__gt=started_at)
    running = Attempt.objects.open().filter(during)
    ran_out = Attempt.objects.submitted().filter(during, closed_by=ClosedBy.DEADLINE, passed=False)
    limited = ran_out.exclude(quiz__attempts_allowed=0)
    return Touched(list(running.order_by("pk")), list(limited.select_related("quiz").order_by("pk")))


class NotAnOutage(Exception):
    """An outage has a reason, and ends after it began."""


@transaction.atomic
def credit_outage(
    *, started_at: datetime, ended_at: datetime, reason: str, by: User, now: datetime
) -> Outage:
    """Record an outage and give back its time: running attempts end later, those that ran out get one more chance.

    One that lies ahead counts for attempts that begin before it, too (``actions.attempts``). Raises ``NotAnOutage``.
    """
    if not reason.strip() or ended_at <= started_at:
        raise NotAnOutage
    outage = Outage.objects.create(
        started_at=started_at, ended_at=ended_at, reason=reason.strip(), by=by, at=now
    )
    found = touched_by(started_at, ended_at)
    outage.extended = sum(_extend(attempt.pk, outage) for attempt in found.running)
    outage.granted = sum(_grant(attempt, outage, by) for attempt in found.ran_out)
    outage.save(update_fields=["extended", "granted"])
    counts = {"extended": outage.extended, "granted": outage.granted}
    times = {"from": started_at.isoformat(), "to": ended_at.isoformat()}
    log.record("assessments.credit_outage", outage, by=by, reason=outage.reason, after=counts | times)
    return outage


def _extend(pk: int, outage: Outage) -> bool:
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=pk)
    ends = attempt.deadline_at
    if attempt.state != AttemptState.OPEN or ends is None:
        return False
    attempt.deadline_at = ends + rules.overlap(attempt.started_at, ends, outage.started_at, outage.ended_at)
    attempt.save(update_fields=["deadline_at"])
    promise_to_close(attempt, None, again=f"-{outage.pk}")
    return True


def _grant(attempt: Attempt, outage: Outage, by: User) -> bool:
    reason = _("Gangguan %(when)s") % {"when": outage}
    row, created = QuizException.objects.get_or_create(
        user_id=attempt.user_id,
        quiz_id=attempt.quiz_id,
        defaults={"extra_attempts": 1, "reason": reason, "by": by, "at": outage.at},
    )
    if not created:
        QuizException.objects.filter(pk=row.pk).update(extra_attempts=F("extra_attempts") + 1)
    return True
