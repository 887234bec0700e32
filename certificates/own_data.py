"""What this room holds about one person."""

from typing import Any

from lms.people.models import User
from lms.people.queries.own_data import holds


@holds("certificates")
def certificates(user: User) -> list[Any]:
    rows = user.certificates.order_by("pk")
    return list(
        rows.values(
            "number",
            "state",
            "issued_at",
            "valid_until",
            "snapshot",
            "withdrawn_at",
            "withdrawal_reason",
            "superseded_at",
            "credential__content",
        )
    )
