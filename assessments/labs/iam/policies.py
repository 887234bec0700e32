"""Statements of a cloud's access policy, read against the people, actions and resources of a lab."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.rows import Row, Unreadable, first_empty, parts_of
from assessments.labs.setups import Wrong, list_at, table_at, text_at, without_twins

FIELDS = ("effect", "principal", "action", "resource", "condition")
EFFECTS = {"izinkan": True, "tolak": False}
EVERYBODY = "semua"
ELSEWHERE = "lain"
MFA, NO_MFA, INSIDE, OUTSIDE = "mfa", "tanpa-mfa", "dari:", "luar:"


@dataclass(frozen=True)
class World:
    """``people``: user → the groups of the user; ``places``: where requests come from, elsewhere being last."""

    people: dict[str, frozenset[str]]
    groups: tuple[str, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def principals(self) -> tuple[str, ...]:
        return (EVERYBODY, *self.groups, *self.people)

    @property
    def conditions(self) -> tuple[str, ...]:
        places = self.places[:-1]
        return (MFA, NO_MFA, *(INSIDE + name for name in places), *(OUTSIDE + name for name in places))

    def users(self, principal: str) -> frozenset[str]:
        """Who a user, a group or everybody is."""
        return frozenset(
            name
            for name, groups in self.people.items()
            if principal in (EVERYBODY, name) or principal in groups
        )


@dataclass(frozen=True)
class Statement:
    number: int
    allows: bool
    users: frozenset[str]
    actions: frozenset[str]
    resources: frozenset[str]
    condition: str
    text: str


def read_world(setup: dict[str, Any]) -> World:
    groups = tuple(_names(setup, "groups", 0))
    people = _read_people(setup, groups)
    without_twins([EVERYBODY, *groups, *people], "setup.users")
    return World(
        people,
        groups,
        _catalogue(setup, "actions"),
        _catalogue(setup, "resources"),
        (*_names(setup, "places", 0, (ELSEWHERE,)), ELSEWHERE),
    )


def _read_people(setup: dict[str, Any], groups: tuple[str, ...]) -> dict[str, frozenset[str]]:
    people: dict[str, frozenset[str]] = {}
    for number, name in enumerate(_names(setup, "users", 1, more=("groups",)), start=1):
        place = _("setup.users, butir %(n)s, groups") % {"n": number}
        own = [
            text_at(group, place)
            for group in list_at(setup["users"][number - 1].get("groups", []), place, 20)
        ]
        strange = sorted(set(own) - set(groups))
        if strange:
            raise Wrong(place, _("grup %(name)s tidak ada di setup.groups.") % {"name": strange[0]})
        people[name] = frozenset(own)
    return people


def _names(
    setup: dict[str, Any], key: str, least: int, taken: tuple[str, ...] = (), more: tuple[str, ...] = ()
) -> list[str]:
    """The names of a list of ``{name, text}``, each once."""
    names = []
    for number, one in enumerate(list_at(setup.get(key, []), f"setup.{key}", 30, least), start=1):
        place = _("setup.%(key)s, butir %(n)s") % {"key": key, "n": number}
        table = table_at(one, place, ("name", "text", *more))
        names.append(text_at(table.get("name"), f"{place}, name", 60))
        text_at(table.get("text", names[-1]), f"{place}, text")
    without_twins([*taken, *names], f"setup.{key}")
    return names


def _catalogue(setup: dict[str, Any], key: str) -> tuple[str, ...]:
    place = f"setup.{key}"
    names = [text_at(one, place, 100) for one in list_at(setup.get(key), place, 40, 1)]
    if any(sign in name for name in names for sign in "*,"):
        raise Wrong(place, _("nama tidak boleh memuat * atau koma."))
    without_twins([name.casefold() for name in names], place)
    return tuple(names)


def read_statement(row: Row, world: World) -> Statement:
    first_empty(
        row,
        {
            "effect": _("efek"),
            "principal": _("siapa"),
            "action": _("tindakan"),
            "resource": _("sumber daya"),
        },
    )
    values = row.values
    if values["effect"] not in EFFECTS:
        raise Unreadable(_("Efek “%(text)s” tidak dikenal.") % {"text": values["effect"]})
    if values["principal"] not in world.principals:
        raise Unreadable(_("“%(text)s” bukan pengguna atau grup di lab ini.") % {"text": values["principal"]})
    if values["condition"] and values["condition"] not in world.conditions:
        raise Unreadable(_("Syarat “%(text)s” tidak dikenal.") % {"text": values["condition"]})
    return Statement(
        row.number,
        EFFECTS[values["effect"]],
        world.users(values["principal"]),
        matching(values["action"], world.actions),
        matching(values["resource"], world.resources),
        values["condition"],
        sentence(values),
    )


def sentence(values: dict[str, str]) -> str:
    said = _("%(effect)s %(principal)s: %(action)s pada %(resource)s") % values
    return _("%(said)s, syarat %(condition)s") % (values | {"said": said}) if values["condition"] else said


def matching(text: str, names: Iterable[str]) -> frozenset[str]:
    """The names that the patterns of ``text`` cover; each pattern must cover some."""
    found: set[str] = set()
    for pattern in parts_of(text):
        covered = {name for name in names if covers(pattern, name)}
        if not covered:
            raise Unreadable(_("“%(text)s” tidak cocok dengan nama mana pun di lab ini.") % {"text": pattern})
        found |= covered
    return frozenset(found)


def covers(pattern: str, name: str) -> bool:
    """``*`` stands for any text; capitals do not matter. Each piece is looked for once, so time stays linear."""
    text = name.casefold()
    head, *rest = pattern.casefold().split("*")
    if not rest:
        return text == head
    *middle, tail = rest
    if not (text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)):
        return False
    at, end = len(head), len(text) - len(tail)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
