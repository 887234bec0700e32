from django.db.models import Q, QuerySet

from certificates.models import Certificate
from lms.people.models import User


def own_certificates(user: User) -> QuerySet[Certificate]:
    """What one person has, pending and withdrawn ones too, the newest first; not what was replaced."""
    return Certificate.objects.in_force().filter(user=user).select_related("enrolment__course")


def certificates_in_charge(viewer: User, *, search: str = "", state: str = "") -> QuerySet[Certificate]:
    rows = Certificate.objects.in_charge(viewer).select_related("user", "enrolment__course")
    if search:
        frozen = Q(user__anonymised_at__isnull=False, snapshot__name__icontains=search)
        rows = rows.filter(Q(number__icontains=search) | Q(user__name__icontains=search) | frozen)
    return rows.filter(state=state) if state else rows
