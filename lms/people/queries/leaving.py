"""Closed accounts and how long they are still kept."""

from datetime import date

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone

from lms.core.dates import add_months
from lms.people.models import Posting, RoleGrant, User
from lms.people.models.user import UserQuerySet
from lms.people.permissions import Permission

LEGAL_HOLD, IN_POST, IN_ROLE = "hold", "post", "role"


def kept_until(left_on: date | None) -> date | None:
    """The last day of retention; None while there is none."""
    months = settings.PIAWAI_RETENTION_ACCOUNT_MONTHS
    return add_months(left_on, months) if left_on and months else None


def overdue(on: date | None = None) -> UserQuerySet:
    """People who left so long ago that they have to be anonymised, and can be."""
    months = settings.PIAWAI_RETENTION_ACCOUNT_MONTHS
    if not months:
        return User.objects.get_queryset().none()
    on = on or timezone.localdate()
    return User.objects.get_queryset().forgettable(on).filter(left_on__lt=add_months(on, -months))


def leavers_for(viewer: User) -> UserQuerySet:
    """Closed accounts in the viewer's charge, the longest gone first, each with what holds it back."""
    mine = {"user": OuterRef("pk")}
    held_back = Case(
        When(legal_hold=True, then=Value(LEGAL_HOLD)),
        When(Exists(Posting.objects.not_over().filter(**mine)), then=Value(IN_POST)),
        When(Exists(RoleGrant.objects.not_over().filter(**mine)), then=Value(IN_ROLE)),
        When(is_superuser=True, then=Value(IN_ROLE)),
        default=Value(""),
    )
    people = User.objects.within(viewer, Permission.ANONYMISE).left()
    return people.annotate(held_back=held_back).order_by("left_on", "pk")
