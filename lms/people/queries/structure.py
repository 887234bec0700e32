"""The order of units as it is, and as it was on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from lms.people.models import FormerUnit, Posting, Unit
from lms.people.structure import Node, Tree, landing, tree_of


def tree_on(on: date) -> Tree:
    """The units that served on the day, with the names and places of that day; two queries."""
    former = _former(on)
    rows = Unit.objects.current(on).order_by("order", "name")
    return tree_of(_node(unit, former.get(unit.pk)) for unit in rows)


def staffed_tree(on: date) -> Tree:
    """The same with the number of people posted in each unit; three queries."""
    tree = tree_on(on)
    rows = (
        Posting.objects.current(on)
        .order_by()
        .values_list("unit")
        .annotate(people=Count("user", distinct=True))
    )
    tree.staff = {unit: people for unit, people in rows if unit in tree.nodes}
    return tree


def landings(units: Iterable[int], on: date) -> dict[int, int]:
    """Where each of these units, or what followed it, stands on the day; without those that nothing followed."""
    ended = Unit.objects.filter(valid_until__lt=on).values_list("pk", "successor_id")
    successors = dict(ended)
    found = {unit: landing(unit, successors) for unit in units}
    return {unit: place for unit, place in found.items() if place is not None}


def _former(on: date) -> dict[int, FormerUnit]:
    """By unit, the row that held on the day: the earliest that lasted until then or longer."""
    rows = FormerUnit.objects.filter(until__gte=on).order_by("unit", "-until")
    return {row.unit_id: row for row in rows}  # the earliest comes last


def _node(unit: Unit, former: FormerUnit | None) -> Node:
    said = former or unit
    return Node(
        key=unit.pk,
        name=said.name,
        kind=said.kind,
        parent=said.parent_id,
        short_name=said.short_name,
        order=unit.order,
    )
