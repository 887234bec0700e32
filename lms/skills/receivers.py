"""Registered when the apps are loaded: coverage follows the staff."""

from typing import Any

from django.dispatch import receiver

from lms.people.signals import staffing_changed, staffing_changing
from lms.skills.actions.cells import lock_people
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.seats import reseat

MANY = 1000  # from here on counting everything again is quicker than moving people one by one


@receiver(staffing_changing)
def hold_people(sender: Any, user_ids: list[int] | None, **kwargs: Any) -> None:
    if user_ids is not None:
        lock_people(user_ids)


@receiver(staffing_changed)
def count_people(sender: Any, user_ids: list[int] | None, **kwargs: Any) -> None:
    if user_ids is None or len(user_ids) > MANY:
        rebuild_coverage()
    else:
        reseat(user_ids)
