"""A person makes, renews and revokes the secret address of their calendar."""

import hashlib
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.calendars import Entry, calendar
from courses.models import CalendarFeed, Enrolment
from lms.audit.log import record
from lms.people.models import User


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def renew_feed(*, user: User) -> str:
    """The new token, 256 bits; an earlier address answers no longer. Nobody can be told it a second time."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"digest": digest(token), "made_at": timezone.now()}
    )
    record("courses.renew_feed", user, by=user)
    return token


@transaction.atomic
def revoke_feed(*, user: User) -> None:
    gone, _rows = CalendarFeed.objects.filter(user=user).delete()
    if gone:
        record("courses.revoke_feed", user, by=user)


def feed_of(token: str) -> bytes | None:
    """The calendar behind a token; None for one that nobody has, or somebody who has left."""
    feed = CalendarFeed.objects.select_related("user").filter(digest=digest(token)).first()
    if feed is None or not feed.user.is_active:
        return None
    rows = Enrolment.objects.open().filter(user=feed.user).exclude(due_at=None).select_related("course")
    base = settings.PIAWAI_BASE_URL
    entries = (
        Entry(
            key=f"tenggat-{row.pk}",
            day=timezone.localtime(row.due_at).date(),
            title=_("Tenggat: %(course)s") % {"course": row.course.title},
            url=f"{base}{row.course.own_path()}",
        )
        for row in rows.order_by("due_at", "pk")
    )
    return calendar(
        _("Tenggat pelatihan"), entries, host=urlsplit(base).hostname or "piawai", now=timezone.now()
    )
