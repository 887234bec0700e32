"""What this room holds about one person."""

from typing import Any

from lms.people.models import User
from lms.people.queries.own_data import holds


@holds("evidence")
def evidence(user: User) -> list[Any]:
    rows = user.evidence.order_by("pk")
    return list(
        rows.values(
            "skill__code", "skill__name", "level", "source", "obtained_on", "valid_until", "withdrawn_at"
        )
    )
