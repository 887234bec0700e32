"""Write audit events, in the transaction of the act itself (invariant I7)."""

from typing import Any

from django.db import models

from lms.audit import context
from lms.audit.models import Event


def record(
    act: str,
    target: models.Model,
    *,
    by: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """``act`` is a dotted name such as ``certificates.withdraw``; ``by`` is the user, None for the system itself."""
    return Event.objects.create(
        actor=by,
        act=act,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        before=before or {},
        after=after or {},
        reason=reason,
        address=context.address.get(),
    )
