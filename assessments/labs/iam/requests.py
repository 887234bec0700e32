"""Requests to the cloud, and which statement decides over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.iam.policies import ELSEWHERE, INSIDE, MFA, NO_MFA, OUTSIDE, Statement, World, matching
from assessments.labs.rows import Unreadable
from assessments.labs.setups import Wrong, flag_at, table_at, text_at

MOST_REQUESTS = 2000
GOAL = ("id", "text", "weight", "principal", "action", "resource", "mfa", "from", "allowed")


@dataclass(frozen=True)
class Request:
    user: str
    action: str
    resource: str
    mfa: bool
    place: str

    def __str__(self) -> str:
        means = _("dengan MFA") if self.mfa else _("tanpa MFA")
        said = _("%(user)s: %(action)s pada %(resource)s, %(means)s") % {
            "user": self.user,
            "action": self.action,
            "resource": self.resource,
            "means": means,
        }
        if self.place == ELSEWHERE:
            return said
        return _("%(said)s, dari %(place)s") % {"said": said, "place": self.place}


def read_requests(goal: dict[str, Any], place: str, world: World) -> list[Request]:
    """All requests that a goal speaks of: what it leaves open (MFA, place) stands for every case."""
    table_at(goal, place, GOAL)
    flag_at(goal.get("allowed"), f"{place}, allowed")
    principal = text_at(goal.get("principal"), f"{place}, principal")
    users = world.users(principal)
    if not users:
        raise Wrong(f"{place}, principal", _("bukan pengguna atau grup yang berisi pengguna."))
    mfa = [flag_at(goal["mfa"], f"{place}, mfa")] if "mfa" in goal else [True, False]
    ways = (
        [name for name in world.people if name in users],
        _named(goal, "action", place, world.actions),
        _named(goal, "resource", place, world.resources),
        mfa,
        _places(goal, place, world),
    )
    if len(users) * len(ways[1]) * len(ways[2]) * len(mfa) * len(ways[4]) > MOST_REQUESTS:
        raise Wrong(place, _("memuat lebih dari %(most)s permintaan; persempit.") % {"most": MOST_REQUESTS})
    return [Request(*way) for way in product(*ways)]


def _named(goal: dict[str, Any], key: str, place: str, names: Sequence[str]) -> list[str]:
    try:
        found = matching(text_at(goal.get(key), f"{place}, {key}"), names)
    except Unreadable as unreadable:
        raise Wrong(f"{place}, {key}", str(unreadable)) from None
    return [name for name in names if name in found]


def _places(goal: dict[str, Any], place: str, world: World) -> list[str]:
    if "from" not in goal:
        return list(reversed(world.places))
    wanted = text_at(goal["from"], f"{place}, from")
    if wanted not in world.places:
        raise Wrong(f"{place}, from", _("tempat %(name)s tidak ada di setup.places.") % {"name": wanted})
    return [wanted]


def deciding(statements: Sequence[Statement], request: Request) -> Statement | None:
    """An explicit refusal wins; then the first permission; None when nothing speaks of the request."""
    about = [statement for statement in statements if _speaks_of(statement, request)]
    refusals: Iterator[Statement] = (statement for statement in about if not statement.allows)
    return next(refusals, next(iter(about), None))


def _speaks_of(statement: Statement, request: Request) -> bool:
    return (
        request.user in statement.users
        and request.action in statement.actions
        and request.resource in statement.resources
        and _holds(statement.condition, request)
    )


def _holds(condition: str, request: Request) -> bool:
    if condition in (MFA, NO_MFA):
        return request.mfa == (condition == MFA)
    if condition.startswith(INSIDE):
        return request.place == condition.removeprefix(INSIDE)
    if condition.startswith(OUTSIDE):
        return request.place != condition.removeprefix(OUTSIDE)
    return True
