from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from lms.people.actions.groups import GROUPS, sync_user
from lms.people.models import RoleGrant


@receiver([post_save, post_delete], sender=RoleGrant)
def keep_groups(sender: type[RoleGrant], instance: RoleGrant, **kwargs: Any) -> None:
    if instance.role in GROUPS:
        sync_user(instance.user_id)
