"""What a new order of units would do, step by step, and how many people each OPD has before and after."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.people.enums import StepKind
from lms.people.models import FormerUnit, Posting, Reorganisation, ReorganisationStep, RoleGrant, Unit
from lms.people.queries.structure import staffed_tree
from lms.people.structure import Node, Tree


@dataclass(frozen=True)
class Effect:
    """One step in words; ``fault`` says why it cannot be done."""

    step: ReorganisationStep
    text: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Change:
    """Staff of one OPD on the day before and on the first day; None when it is not there."""

    name: str
    former_name: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Effects:
    steps: tuple[Effect, ...]
    changes: tuple[Change, ...]

    @property
    def faulty(self) -> bool:
        return any(effect.fault for effect in self.steps)


def effects(reorganisation: Reorganisation) -> Effects:
    """Do the steps on paper, each on what the earlier ones left; the database is only read."""
    tree = staffed_tree(reorganisation.on)
    names = {key: node.name for key, node in tree.nodes.items()}
    before = tree.staff_by_opd()
    found = []
    steps = reorganisation.steps.select_related("unit", "into").prefetch_related("units", "people")
    for number, step in enumerate(steps, start=1):
        fault = _fault(step, tree)
        found.append(Effect(step, fault=fault) if fault else Effect(step, _do(step, tree, -number)))
    return Effects(tuple(found), _changes(tree, names, before))


def _changes(tree: Tree, names: dict[int, str], before: dict[int | None, int]) -> tuple[Change, ...]:
    after = tree.staff_by_opd()
    rows = []
    for key in [*before, *(key for key in after if key not in before)]:
        name = tree.nodes[key].name if key in tree.nodes else names.get(key or 0, "")
        former = names.get(key or 0, "")
        same = before.get(key) == after.get(key) and name == former
        if key is not None and not same:
            rows.append(Change(name, former if former != name else "", before.get(key), after.get(key)))
    return tuple(rows)


def _fault(step: ReorganisationStep, tree: Tree) -> str:
    unit, into = step.unit, step.into
    for one in (unit, into):
        if one is not None and one.pk not in tree.nodes:
            return _("%(unit)s tidak berlaku pada tanggal itu.") % {"unit": one.name}
    if unit is not None and unit.parent_id is None and step.kind != StepKind.RENAME:
        return _("Unit teratas hanya dapat diganti namanya.")
    if step.kind in {StepKind.MOVE, StepKind.MERGE} and tree.is_below(into.pk, unit.pk):  # type: ignore[union-attr]
        return _inside(into, unit)
    if unit is not None and FormerUnit.objects.filter(unit=unit, until__gte=step.reorganisation.on).exists():
        return _("Susunan %(unit)s sudah berubah sesudah tanggal itu.") % {"unit": unit.name}
    return _code_fault(step) or _split_fault(step, tree)


def _code_fault(step: ReorganisationStep) -> str:
    if step.kind not in {StepKind.SPLIT, StepKind.NEW}:
        return ""
    earlier = step.reorganisation.steps.filter(pk__lt=step.pk, code=step.code).exclude(code="")
    if Unit.objects.filter(code=step.code).exists() or earlier.exists():
        return _("Kode %(code)s sudah dipakai.") % {"code": step.code}
    return ""


def _split_fault(step: ReorganisationStep, tree: Tree) -> str:
    if step.kind != StepKind.SPLIT or step.unit is None:
        return ""
    outside = [unit.name for unit in step.units.all() if not tree.is_below(unit.pk, step.unit.pk)]
    if outside:
        return _("%(units)s tidak berada di bawah unit ini.") % {"units": ", ".join(outside)}
    if not step.units.all() and not step.people.all():
        return _("Pilih unit atau pegawai yang ikut ke unit baru.")
    taken = [unit for unit in step.units.all() if tree.is_below(step.into_id or 0, unit.pk)]
    return _inside(step.into, taken[0]) if taken else ""


def _inside(into: Unit | None, unit: Unit | None) -> str:
    return _("%(into)s berada di dalam %(unit)s.") % {"into": into, "unit": unit}


def _do(step: ReorganisationStep, tree: Tree, key: int) -> str:
    return DOES[StepKind(step.kind)](step, tree, key)


def _rename(step: ReorganisationStep, tree: Tree, key: int) -> str:
    old = tree.nodes[step.unit_id or 0].name
    tree.change(step.unit_id or 0, name=step.name, short_name=step.short_name)
    return _("%(old)s bernama %(new)s. Pegawai tetap di tempatnya.") % {"old": old, "new": step.name}


def _move(step: ReorganisationStep, tree: Tree, key: int) -> str:
    unit, into = tree.nodes[step.unit_id or 0], tree.nodes[step.into_id or 0]
    words = {"unit": unit.name, "into": into.name, "people": _people(tree.people_below(unit.key))}
    tree.change(unit.key, parent=into.key)
    return _("%(unit)s (%(people)s) pindah ke bawah %(into)s.") % words


def _merge(step: ReorganisationStep, tree: Tree, key: int) -> str:
    unit, into = tree.nodes[step.unit_id or 0], tree.nodes[step.into_id or 0]
    children, people = tree.children(unit.key), tree.staff.get(unit.key, 0)
    for child in children:
        tree.change(child, parent=into.key)
    tree.shift(unit.key, into.key, people)
    tree.remove(unit.key)
    roles = RoleGrant.objects.not_over(step.reorganisation.on).filter(unit=step.unit).count()
    words = {
        "unit": unit.name,
        "into": into.name,
        "people": _people(people),
        "units": _units(len(children)),
        "roles": roles,
    }
    text = _("%(people)s dan %(units)s di bawahnya pindah ke %(into)s; %(unit)s berakhir.") % words
    return text + (" " + _("%(roles)s pemberian peran di unit itu berakhir.") % words if roles else "")


def _split(step: ReorganisationStep, tree: Tree, key: int) -> str:
    new = _add(step, tree, key)
    for child in step.units.all():
        tree.change(child.pk, parent=key)
    posted = Posting.objects.current(step.reorganisation.on).filter(
        unit=step.unit, user__in=step.people.all()
    )
    people = posted.values("user").distinct().count()
    tree.shift(step.unit_id or 0, key, people)
    words = {
        "unit": tree.nodes[step.unit_id or 0].name,
        "new": new.name,
        "people": _people(people),
        "units": _units(step.units.count()),
        "left": _people(tree.people_below(step.unit_id or 0)),
    }
    return _("%(people)s dan %(units)s dari %(unit)s menjadi %(new)s; %(left)s tetap.") % words


def _found(step: ReorganisationStep, tree: Tree, key: int) -> str:
    new = _add(step, tree, key)
    return _("%(new)s dibentuk di bawah %(into)s.") % {"new": new.name, "into": step.into}


DOES: dict[StepKind, Callable[[ReorganisationStep, Tree, int], str]] = {
    StepKind.RENAME: _rename,
    StepKind.MOVE: _move,
    StepKind.MERGE: _merge,
    StepKind.SPLIT: _split,
    StepKind.NEW: _found,
}


def _add(step: ReorganisationStep, tree: Tree, key: int) -> Node:
    node = Node(key, step.name, step.unit_kind, step.into_id, step.short_name)
    tree.add(node)
    return node


def _people(count: int) -> str:
    return ngettext("%(n)s pegawai", "%(n)s pegawai", count) % {"n": count}


def _units(count: int) -> str:
    return ngettext("%(n)s unit", "%(n)s unit", count) % {"n": count}
