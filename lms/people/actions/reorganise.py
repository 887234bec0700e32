"""A new order of units: confirmed by a person, done in one transaction on its day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.audit import log
from lms.core.jobs import enqueue
from lms.people.actions.heads import end_grant, heads_follow
from lms.people.actions.postings import staffing
from lms.people.enums import ReorganisationState, StepKind
from lms.people.models import FormerUnit, Posting, Reorganisation, ReorganisationStep, RoleGrant, Unit, User
from lms.people.queries.reorganisation import effects
from lms.people.signals import unit_merged


class NotPossible(Exception):
    """The text says which step cannot be done, and why."""


@transaction.atomic
def plan(*, title: str, basis: str, on: date, by: User) -> Reorganisation:
    row = Reorganisation.objects.create(title=title, basis=basis, on=on, created_by=by)
    log.record("people.plan_reorganisation", row, by=by, after={"on": str(on), "basis": basis})
    return row


@transaction.atomic
def add_step(
    *,
    reorganisation: Reorganisation,
    kind: str,
    by: User,
    units: list[Unit] | None = None,
    people: list[User] | None = None,
    **values: Any,
) -> ReorganisationStep:
    """Write one more step of a draft; what it says is checked by ``effects`` before anything is done."""
    step = ReorganisationStep.objects.create(reorganisation=reorganisation, kind=kind, **values)
    step.units.set(units or [])
    step.people.set(people or [])
    log.record("people.add_step", reorganisation, by=by, after={"step": kind, "unit": _code(step)})
    return step


@transaction.atomic
def drop_step(*, step: ReorganisationStep, by: User) -> None:
    log.record(
        "people.drop_step", step.reorganisation, by=by, before={"step": step.kind, "unit": _code(step)}
    )
    step.delete()


@transaction.atomic
def confirm(*, reorganisation: Reorganisation, by: User) -> None:
    """Let it be done on its day, or now when that has come. Raises ``NotPossible``."""
    _refuse_faults(reorganisation)
    drafts = Reorganisation.objects.filter(pk=reorganisation.pk, state=ReorganisationState.DRAFT)
    if not drafts.update(state=ReorganisationState.CONFIRMED, confirmed_by=by, fault=""):
        return
    log.record("people.confirm_reorganisation", reorganisation, by=by, after={"on": str(reorganisation.on)})
    if reorganisation.on <= timezone.localdate():
        enqueue("people.reorganise", {"reorganisation": reorganisation.pk}, by=by)


@transaction.atomic
def call_off(*, reorganisation: Reorganisation, by: User | None, fault: str = "") -> None:
    """Make a draft again of what was confirmed and is not done yet."""
    waiting = Reorganisation.objects.filter(pk=reorganisation.pk, state=ReorganisationState.CONFIRMED)
    if waiting.update(state=ReorganisationState.DRAFT, confirmed_by=None, fault=fault[:300]):
        log.record("people.call_off_reorganisation", reorganisation, by=by, reason=fault)


@transaction.atomic
def carry_out(*, reorganisation: Reorganisation) -> int:
    """Do every step, in their order; returns how many. All or nothing: raises ``NotPossible``."""
    held = Reorganisation.objects.select_for_update().filter(
        pk=reorganisation.pk, state=ReorganisationState.CONFIRMED
    )
    if not held:
        return 0
    _refuse_faults(reorganisation)
    steps = list(reorganisation.steps.select_related("unit", "into"))
    with staffing(None):
        for step in steps:
            DOES[step.kind](_fresh(step), reorganisation.on, reorganisation.confirmed_by)
    held.update(state=ReorganisationState.DONE, done_at=timezone.now())
    after = {"steps": len(steps), "on": str(reorganisation.on)}
    log.record("people.reorganise", reorganisation, by=reorganisation.confirmed_by, after=after)
    return len(steps)


def _refuse_faults(reorganisation: Reorganisation) -> None:
    for effect in effects(reorganisation).steps:
        if effect.fault:
            raise NotPossible(f"{effect.step}: {effect.fault}")


def _fresh(step: ReorganisationStep) -> ReorganisationStep:
    """Earlier steps have changed names and paths since the step was read."""
    for unit in (step.unit, step.into):
        if unit is not None:
            unit.refresh_from_db()
    return step


def _rename(step: ReorganisationStep, on: date, by: Any) -> None:
    unit = _unit(step)
    _remember(unit, on)
    if unit.name != step.name and unit.name not in unit.aliases:
        unit.aliases = [*unit.aliases, unit.name]
    unit.name, unit.short_name = step.name, step.short_name
    unit.save()


def _move(step: ReorganisationStep, on: date, by: Any) -> None:
    _put_below(_unit(step), step.into, on)


def _merge(step: ReorganisationStep, on: date, by: Any) -> None:
    """People and units go over; the unit ends, and its roles with it; targets and sheets follow its successor."""
    unit, into = _unit(step), step.into
    for child in Unit.objects.current(on).filter(parent=unit):
        _put_below(child, into, on)
    _take_people(Posting.objects.not_over(on).filter(unit=unit), into, on, by)
    for grant in RoleGrant.objects.not_over(on).filter(unit=unit).select_related("unit", "user"):
        end_grant(grant, on=on, by=by)
    unit.valid_until, unit.successor = on - timedelta(days=1), into
    unit.save(update_fields=["valid_until", "successor"])
    unit_merged.send(sender=None, unit=unit, into=into, on=on, by=by)


def _split(step: ReorganisationStep, on: date, by: Any) -> None:
    part = _new_unit(step, on)
    for child in step.units.all():
        _put_below(child, part, on)
    postings = Posting.objects.not_over(on).filter(unit=step.unit, user__in=step.people.all())
    _take_people(postings, part, on, by)


def _found(step: ReorganisationStep, on: date, by: Any) -> None:
    _new_unit(step, on)


DOES: dict[str, Callable[[ReorganisationStep, date, Any], None]] = {
    StepKind.RENAME: _rename,
    StepKind.MOVE: _move,
    StepKind.MERGE: _merge,
    StepKind.SPLIT: _split,
    StepKind.NEW: _found,
}


def _remember(unit: Unit, on: date) -> None:
    """Keep what the unit was until the day before; of several steps on one day the first knows it."""
    facts = {name: getattr(unit, name) for name in ("name", "short_name", "kind", "parent")}
    FormerUnit.objects.get_or_create(unit=unit, until=on - timedelta(days=1), defaults=facts)


def _put_below(unit: Unit, parent: Unit | None, on: date) -> None:
    _remember(unit, on)
    unit.parent = parent
    unit.save()


def _new_unit(step: ReorganisationStep, on: date) -> Unit:
    return Unit.objects.create(
        code=step.code,
        name=step.name,
        short_name=step.short_name,
        kind=step.unit_kind,
        parent=step.into,
        order=step.unit.order if step.unit else 0,
        valid_from=on,
    )


def _take_people(postings: Any, into: Unit | None, on: date, by: Any) -> None:
    """The same people in the same posts, from the day on in another unit."""
    begun = list(postings.filter(valid_from__lt=on))
    ids = [row.user_id for row in begun]
    with heads_follow(ids, on=on, by=by):
        postings.filter(valid_from__gte=on).update(unit=into)
        Posting.objects.filter(pk__in=[row.pk for row in begun]).update(valid_until=on - timedelta(days=1))
        Posting.objects.bulk_create(
            Posting(
                user_id=row.user_id,
                unit=into,
                position_id=row.position_id,
                valid_from=on,
                valid_until=row.valid_until,
            )
            for row in begun
        )


def _unit(step: ReorganisationStep) -> Unit:
    if step.unit is None:  # the database does not let this be
        raise NotPossible(str(step))
    return step.unit


def _code(step: ReorganisationStep) -> str:
    return step.unit.code if step.unit else step.code
