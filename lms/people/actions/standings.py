"""Keep how people stood before they change, so that a past day is counted by what held then."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max

from lms.core.spans import day_after
from lms.people.models import FormerStanding, User

BATCH = 500


def keep_standings(user_ids: Collection[int], *, on: date) -> None:
    """Note how these people stood through the day before ``on``; call it before the change, within its transaction.

    Of several changes on one day the first is noted: what holds at the end of a day is what the day is counted by.
    """
    ids, until = sorted(user_ids), on - timedelta(days=1)
    for start in range(0, len(ids), BATCH):
        _keep(ids[start : start + BATCH], until)


def _keep(ids: list[int], until: date) -> None:
    noted = FormerStanding.objects.filter(user__in=ids).order_by().values_list("user_id")
    last = dict(noted.annotate(last=Max("until")))
    people = User.objects.filter(pk__in=ids).order_by().only(*FormerStanding.FIELDS)
    FormerStanding.objects.bulk_create(
        _row(person, last.get(person.pk), until)
        for person in people
        if person.pk not in last or last[person.pk] < until
    )


def _row(person: User, last: date | None, until: date) -> FormerStanding:
    facts = {name: getattr(person, name) for name in FormerStanding.FIELDS}
    return FormerStanding(user=person, since=day_after(last), until=until, **facts)
