"""Rooms further right take part in an import: checked in the same dry run, stored in the same transaction.

A part registers itself when its app is ready::

    from courses.importer.parts import register_part
    register_part("quizzes", QuizPart())

What a part may count on in ``apply``: the course and its modules are stored (a module's page has the module's
name as slug, below ``course``); after all parts the importer brings what each module names in ``module.items``,
matching page slugs, into that module and that order, or holds the order until a live course is published. Pages
are best stored with ``courses.importer.pages.keep_page``, which creates or updates by slug, writes a revision only
on a change, and publishes where ``publish`` says so.
"""

from typing import Any, Protocol

from courses.importer.faults import Fault
from courses.importer.folder import Folder
from courses.importer.plan import Plan
from courses.models import CoursePage


class Part(Protocol):
    def check(self, plan: Plan, folder: Folder) -> list[Fault]:
        """What keeps this part from being imported; reads only. May add to ``plan.left_out``."""
        ...

    def apply(self, plan: Plan, course: CoursePage, folder: Folder, *, by: Any) -> None:
        """Store this part of a plan without faults, inside the import's transaction."""
        ...


_parts: dict[str, Part] = {}


def register_part(name: str, part: Part) -> None:
    _parts[name] = part


def parts() -> list[Part]:
    return list(_parts.values())
