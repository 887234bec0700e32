"""Put people into posts and take them out again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from lms.audit import log
from lms.people.actions.heads import heads_follow
from lms.people.models import Position, Posting, Unit, User
from lms.people.signals import staffing_changed, staffing_changing


@contextmanager
def staffing(user_ids: list[int] | None) -> Iterator[None]:
    """Tell the other rooms before and after a change of postings, statuses or digital roles; None means many.

    Must stand inside the transaction of the change.
    """
    staffing_changing.send(sender=None, user_ids=user_ids)
    yield
    staffing_changed.send(sender=None, user_ids=user_ids)


def close_postings(user_ids: Iterable[int], *, on: date) -> None:
    """From ``on`` the people hold no post: what began earlier ends the day before, the rest is dropped."""
    open_on = Posting.objects.not_over(on).filter(user__in=list(user_ids))
    open_on.filter(valid_from__gte=on).delete()
    open_on.filter(valid_from__lt=on).update(valid_until=on - timedelta(days=1))


@transaction.atomic
def post(*, user: User, unit: Unit, position: Position, on: date, by: Any) -> Posting:
    """The person holds this post from ``on``; whatever they held ends the day before."""
    before = user.posting_on(on)
    if before and (before.unit_id, before.position_id, before.valid_until) == (unit.pk, position.pk, None):
        return before
    with staffing([user.pk]), heads_follow([user.pk], on=on, by=by):
        close_postings([user.pk], on=on)
        after = Posting.objects.create(user=user, unit=unit, position=position, valid_from=on)
    log.record(
        "people.post",
        user,
        by=by,
        before={"post": str(before or "")},
        after={"post": str(after), "from": str(on)},
    )
    return after


@transaction.atomic
def end_posting(*, user: User, on: date, by: Any) -> None:
    """The person holds no post from ``on``."""
    before = user.posting_on(on)
    with staffing([user.pk]), heads_follow([user.pk], on=on, by=by):
        close_postings([user.pk], on=on)
    log.record(
        "people.end_posting", user, by=by, before={"post": str(before or "")}, after={"until": str(on)}
    )
