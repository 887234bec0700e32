"""Give roles and take them away, never beyond one's own scope."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core import notices
from lms.people.enums import Role
from lms.people.models import RoleGrant, Unit, User
from lms.people.models.unit import whole_city
from lms.people.permissions import ROLES, Permission


@transaction.atomic
def grant_role(*, user: User, role: Role, unit: Unit, by: User | None) -> RoleGrant:
    """The person carries the role in the unit and below it; a role they have there already stays as it is.

    ``by=None`` is the system itself; a person grants only the roles and inside the units that they may give,
    and never to themselves.
    """
    _must_cover(by, unit)
    if by is not None and (by.pk == user.pk or role not in roles_given_by(by)):
        raise PermissionDenied
    grant, created = RoleGrant.objects.get_or_create(
        user=user, role=role, unit=unit, valid_until=None, defaults={"granted_by": by}
    )
    if created:
        log.record("people.grant_role", user, by=by, after=_words(grant))
        notices.tell(
            [user.pk],
            event=f"grant:{grant.pk}",
            title=_("Anda mendapat peran %(role)s") % {"role": grant.get_role_display()},
            body=_("Lingkup: %(unit)s.") % {"unit": unit},
        )
    return grant


@transaction.atomic
def revoke_role(*, grant: RoleGrant, by: User | None) -> None:
    """The role ends now: a grant of today is removed, an older one ends with yesterday."""
    _must_cover(by, grant.unit)
    today = timezone.localdate()
    log.record("people.revoke_role", grant.user, by=by, before=_words(grant))
    if grant.valid_from >= today:
        grant.delete()
        return
    grant.valid_until = today - timedelta(days=1)
    grant.save(update_fields=["valid_until"])


def roles_given_by(user: User) -> list[Role]:
    """Those whose permissions stop at a unit; all of them for whoever may grant roles in the whole city."""
    city = whole_city(user.units_with(Permission.GRANT_ROLES))
    return [role for role in Role if city or not ROLES[role].everywhere]


def _must_cover(by: User | None, unit: Unit) -> None:
    if by is not None and not by.may_in(Permission.GRANT_ROLES, unit):
        raise PermissionDenied


def _words(grant: RoleGrant) -> dict[str, Any]:
    return {"role": grant.role, "unit": grant.unit.code}
