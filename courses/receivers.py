"""Registered when the apps are loaded."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, Revision, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from courses.actions.credit_rules import load_credit_rules
from courses.actions.editions import renew_editions
from courses.actions.mandates import carry_over
from courses.actions.publishing import prepare_catalogue, publish_course
from courses.actions.reviewing import tell_approved, tell_rejected, tell_submitted
from courses.models import CoursePage, CreditRule
from lms.people.models import Unit
from lms.people.signals import unit_merged


@receiver(workflow_approved, sender=WorkflowState)
def publish_approved_course(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    page = instance.content_object.specific
    if isinstance(page, CoursePage):
        publish_course(course=page, by=user)
    tell_approved(instance)


@receiver(workflow_submitted, sender=WorkflowState)
def tell_reviewers(sender: Any, instance: WorkflowState, **kwargs: Any) -> None:
    tell_submitted(instance)


@receiver(workflow_rejected, sender=WorkflowState)
def tell_writers(sender: Any, instance: WorkflowState, **kwargs: Any) -> None:
    tell_rejected(instance)


@receiver(page_published, sender=CoursePage)
def publish_scheduled_course(sender: Any, instance: CoursePage, revision: Revision, **kwargs: Any) -> None:
    """A course whose hour has come takes its lessons along; nobody presses a button then."""
    if revision.approved_go_live_at and instance.first_published_at == instance.last_published_at:
        publish_course(course=instance, by=None)


@receiver([page_published, page_unpublished])
def renew_edition(sender: Any, instance: Page, **kwargs: Any) -> None:
    renew_editions([instance])


@receiver(post_page_move)
def renew_moved_editions(
    sender: Any, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    renew_editions([parent_page_before, parent_page_after, instance])


@receiver(pre_delete)
def renew_edition_of_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        renew_editions([instance])


@receiver(unit_merged)
def carry_duties_over(sender: Any, unit: Unit, into: Unit, by: Any, **kwargs: Any) -> None:
    carry_over(unit=unit, into=into, by=by)


@receiver(post_migrate)
def keep_catalogue(sender: Any, **kwargs: Any) -> None:
    """After the last app of a whole migration, when all tables and rights exist."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if sender is last and CoursePage._meta.db_table in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)  # Wagtail forgets cached paths when its site changes
        prepare_catalogue()
        _add_missing_rules(kwargs.get("apps", apps))  # emptying a database sends none along


def _add_missing_rules(state: Any) -> None:
    """Not while the table is an older one, on the way up or back."""
    known = {field.name for field in state.get_model("courses", "CreditRule")._meta.get_fields()}
    if {field.name for field in CreditRule._meta.get_fields()} <= known:
        load_credit_rules(only_missing=True)
