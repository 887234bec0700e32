"""What the city and its OPDs have promised: indicators with a target for each year."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from lms.audit import log
from lms.people.models import Unit, User
from lms.skills.models import Field, Indicator, Target


class Cited(Exception):
    """A need refers to the indicator."""


@transaction.atomic
def add_indicator(
    *,
    unit: Unit,
    field: Field,
    code: str,
    name: str,
    baseline: Decimal,
    targets: Mapping[int, Decimal],
    by: User,
) -> Indicator:
    """``targets`` are percents by year."""
    indicator = Indicator.objects.create(unit=unit, field=field, code=code, name=name, baseline=baseline)
    _write(indicator, targets)
    log.record("skills.add_indicator", indicator, by=by, after=_facts(indicator))
    return indicator


@transaction.atomic
def change_indicator(
    *,
    indicator: Indicator,
    code: str,
    name: str,
    baseline: Decimal,
    targets: Mapping[int, Decimal],
    years: range,
    by: User,
) -> None:
    """Targets of ``years`` become exactly ``targets``; those of other years stay."""
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    before = _facts(indicator)
    indicator.code, indicator.name, indicator.baseline = code, name, baseline
    indicator.save(update_fields=["code", "name", "baseline"])
    indicator.targets.filter(year__in=years).exclude(year__in=targets).delete()
    _write(indicator, targets)
    after = _facts(indicator)
    if after != before:
        log.record("skills.change_indicator", indicator, by=by, before=before, after=after)


@transaction.atomic
def drop_indicator(*, indicator: Indicator, by: User) -> None:
    """The unit has no promise of its own any more; that of its OPD or the city holds again.

    Raises ``Cited`` while a need refers to it.
    """
    if indicator.cited.exists():
        raise Cited
    log.record("skills.drop_indicator", indicator, by=by, before=_facts(indicator))
    indicator.delete()


def _write(indicator: Indicator, targets: Mapping[int, Decimal]) -> None:
    Target.objects.bulk_create(
        [Target(indicator=indicator, year=year, value=value) for year, value in sorted(targets.items())],
        update_conflicts=True,
        unique_fields=["indicator", "year"],
        update_fields=["value"],
    )


def _facts(indicator: Indicator) -> dict[str, Any]:
    rows = indicator.targets.order_by("year").values_list("year", "value")
    return {
        "unit": indicator.unit.code,
        "field": indicator.field.slug,
        "code": indicator.code,
        "name": indicator.name,
        "baseline": str(Decimal(indicator.baseline).quantize(Decimal("0.01"))),
        "targets": {str(year): str(value) for year, value in rows},
    }
