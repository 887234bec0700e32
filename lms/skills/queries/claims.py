"""The claims that somebody decides about, with what their list shows."""

from django.db.models import Q, QuerySet

from lms.people.models import User
from lms.skills.enums import ClaimState
from lms.skills.models import Claim


def claims_in_charge(viewer: User, *, search: str = "", state: str = "") -> QuerySet[Claim]:
    """Without a state those that wait, the longest waiting first; otherwise the newest first."""
    rows = Claim.objects.in_charge(viewer).select_related("user").prefetch_related("skills__skill")
    for word in search.replace("\0", "").split()[:6]:
        rows = rows.filter(Q(user__name__icontains=word) | Q(title__icontains=word))
    if state in ClaimState:
        return rows.filter(state=state)
    return rows if state else rows.open().order_by("handed_in_at", "pk")
