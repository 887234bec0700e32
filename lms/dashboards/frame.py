"""The frame around every page, drawn once for each combination of what it depends on."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lms.core.context import brand
from lms.core.fragments import TOKEN, for_request
from lms.dashboards.navigation import LEARNER, Spot, places
from lms.people.enums import Role
from lms.people.models import User


@dataclass(frozen=True)
class Frame:
    """What the frame of a page shows; equal frames are drawn once."""

    name: str = ""
    role: str = ""
    role_label: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    places: tuple[Spot, ...] = ()
    unread: int = 0


def frame_of(request: HttpRequest, user: User) -> Frame:
    role = active_role(request, user)
    names = {LEARNER: _("Peserta"), **{item.value: str(item.label) for item in Role}}
    return Frame(
        name=user.full_name,
        role=role,
        role_label=names[role],
        roles=tuple((value, names[value]) for value in [LEARNER, *user.roles]),
        places=places(role, request.path),
        unread=user.unread_notices,
    )


def active_role(request: HttpRequest, user: User) -> str:
    """The role a person looks through: the one chosen, else their first, else the learner's."""
    chosen = request.session.get("role", "")
    mine = user.roles
    if chosen == LEARNER or chosen in mine:
        return chosen
    return mine[0] if mine else LEARNER


def drawn(request: HttpRequest, frame: Frame) -> dict[str, SafeString]:
    """The parts of the frame as HTML for this request."""
    language = get_language() or "id"
    top = for_request(_kept("top", language, frame), request)
    rail = _kept("places", language, frame) if frame.places else ""
    return {"top": top, "places": mark_safe(rail), "foot": mark_safe(_kept("foot", language, Frame()))}


@lru_cache(maxsize=4096)
def _kept(part: str, language: str, frame: Frame) -> str:
    """``language`` belongs to the key: the text follows the language that is active while it is drawn."""
    context = {"frame": frame, "csrf_token": TOKEN, "LANGUAGE_CODE": language, **brand(HttpRequest())}
    return render_to_string(f"frame/{part}.html", context)
