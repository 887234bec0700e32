"""The JP ledger: what completed courses and approved training elsewhere add, day by day, under the rules in force."""

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from courses.enums import CreditForm
from courses.jp import raw_by_day, recognised_in_turn, spread_jp
from courses.models import CreditEntry, CreditRule, Enrolment, OtherTraining
from courses.models.credit import rule_on
from courses.queries.outline import outline_of
from lms.skills.actions.cells import lock_people


def credit_jp(*, enrolment: Enrolment) -> list[CreditEntry]:
    """Write the entries of a completed enrolment; call it inside the transaction that completes it.

    The person is held meanwhile: two courses completed at once share the cap of a day.
    """
    lock_people([enrolment.user_id])
    rules = list(CreditRule.objects.filter(form=CreditForm.ELEARNING))
    shares = spread_jp(enrolment.course.jp, _minutes_by_day(enrolment))
    entries = [
        CreditEntry(
            user_id=enrolment.user_id, enrolment=enrolment, day=day, raw_jp=raw, rule=rule_on(rules, day)
        )
        for day, raw in shares.items()
    ]
    return CreditEntry.objects.bulk_create(recognised(entries))


def credit_training(*, training: OtherTraining) -> list[CreditEntry]:
    """Write the entries of an approved training, inside the transaction that approves it."""
    lock_people([training.user_id])
    return CreditEntry.objects.bulk_create(planned(training))


def planned(training: OtherTraining) -> Sequence[CreditEntry]:
    """What the ledger would get of it today, under the rule in force on its last day; nothing is written."""
    rule = rule_on(list(CreditRule.objects.filter(form=training.form)), training.ends_on)
    shares = raw_by_day(rule.terms(training.abroad), training.quantity, training.starts_on, training.ends_on)
    return recognised(
        [
            CreditEntry(
                user_id=training.user_id,
                training=training,
                form=training.form,
                day=day,
                raw_jp=raw,
                rule=rule,
            )
            for day, raw in shares.items()
        ]
    )


def uncredit_training(*, training: OtherTraining) -> int:
    """Remove what it had credited; JP of others that it had crowded out count now. Returns how many of those."""
    lock_people([training.user_id])
    gone = list(training.credits.all())
    training.credits.all().delete()
    rest = list(same_months(gone)) if gone else []
    counts = recognised_in_turn(entry.earned for entry in rest)
    changed = [entry for entry, count in zip(rest, counts, strict=True) if _set(entry, count)]
    CreditEntry.objects.bulk_update(changed, ["recognised_jp"])
    return len(changed)


def _set(entry: CreditEntry, count: int) -> bool:
    before, entry.recognised_jp = entry.recognised_jp, count
    return before != count


def recognised(entries: Sequence[CreditEntry]) -> Sequence[CreditEntry]:
    """Say of new entries, all of one person and form, what counts after what is already in the ledger."""
    if entries:
        earlier = list(same_months(entries))
        counts = recognised_in_turn(entry.earned for entry in [*earlier, *entries])
        for entry, count in zip(entries, counts[len(earlier) :], strict=True):
            entry.recognised_jp = count
    return entries


def same_months(entries: Sequence[CreditEntry]) -> QuerySet[CreditEntry]:
    """Entries of the same person and form in the months of these, in the order in which they were written."""
    first, last = _whole_months(entry.day for entry in entries)
    rows = CreditEntry.objects.filter(
        user=entries[0].user_id, form=entries[0].form, day__gte=first, day__lte=last
    )
    return rows.select_related("rule", "training").order_by("pk")


def _whole_months(days: Iterable[date]) -> tuple[date, date]:
    ordered = sorted(days)
    first, last = ordered[0], ordered[-1]
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _minutes_by_day(enrolment: Enrolment) -> dict[date, int]:
    """Planned minutes of the finished activities, by the WIB day on which they were finished."""
    planned = {activity.pk: max(activity.minutes, 1) for activity in outline_of(enrolment.course).activities}
    finished = enrolment.progress.exclude(completed_at=None).values_list("activity_id", "completed_at")
    minutes: Counter[date] = Counter()
    for activity_id, completed_at in finished:
        minutes[timezone.localtime(completed_at).date()] += planned.get(activity_id, 0)
    return dict(minutes)
