"""Plan → pages, in one transaction: created, or updated in place by slug."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from courses.importer.folder import Folder
from courses.importer.order import set_order
from courses.importer.pages import keep_page, stream_json
from courses.importer.parts import parts
from courses.importer.plan import Block, Lesson, Module, Outline, Plan
from courses.importer.store import NewFiles, Store, new_files
from courses.importer.vanished import retire, vanished
from courses.models import CatalogueIndexPage, CoursePage, CourseSkill, LessonPage, ModulePage
from lms.skills.models import Field, Skill

MEDIA_KEYS = {"image": ["image"], "figure": ["image"], "video": ["file", "captions"], "file": ["file"]}


def apply_plan(plan: Plan, folder: Folder, *, by: Any, files: NewFiles | None = None) -> CoursePage:
    """Store a plan that has no faults. All or nothing: files of a failed import are taken away again."""
    if plan.faults or plan.outline is None:
        raise ValueError("a plan with faults is never applied")
    with new_files(files) as new, transaction.atomic():
        return _apply(plan, plan.outline, folder, Store(plan.outline.slug, by, new), by)


def _apply(plan: Plan, outline: Outline, folder: Folder, store: Store, by: Any) -> CoursePage:
    """1. media, 2. course, 3. modules and lessons, 4. parts, 5. order, 6. what is no longer in the folder."""
    store.keep_all(plan, folder)
    course = _course(outline, by=by, publish=plan.publish)
    for module in plan.modules:
        _module(course, module, store, by=by, publish=plan.publish)
    for part in parts():
        part.apply(plan, course, folder, by=by)
    set_order(course, plan, waits=course.live and not plan.publish)
    course = CoursePage.objects.get(pk=course.pk)
    retire(vanished(course, plan), by=by, publish=plan.publish)
    return CoursePage.objects.get(pk=course.pk)


def _course(outline: Outline, *, by: Any, publish: bool) -> CoursePage:
    shelf = CatalogueIndexPage.objects.get()
    existing = CoursePage.objects.filter(folder_slug=outline.slug).first()
    fields = {
        "title": outline.title,
        "folder_slug": outline.slug,
        "summary": outline.summary,
        "description": outline.description,
        "field": Field.objects.get(slug=outline.field),
        "level": outline.level,
        "jp": outline.jp,
        "audience": outline.audience,
        "objectives": "\n".join(outline.objectives),
        "lecturer_names": "\n".join(outline.lecturers),
        "enrolment_policy": outline.enrolment,
        "needs_lessons": outline.needs_lessons,
        "needs_quizzes": outline.needs_quizzes,
        "certificate_enabled": outline.certificate,
        "certificate_valid_months": outline.valid_months,
    }

    def relations(page: CoursePage) -> None:
        _set_skills(page, outline)
        _set_prerequisites(page, outline)
        if existing is None and by is not None:
            page.lecturers = [by]

    return keep_page(
        shelf,
        CoursePage,
        outline.slug,
        fields,
        by=by,
        publish=publish,
        existing=existing,
        relations=relations,
    )


def _set_skills(page: CoursePage, outline: Outline) -> None:
    """Rows are replaced only when they say something else, so that their ids stay."""
    codes = dict(
        Skill.objects.filter(code__in=[code for code, _level in outline.skills]).values_list("code", "pk")
    )
    wanted = [(codes[code], level) for code, level in outline.skills]
    if [(row.skill_id, row.level) for row in page.skills_taught.all()] != wanted:
        page.skills_taught = [
            CourseSkill(skill_id=skill, level=level, sort_order=order)
            for order, (skill, level) in enumerate(wanted)
        ]


def _set_prerequisites(page: CoursePage, outline: Outline) -> None:
    wanted = list(CoursePage.objects.filter(folder_slug__in=outline.prerequisites).order_by("pk"))
    if {course.pk for course in page.prerequisites.all()} != {course.pk for course in wanted}:
        page.prerequisites = wanted


def _module(course: CoursePage, module: Module, store: Store, *, by: Any, publish: bool) -> None:
    fields = {"title": module.title}
    page = keep_page(course, ModulePage, module.name, fields, by=by, publish=publish)
    for lesson in module.lessons:
        _lesson(course, page, lesson, store, by=by, publish=publish)
        page = ModulePage.objects.get(pk=page.pk)


def _lesson(
    course: CoursePage, module: Page, lesson: Lesson, store: Store, *, by: Any, publish: bool
) -> LessonPage:
    body = stream_json(LessonPage.body.field.stream_block, [_raw(block, store) for block in lesson.blocks])
    fields = {"title": lesson.title, "minutes": lesson.minutes, "summary": lesson.summary, "body": body}
    existing = LessonPage.objects.descendant_of(course).filter(slug=lesson.name).first()
    return keep_page(module, LessonPage, lesson.name, fields, by=by, publish=publish, existing=existing)


def _raw(block: Block, store: Store) -> dict[str, Any]:
    """The block as JSON, with the ids of stored media where the plan has paths."""
    value = block.value
    keys = MEDIA_KEYS.get(block.kind, [])
    if keys:
        value = value | {key: store.ids[value[key]] for key in keys if value[key]}
    return {"type": block.kind, "value": value, "id": block.id}
