"""A course taken again: a new cycle has progress, attempts, JP and a certificate of its own."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.actions.enrolments import EnrolmentRefused
from courses.enums import EnrolmentState
from courses.models import CoursePage, Enrolment, Note
from courses.models.enrolment import PROOF
from courses.queries.renewal import renewal_of
from lms.audit.log import record
from lms.core.notices import tell
from lms.people.models import User
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence

REMIND_AT = (60, 14)  # days before a proof runs out


@transaction.atomic
def renew(*, user: User, course: CoursePage, by: User) -> Enrolment:
    """Take a finished course again, of one's own will; a cycle that runs is returned. Raises ``EnrolmentRefused``."""
    User.objects.filter(pk=user.pk).select_for_update().first()
    rows = Enrolment.objects.filter(user=user, course=course).order_by("-cycle")
    last = rows.kept().first()
    if last is None:
        raise EnrolmentRefused(_("Anda belum pernah menyelesaikan pelatihan ini."))
    if last.state == EnrolmentState.ACTIVE:
        return last
    _refuse_unless_renewable(last)
    row = rows.filter(cycle__gt=last.cycle).first() or next_cycle(last)
    row.state = EnrolmentState.ACTIVE
    row.save()
    copy_notes({row.pk: last.pk})
    record("courses.renew", row, by=by, after={"course": course.folder_slug, "cycle": row.cycle})
    return row


def _refuse_unless_renewable(last: Enrolment) -> None:
    if not last.course.live:
        raise EnrolmentRefused(_("Pelatihan ini sedang tidak diterbitkan."))
    if not renewal_of(last).is_open:
        raise EnrolmentRefused(_("Bukti dari pelatihan ini masih lama berlaku, jadi belum perlu diulang."))


def next_cycle(last: Enrolment) -> Enrolment:
    """Not saved."""
    return Enrolment(user_id=last.user_id, course_id=last.course_id, cycle=last.cycle + 1)


def copy_notes(origins: Mapping[int, int]) -> None:
    """What learners wrote down goes along: ``origins`` are old enrolments by the new ones."""
    old: dict[int, list[Note]] = {}
    for note in Note.objects.filter(enrolment__in=origins.values()):
        old.setdefault(note.enrolment_id, []).append(note)
    Note.objects.bulk_create(
        (
            Note(enrolment_id=new, activity_id=note.activity_id, text=note.text)
            for new, origin in origins.items()
            for note in old.get(origin, [])
        ),
        ignore_conflicts=True,
    )


def remind_expiring(*, on: date) -> int:
    """Tell holders whose proof out of a course soon runs out that they may take it again. Safe to run twice."""
    return sum(_remind(_running_out(on + timedelta(days=days)), days, on) for days in REMIND_AT)


def _running_out(day: date) -> Sequence[Enrolment]:
    """Finished courses whose proof ends on the day, where nothing newer of the same course is there."""
    ending = Evidence.objects.filter(source=EvidenceSource.COURSE, valid_until=day, withdrawn_at=None)
    named = set(ending.order_by().values_list("reference", flat=True))
    ids = [int(reference.removeprefix(PROOF)) for reference in named if reference.startswith(PROOF)]
    newer = Enrolment.objects.kept().filter(
        user=OuterRef("user"), course=OuterRef("course"), cycle__gt=OuterRef("cycle")
    )
    rows = Enrolment.objects.filter(~Exists(newer), pk__in=ids, user__is_active=True, course__live=True)
    return list(rows.select_related("course"))


def _remind(rows: Sequence[Enrolment], days: int, on: date) -> int:
    by_course: dict[CoursePage, list[int]] = {}
    for row in rows:
        by_course.setdefault(row.course, []).append(row.user_id)
    for course, people in by_course.items():
        tell(
            people,
            event=f"runs-out:{course.pk}:{on}",
            title=_("%(days)s hari lagi bukti Anda berakhir: %(course)s")
            % {"days": days, "course": course.title},
            body=_("Ulangi pelatihannya agar tingkat Anda tidak turun."),
            url=reverse("course", args=[course.pk]),
        )
    return len(rows)
