"""What goes when a person is anonymised and what stays, room by room; rooms further right add their share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from lms.people.models import User

Text = str | Promise


def nothing_to_forget(user: User) -> None:
    """For rooms that hold nothing by which a person could be known."""


def no_obstacle(user: User) -> Text:
    return ""


@dataclass(frozen=True)
class Share:
    """``kept`` are pairs: what stays, and why. ``obstacle`` says in words why it can't be now, "" if it can."""

    removed: Sequence[Text] = ()
    kept: Sequence[tuple[Text, Text]] = ()
    forget: Callable[[User], None] = nothing_to_forget
    obstacle: Callable[[User], Text] = no_obstacle


shares: dict[str, Share] = {}


def contribute(room: str, share: Share) -> None:
    shares[room] = share
