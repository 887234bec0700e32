"""What can stand in a module. Rooms further right register their kinds of activity; a lesson is our own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    name: str
    url_name: str
    minutes_lookup: str
    label: str | Promise
    icon: str
    purpose_lookup: str = ""


kinds: dict[str, Kind] = {}


def register_kind(model_label: str, kind: Kind) -> None:
    """``model_label`` as in ``courses.lessonpage``; lookups lead from Page to the planned minutes and the purpose."""
    kinds[model_label] = kind


register_kind("courses.lessonpage", Kind("lesson", "lesson", "lessonpage__minutes", _("Materi"), "book-open"))
