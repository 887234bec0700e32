from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lms.core.models import Notice
from lms.dashboards.navigation import LEARNER, places
from lms.people.enums import Role

TEXT_SIZES = {"large", "larger"}


def active_role(request: HttpRequest) -> str:
    """The role a person looks through: the one chosen, else their first, else the learner's."""
    chosen = request.session.get("role", "")
    mine = request.user.roles
    if chosen == LEARNER or chosen in mine:
        return chosen
    return mine[0] if mine else LEARNER


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: places, roles, unread notices, text size."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {"frame": {}, "text_size": ""}
    role = active_role(request)
    names = {LEARNER: _("Peserta"), **{role.value: role.label for role in Role}}
    size = request.COOKIES.get("ukuran", "")
    return {
        "frame": {
            "role": role,
            "role_label": names[role],
            "roles": [{"value": value, "label": names[value]} for value in [LEARNER, *request.user.roles]],
            "places": places(role, request.path),
            "unread": Notice.objects.unread().filter(recipient=request.user).count(),
        },
        "text_size": size if size in TEXT_SIZES else "",
    }
