"""A course folder from upload to course: checked in a dry run, confirmed, stored all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.publishing import prepare_catalogue
from courses.enums import CourseImportState as State
from courses.importer import archive
from courses.importer.apply import apply_plan
from courses.importer.faults import Fault, FolderFault
from courses.importer.folder import Disk, Folder, Packed
from courses.importer.outline import FILE
from courses.importer.plan import Plan
from courses.importer.read import make_plan
from courses.importer.store import NewFiles, new_files
from courses.importer.vanished import vanished
from courses.models import CourseImport, CoursePage
from courses.queries.authoring import may_write
from lms.audit.log import record
from lms.core.jobs import enqueue
from lms.core.notices import tell
from lms.core.retention import retention_start

SHOWN_FAULTS = 500


@transaction.atomic
def start_import(*, file: Any, name: str, by: Any) -> CourseImport:
    """Keep an uploaded ZIP and promise its dry run."""
    row = CourseImport(file_name=name[:200], uploaded_by=by)
    row.file.save("pelatihan.zip", file, save=False)
    row.save()
    row.job = enqueue("courses.check_import", {"import": row.pk}, by=by, key=f"check:{row.pk}")
    row.save(update_fields=["job"])
    return row


def check_import(*, row: CourseImport) -> None:
    """The dry run: what would be stored, what is wrong, what is left out. Stores nothing but its findings."""
    plan = _plan_of(row)
    with transaction.atomic():
        _keep_findings(row, plan, State.REFUSED if plan.faults else State.READY)
        _tell_checked(row)


@transaction.atomic
def confirm_import(*, row: CourseImport, by: Any) -> bool:
    """Promise the import itself; False when it is not (or no longer) waiting for that."""
    if not CourseImport.objects.filter(pk=row.pk, state=State.READY).update(state=State.IMPORTING):
        return False
    job = enqueue("courses.apply_import", {"import": row.pk}, by=by, key=f"apply:{row.pk}")
    CourseImport.objects.filter(pk=row.pk).update(job=job)
    return True


@transaction.atomic
def cancel_import(*, row: CourseImport) -> bool:
    waiting = CourseImport.objects.filter(pk=row.pk, state__in=[State.READY, State.REFUSED])
    return bool(waiting.update(state=State.CANCELLED))


def forget_old(*, now: datetime) -> int:
    """Delete imports whose retention is over, with their files; one that is under way stays."""
    until = retention_start(settings.PIAWAI_RETENTION_IMPORT_MONTHS, now)
    if until is None:
        return 0
    old = list(CourseImport.objects.exclude(state=State.IMPORTING).filter(uploaded_at__lt=until))
    for row in old:
        row.file.delete(save=False)
        row.delete()
    return len(old)


def apply_import(*, row: CourseImport, finish: Callable[[], None]) -> None:
    """Check once more, since the world may have changed, and store everything or nothing, ``finish`` included."""
    with new_files() as files, transaction.atomic():
        _apply_import(row, files)
        finish()


def _apply_import(row: CourseImport, files: NewFiles) -> None:
    by = row.uploaded_by
    with _folder_of(row) as folder:
        plan = _checked(folder, by=by, publish=False)
        if plan.faults:
            _keep_findings(row, plan, State.REFUSED)
            return
        course = import_plan(plan, folder, by=by, files=files)
    row.course = course
    _keep_findings(row, plan, State.DONE)
    row.summary |= {"vanished": [page.pk for page in vanished(course, plan) if page.live]}
    row.save(update_fields=["course", "summary"])
    title = _("Pelatihan “%(title)s” sudah diimpor sebagai draf.") % {"title": course.draft_title}
    tell([by.pk], event=f"course-import-done:{row.pk}", title=title, url=_address(row))


def import_plan(plan: Plan, folder: Folder, *, by: Any, files: NewFiles | None = None) -> CoursePage:
    """Store a plan without faults, catalogue and rights included."""
    with new_files(files) as new, transaction.atomic():
        prepare_catalogue()
        course = apply_plan(plan, folder, by=by, files=new)
        numbers = {"lessons": len(plan.lessons), "media": len(plan.media), "published": plan.publish}
        record("courses.import", course, by=by, after=numbers)
    return course


def import_from(
    path: Path, *, by: Any = None, publish: bool = False, dry_run: bool = False
) -> tuple[Plan, Any]:
    """Import a folder or ZIP on this machine: the plan with what is wrong, and the course or None."""
    try:
        with opened(path, path.name) as folder:
            plan = _checked(folder, by=by, publish=publish)
            if plan.faults or dry_run:
                return plan, None
            return plan, import_plan(plan, folder, by=by)
    except FolderFault as error:
        return Plan(faults=[error.fault]), None


@contextmanager
def opened(source: Path | IO[bytes], name: str) -> Iterator[Folder]:
    """The folder behind a path or an open ZIP; FolderFault when it can't be one."""
    if isinstance(source, Path) and source.is_dir():
        yield Folder(Disk(source))
        return
    with archive.opened(source, name=name) as file:
        yield Folder(Packed(file))


@contextmanager
def _folder_of(row: CourseImport) -> Iterator[Folder]:
    with row.file.open("rb") as file, opened(file, row.file_name) as folder:
        yield folder


def _plan_of(row: CourseImport) -> Plan:
    try:
        with _folder_of(row) as folder:
            return _checked(folder, by=row.uploaded_by, publish=False)
    except FolderFault as error:
        return Plan(faults=[error.fault])


def _checked(folder: Folder, *, by: Any, publish: bool) -> Plan:
    plan = make_plan(folder, publish=publish)
    course = CoursePage.objects.filter(folder_slug=plan.outline.slug).first() if plan.outline else None
    if course is not None and by is not None and not may_write(by, course):
        reason = _("Pelatihan dengan slug ini sudah ada dan Anda bukan pengampunya.")
        mend = _("Pakai slug lain, atau minta pengampunya menambahkan Anda.")
        plan.faults.insert(0, Fault(FILE, None, course.folder_slug, reason, mend))
    return plan


def _keep_findings(row: CourseImport, plan: Plan, state: State) -> None:
    row.state = state
    row.faults = [fault.as_dict() for fault in plan.faults[:SHOWN_FAULTS]]
    row.left_out = [note.as_dict() for note in plan.left_out[:SHOWN_FAULTS]]
    row.summary = _summary(plan)
    row.save(update_fields=["state", "faults", "left_out", "summary"])


def _summary(plan: Plan) -> dict[str, Any]:
    outline = plan.outline
    return {
        "slug": outline.slug if outline else "",
        "title": outline.title if outline else "",
        "updates": bool(outline and CoursePage.objects.filter(folder_slug=outline.slug).exists()),
        "modules": len(plan.modules),
        "lessons": len(plan.lessons),
        "minutes": sum(lesson.minutes for lesson in plan.lessons),
        "quizzes": len(plan.quizzes),
        "media": len(plan.media),
        "faults": len(plan.faults),
        "left_out": len(plan.left_out),
    }


def _tell_checked(row: CourseImport) -> None:
    title = (
        _("%(file)s perlu diperbaiki sebelum diimpor.") if row.faults else _("%(file)s siap diimpor.")
    ) % {"file": row.file_name}
    tell([row.uploaded_by_id], event=f"course-import-checked:{row.pk}", title=title, url=_address(row))


def _address(row: CourseImport) -> str:
    return f"/pengampu/impor/{row.pk}/"
