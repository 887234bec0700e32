"""Access follows the posting: who heads a unit and is posted elsewhere heads it no longer."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from lms.audit import log
from lms.people.enums import Role
from lms.people.models import Posting, RoleGrant


@contextmanager
def heads_follow(user_ids: Collection[int], *, on: date, by: Any) -> Iterator[None]:
    """Around a change of postings from ``on``: heads of the unit of their post lose it when they leave it.

    Who heads a unit without being posted there (an acting head) is not touched by a change elsewhere.
    """
    before = _headed(user_ids, on - timedelta(days=1)) | _headed(user_ids, on)
    yield
    lost = before - _headed(user_ids, on)
    for grant in RoleGrant.objects.filter(pk__in=lost).select_related("unit", "user").order_by("pk"):
        end_grant(grant, on=on, by=by)


def end_grant(grant: RoleGrant, *, on: date, by: Any) -> None:
    """The role ends the day before; one that would only begin then never does."""
    log.record("people.revoke_role", grant.user, by=by, before={"role": grant.role, "unit": grant.unit.code})
    if grant.valid_from >= on:
        grant.delete()
        return
    grant.valid_until = on - timedelta(days=1)
    grant.save(update_fields=["valid_until"])


def _headed(user_ids: Collection[int], on: date) -> set[int]:
    """Grants, in force on ``on`` or later, over a unit that the person is posted in or below on that day."""
    grants = RoleGrant.objects.not_over(on).filter(role=Role.OPD_HEAD, user__in=user_ids)
    posted = Posting.objects.current(on).filter(
        user=OuterRef("user"), unit__path__startswith=OuterRef("unit__path")
    )
    return set(grants.filter(Exists(posted)).values_list("pk", flat=True))
