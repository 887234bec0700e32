"""Needs with what their pages show."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.utils import timezone

from lms.people.models import User
from lms.skills.enums import NeedState
from lms.skills.models import CoverageSum, Indicator, Need


@dataclass(frozen=True)
class Promise:
    """A cited indicator with this year's target and today's coverage, both in percent or None."""

    indicator: Indicator
    target: float | None
    share: float | None


def needs_for(viewer: User, *, state: str = "") -> QuerySet[Need]:
    rows = Need.objects.visible_to(viewer).select_related("unit", "skill", "proposed_by")
    return rows.filter(state=state) if state in NeedState else rows


def promises_of(need: Need) -> list[Promise]:
    """Three queries for however many indicators."""
    cited = need.indicators.select_related("field", "unit").prefetch_related("targets").order_by("pk")
    sums = CoverageSum.objects.filter(unit__path__startswith=need.unit.path).order_by().values("skill__field")
    rows = sums.annotate(required=Sum("staff"), held=Sum("met")).values_list(
        "skill__field", "required", "held"
    )
    shares = {field: 100 * held / required for field, required, held in rows if required}
    year = timezone.localdate().year
    return [
        Promise(
            row,
            next((float(target.value) for target in row.targets.all() if target.year == year), None),
            shares.get(row.field_id),
        )
        for row in cited
    ]
