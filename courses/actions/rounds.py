"""Yearly duties: a round ends, is counted, and the next one opens."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from courses.actions.mandates import apply
from courses.enums import EnrolmentState, MandateState
from courses.models import Enrolment, Mandate, MandateRound
from courses.rules import next_due, round_from
from lms.audit.log import record
from lms.core.dates import last_minute


def over(now: datetime) -> QuerySet[Mandate]:
    """Yearly duties whose round has ended."""
    rows = Mandate.objects.filter(state=MandateState.ACTIVE, round_from__isnull=False, due_at__lt=now)
    return rows.select_related("course", "unit", "skill", "step__path").order_by("pk")


def of_round(mandate: Mandate) -> QuerySet[Enrolment]:
    """What belongs to the round that runs: open, or finished since it counts."""
    rows = mandate.enrolments.kept()
    if mandate.round_from is None:
        return rows
    return rows.filter(Q(completed_at=None) | Q(completed_at__gte=mandate.round_from))


@transaction.atomic
def open_round(*, mandate: Mandate, now: datetime) -> bool:
    """Count the round that ended and open the next; False when it is too early for that.

    Who has not finished goes on in the same cycle, with the new due date.
    """
    held = Mandate.objects.select_for_update(of=["self"]).select_related(
        "course", "unit", "skill", "step__path"
    )
    mandate = held.get(pk=mandate.pk)
    ended = mandate.due_at
    due = next_due(timezone.localtime(ended).date(), timezone.localdate(now))
    if due is None or ended > now or mandate.state != MandateState.ACTIVE:
        return False
    _count(mandate)
    mandate.due_at = last_minute(due)
    mandate.round_from = round_from(mandate.due_at)
    mandate.save(update_fields=["due_at", "round_from"])
    mandate.enrolments.open().update(due_at=mandate.due_for(now))
    people = apply(mandate=mandate, by=None)
    record(
        "courses.open_round", mandate, by=None, after={"due_at": mandate.due_at.isoformat(), "people": people}
    )
    return True


def _count(mandate: Mandate) -> MandateRound:
    rows = of_round(mandate)
    done = rows.filter(state=EnrolmentState.COMPLETED)
    in_time = done.filter(completed_at__lte=F("due_at")).count()
    return MandateRound.objects.create(
        mandate=mandate,
        due_at=mandate.due_at,
        people=rows.count(),
        in_time=in_time,
        late=done.count() - in_time,
    )
