"""Rooms further right add their share to an export.

``tables(course)`` gives the ``[[quizzes]]`` tables of ``course.toml`` as plain dicts in their order;
``files(course)`` gives further files of the folder by path, such as ``quizzes/akhir.gift``.
"""

from typing import Any, Protocol

from courses.models import CoursePage


class ExportPart(Protocol):
    def tables(self, course: CoursePage) -> list[dict[str, Any]]: ...

    def files(self, course: CoursePage) -> dict[str, bytes]: ...


_parts: dict[str, ExportPart] = {}


def register_export_part(name: str, part: ExportPart) -> None:
    """``name`` is the table's name in ``course.toml``, e.g. ``quizzes``."""
    _parts[name] = part


def export_parts() -> dict[str, ExportPart]:
    return dict(_parts)
