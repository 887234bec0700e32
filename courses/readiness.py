"""Whether a lesson may go live: it has text, and nothing in it shuts somebody out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

WORDY = {"text", "callout", "steps", "table", "reflection", "check"}


def has_text(body: Any) -> bool:
    return any(block.block_type in WORDY for block in body)


def lesson_faults(lesson: Any) -> list[str]:
    """Why this draft of a lesson can't be published, in words; empty when it can."""
    faults = [] if has_text(lesson.body) else [_("Materi ini belum berisi teks.")]
    try:
        lesson.body.stream_block.clean(lesson.body)
    except ValidationError as error:
        faults += _block_faults(lesson, error)
    return faults


def _block_faults(lesson: Any, error: ValidationError) -> list[str]:
    """One line a block: which one, so that the author finds it."""
    places = sorted(getattr(error, "block_errors", {}) or {})
    labels = [str(lesson.body[place].block.label) for place in places]
    return [
        _("Blok ke-%(number)s (%(label)s) belum lengkap.") % {"number": place + 1, "label": label}
        for place, label in zip(places, labels, strict=True)
    ]


def drafts_of(course: Page) -> list[Page]:
    """Everything below the course that waits to go live, as its newest draft says it."""
    pages = course.get_descendants().specific()
    return [page.get_latest_revision_as_object() for page in pages if waits(page)]


def waits(page: Page) -> bool:
    """A draft, new or changed; what was taken down on purpose does not wait."""
    if page.latest_revision_id is None:
        return False
    return page.has_unpublished_changes if page.live else page.first_published_at is None


def course_faults(course: Page) -> list[str]:
    """Why a course as a whole can't be published yet."""
    from courses.models import LessonPage  # breaks a circle: the course's own form asks this

    faults = [
        f"{draft.title}: {fault}"
        for draft in drafts_of(course)
        if isinstance(draft, LessonPage)
        for fault in lesson_faults(draft)
    ]
    if not LessonPage.objects.descendant_of(course).exists():
        faults.append(_("Pelatihan ini belum mempunyai materi."))
    return faults
