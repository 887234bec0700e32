"""One mail a day with what is unread: plain text, one-click unsubscribe, no personal data in the subject."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lms.core.jobs import enqueue
from lms.core.models import Notice

SALT = "core.unsubscribe"


def unsubscribe_token(user_id: int) -> str:
    return signing.dumps(user_id, salt=SALT)


def read_unsubscribe_token(token: str) -> int:
    """The user's id; raises ``signing.BadSignature`` for a token we did not make."""
    return signing.loads(token, salt=SALT)


def plan(*, day: str) -> int:
    """Promise one mail for each person with something unread; ``day`` keeps it to one a day."""
    people = list(
        get_user_model()
        .objects.filter(is_active=True, wants_digest=True, notices__mailed_at=None, notices__read_at=None)
        .exclude(email=None)
        .exclude(notices=None)
        .distinct()
        .values_list("pk", flat=True)
    )
    for pk in people:
        enqueue("core.send_digest", {"user": pk}, key=f"{day}:{pk}")
    return len(people)


def send(*, user_id: int) -> int:
    user = (
        get_user_model()
        .objects.filter(pk=user_id, is_active=True, wants_digest=True)
        .exclude(email=None)
        .first()
    )
    if user is None:
        return 0
    notices = list(Notice.objects.to_mail().filter(recipient=user)[:30])
    if notices:
        _message(user, notices).send()
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=timezone.now())
    return len(notices)


def _message(user: Any, notices: list[Notice]) -> EmailMultiAlternatives:
    address = settings.PIAWAI_BASE_URL + reverse("unsubscribe", args=[unsubscribe_token(user.pk)])
    with override("id"):
        subject = _("Ringkasan harian %(product)s") % {"product": settings.PIAWAI_PRODUCT}
        context = {
            "subject": subject,
            "user": user,
            "notices": notices,
            "base_url": settings.PIAWAI_BASE_URL,
            "unsubscribe": address,
        }
        message = EmailMultiAlternatives(
            subject, render_to_string("core/digest.txt", context), to=[user.email]
        )
        message.attach_alternative(render_to_string("core/digest.html", context), "text/html")
    message.extra_headers["List-Unsubscribe"] = f"<{address}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message
