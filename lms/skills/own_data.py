"""What this room holds about one person."""

from typing import Any

from lms.people.models import User
from lms.people.queries.own_data import holds
from lms.skills.models import Claim, Observation


@holds("claims")
def claims(user: User) -> list[Any]:
    rows = Claim.objects.filter(user=user).order_by("pk").prefetch_related("skills__skill")
    names = ("title", "issuer", "number", "obtained_on", "valid_until", "state", "handed_in_at", "reason")
    return [
        {name: getattr(row, name) for name in names}
        | {"skills": {item.skill.code: item.level for item in row.skills.all()}}
        for row in rows
    ]


@holds("observations")
def observations(user: User) -> list[Any]:
    rows = Observation.objects.filter(user=user).order_by("pk")
    return list(rows.values("skill__code", "level", "seen", "observed_on", "at"))


@holds("evidence")
def evidence(user: User) -> list[Any]:
    rows = user.evidence.order_by("pk")
    return list(
        rows.values(
            "skill__code", "skill__name", "level", "source", "obtained_on", "valid_until", "withdrawn_at"
        )
    )
