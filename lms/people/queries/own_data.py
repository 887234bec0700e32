"""All that is held about one person, for the right of access (UU 27/2022 article 32).

Rooms further right register what they hold.
"""

from collections.abc import Callable
from typing import Any

from lms.people.models import FormerStanding, User

FIELDS = (
    *("username", "nip", "email", "name", "title_front", "title_back", "employment_status", "standing"),
    *("golongan", "education", "digital_role", "wants_digest", "time_factor", "is_active"),
    *("left_on", "legal_hold", "date_joined", "last_login"),
)


Section = Callable[[User], list[Any]]
sections: dict[str, Section] = {}


def holds(name: str) -> Callable[[Section], Section]:
    """Register a function that gives a room's rows about one person, as plain values."""

    def register(section: Section) -> Section:
        sections[name] = section
        return section

    return register


def own_data(user: User) -> dict[str, Any]:
    """Plain values by section, of this room and of all that registered."""
    return _of_this_room(user) | {name: section(user) for name, section in sections.items()}


def _of_this_room(user: User) -> dict[str, Any]:
    postings = user.postings.select_related("unit", "position").order_by("valid_from")
    grants = user.grants.select_related("unit").order_by("valid_from")
    return {
        "person": {name: getattr(user, name) for name in FIELDS},
        "former_numbers": list(user.former_numbers.values("nip", "until")),
        "former_standings": list(
            user.former_standings.order_by("until").values("since", "until", *FormerStanding.FIELDS)
        ),
        "postings": [
            {
                "unit": posting.unit.name,
                "position": posting.position.name,
                "from": posting.valid_from,
                "until": posting.valid_until,
            }
            for posting in postings
        ],
        "roles": [
            {
                "role": grant.role,
                "unit": grant.unit.name,
                "from": grant.valid_from,
                "until": grant.valid_until,
            }
            for grant in grants
        ],
        "notices": list(user.notices.order_by("pk").values("title", "body", "created_at", "read_at")),
    }
