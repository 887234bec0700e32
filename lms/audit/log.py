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
    """``act`` is a dotted name such as ``certificates.withdraw``; ``by`` is the user, None for the system itself.

    An event is never changed, so it must hold nothing that has to be forgotten: a model of people says in
    ``audit_label`` what stands for its name.
    """
    return Event.objects.create(
        actor=by,
        act=act,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=_label(target),
        before=before or {},
        after=after or {},
        reason=reason,
        address=context.address.get(),
    )


def _label(target: models.Model) -> str:
    return str(getattr(target, "audit_label", target))[:200]
