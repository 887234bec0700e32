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


kinds: dict[str, Kind] = {}


def register_kind(model_label: str, kind: Kind) -> None:
    """``model_label`` as in ``courses.lessonpage``; ``minutes_lookup`` leads from Page to the planned minutes."""
    kinds[model_label] = kind


register_kind("courses.lessonpage", Kind("lesson", "lesson", "lessonpage__minutes", _("Materi"), "book-open"))
