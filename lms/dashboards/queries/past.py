"""Coverage of a past day, by the units of today or by those of then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from lms.dashboards.scope import Filters
from lms.people.models import Unit
from lms.people.queries.structure import landings, tree_on
from lms.people.structure import Tree
from lms.skills.models import PastDay, PastSum
from lms.skills.quarters import past_quarter_ends


class Sums(NamedTuple):
    required: int = 0
    met: int = 0
    masters: int = 0

    def plus(self, other: "Sums") -> "Sums":
        return Sums(self.required + other.required, self.met + other.met, self.masters + other.masters)


Table = dict[tuple[int, int], Sums]  # (unit id, skill id) → counts


def last_quarter() -> PastDay | None:
    """The last quarter end, once it has been counted."""
    (end,) = past_quarter_ends(timezone.localdate(), 1)
    return PastDay.objects.filter(on=end).exclude(counted_at=None).first()


def day_asked(filters: Filters) -> PastDay | None:
    return PastDay.objects.select_related("job").filter(on=filters.on).first() if filters.on else None


def past_sums(filters: Filters, day: PastDay, units: Mapping[int, Unit]) -> Table:
    """By unit of the structure in use. Cut anew on today's, a unit that has ended counts where it leads to.

    ``units`` are those one may look into: others are left out, except what they have succeeded.
    """
    rows = _rows(filters, day)
    today = {} if filters.then else landings({unit for unit, _ in rows}, timezone.localdate())
    table: dict[tuple[int, int], Sums] = defaultdict(Sums)
    for (unit, skill), counts in rows.items():
        here = today.get(unit, unit)
        if here in units:
            table[here, skill] = table[here, skill].plus(counts)
    return dict(table)


def _rows(filters: Filters, day: PastDay) -> Table:
    sums = PastSum.objects.filter(day=day).order_by()
    if filters.role:
        sums = sums.filter(digital_role=filters.role)
    rows = sums.values_list("unit_id", "skill_id").annotate(Sum("staff"), Sum("met"), Sum("masters"))
    return {(unit, skill): Sums(*counts) for unit, skill, *counts in rows}


def units_then(units: Iterable[Unit], on: date, top: Unit | None) -> list[Unit]:
    """Those of the units that served on the day, with the names and places of that day, below ``top`` if given."""
    tree = tree_on(on)
    known = {unit.pk: unit for unit in units}
    found = [_then(known[key], tree) for key in tree.nodes if key in known]
    return [unit for unit in found if top is None or f"/{top.pk}/" in unit.path]


def _then(unit: Unit, tree: Tree) -> Unit:
    """A copy that is never saved."""
    node, then = tree.nodes[unit.pk], copy(unit)
    then.name, then.short_name, then.kind = node.name, node.short_name, node.kind
    then.parent_id, then.opd_id, then.path = node.parent, tree.opd(node.key), tree.path(node.key)
    then.valid_until = None
    return then
