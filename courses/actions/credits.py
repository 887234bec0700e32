"""The JP ledger: what a completed course adds, day by day, under the rule of that day."""

from collections import Counter
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from courses.enums import CreditForm
from courses.models import CreditEntry, CreditRule, Enrolment
from courses.queries.outline import outline_of
from courses.rules import recognised_jp, spread_jp
from lms.skills.actions.cells import lock_people


def credit_jp(*, enrolment: Enrolment) -> list[CreditEntry]:
    """Write the entries of a completed enrolment; call it inside the transaction that completes it.

    The person is held meanwhile: two courses completed at once share the cap of a day.
    """
    lock_people([enrolment.user_id])
    entries = []
    for day, raw in spread_jp(enrolment.course.jp, _minutes_by_day(enrolment)).items():
        rule = _rule_on(day)
        already = _recognised_on(enrolment.user_id, day, rule.form)
        recognised = recognised_jp(raw, already, rule.daily_cap)
        entry = CreditEntry(
            user_id=enrolment.user_id,
            enrolment=enrolment,
            form=rule.form,
            day=day,
            raw_jp=raw,
            recognised_jp=recognised,
            rule=rule,
        )
        entries.append(entry)
    return CreditEntry.objects.bulk_create(entries)


def _minutes_by_day(enrolment: Enrolment) -> dict[date, int]:
    """Planned minutes of the finished activities, by the WIB day on which they were finished."""
    planned = {activity.pk: max(activity.minutes, 1) for activity in outline_of(enrolment.course).activities}
    finished = enrolment.progress.exclude(completed_at=None).values_list("activity_id", "completed_at")
    minutes: Counter[date] = Counter()
    for activity_id, completed_at in finished:
        minutes[timezone.localtime(completed_at).date()] += planned.get(activity_id, 0)
    return dict(minutes)


def _rule_on(day: date) -> CreditRule:
    """The rule in force; without one, PerLAN 10/2018 as BPS reads it: at most 3 JP a day."""
    found = CreditRule.objects.filter(form=CreditForm.ELEARNING, valid_from__lte=day).first()
    if found:
        return found
    defaults = {"version": "PerLAN 10/2018", "minutes_per_jp": 45, "daily_cap": 3}
    rule, _created = CreditRule.objects.get_or_create(
        form=CreditForm.ELEARNING, valid_from=date(2018, 1, 1), defaults=defaults
    )
    return rule


def _recognised_on(user_id: int, day: date, form: str) -> int:
    entries = CreditEntry.objects.filter(user_id=user_id, day=day, form=form)
    return entries.aggregate(total=Sum("recognised_jp"))["total"] or 0
