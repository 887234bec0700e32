"""A course as the ZIP of its folder."""

import io
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wagtail.models import Page

from courses.exporter.blocks import lesson_text
from courses.exporter.media import MediaNames
from courses.exporter.outline import course_toml
from courses.exporter.parts import export_parts
from courses.exporter.places import places_of
from courses.models import CoursePage, LessonPage

STAMP = (2000, 1, 1, 0, 0, 0)  # the same course gives the same bytes


def export_course(course: CoursePage) -> IO[bytes]:
    """The ZIP, open at its start: the newest draft of everything that is not retired."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, data in folder_of(course).items():
            file.writestr(ZipInfo(f"{course.folder_slug}/{name}", STAMP), data, ZIP_DEFLATED)
    target.seek(0)
    return target


def folder_of(course: CoursePage) -> dict[str, bytes]:
    """The files of the course's folder by path."""
    media = MediaNames()
    lessons: dict[str, str] = {}
    modules = [_module(module, pages, lessons, media) for module, pages in places_of(course).items()]
    tables = {name: part.tables(course) for name, part in export_parts().items()}
    draft = course.get_latest_revision_as_object()
    files = {"course.toml": course_toml(draft, modules, tables).encode()}
    files |= {name: text.encode() for name, text in lessons.items()}
    files |= media.files()
    for part in export_parts().values():
        files |= part.files(course)
    return files


def _module(module: Page, pages: list[Page], lessons: dict[str, str], media: MediaNames) -> dict[str, Any]:
    """The table of one module; its lessons are added to ``lessons`` by path."""
    row: dict[str, Any] = {"name": module.slug, "title": module.draft_title, "lessons": [], "quizzes": []}
    for page in pages:
        if isinstance(page, LessonPage):
            stem = f"{len(lessons) + 1:02d}-{page.slug}"
            lessons[f"lessons/{stem}.md"] = lesson_text(page.get_latest_revision_as_object(), media)
            row["lessons"].append(stem)
        else:
            row["quizzes"].append(page.slug)
    return _in_order(row, [page.slug for page in pages])


def _in_order(row: dict[str, Any], order: list[str]) -> dict[str, Any]:
    """``items`` only where the order is not lessons, then quizzes; empty lists are left away."""
    usual = [*(stem.split("-", 1)[1] for stem in row["lessons"]), *row["quizzes"]]
    items = {"items": order} if order != usual else {}
    return {key: value for key, value in row.items() if value} | items
