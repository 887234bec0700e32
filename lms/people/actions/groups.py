"""Wagtail gives rights to Django groups; membership follows from the role grants in force alone."""

from django.contrib.auth.models import Group

from lms.people.enums import Role
from lms.people.models import RoleGrant, User

GROUPS = {Role.LECTURER: "Pengampu", Role.REVIEWER: "Penelaah"}


def group_for(role: Role) -> Group:
    return Group.objects.get_or_create(name=GROUPS[role])[0]


def sync_user(user_id: int) -> None:
    """Put one person into exactly the groups of the roles they hold today."""
    held = set(
        RoleGrant.objects.current().filter(user=user_id, role__in=GROUPS).values_list("role", flat=True)
    )
    for role in GROUPS:
        group = group_for(role)
        if role in held:
            group.user_set.add(user_id)
        else:
            group.user_set.remove(user_id)


def sync_all() -> int:
    """The same for everybody: grants begin and end by date alone. Returns how many memberships changed."""
    changed = 0
    for role in GROUPS:
        group = group_for(role)
        held = set(RoleGrant.objects.current().filter(role=role).values_list("user", flat=True))
        members = set(User.objects.filter(groups=group).values_list("pk", flat=True))
        group.user_set.add(*(held - members))
        group.user_set.remove(*(members - held))
        changed += len(held ^ members)
    return changed
