"""What happens to duties from day to day: staff who come and go, due dates that near and pass."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions.mandates import enrol_into, release
from courses.enums import MandateState
from courses.models import Enrolment, Mandate
from courses.queries.audience import meant_by, settled
from lms.audit.log import record
from lms.core.notices import tell
from lms.people.enums import Role
from lms.people.models import Posting, RoleGrant
from lms.people.models.user import below

BATCH = 500
REMIND_AT = (7, 3, 1)  # days before the due date
NAMES_SHOWN = 8
LATE_STAFF = "late-staff:"


def followed(now: datetime) -> QuerySet[Mandate]:
    """Duties of whole units that still run; one for chosen people stays with those people."""
    running = Mandate.objects.filter(state=MandateState.ACTIVE, due_at__gt=now, chosen__isnull=True)
    return running.select_related("course", "unit", "skill", "step__path").order_by("pk")


@transaction.atomic
def follow_staff(*, mandate: Mandate) -> int:
    """Bring one duty to the staff of today: who joined gets it, who moved away loses it. Returns how many changed.

    At most ``BATCH`` each way; 0 when nothing is left to do.
    """
    joined = list(_joined(mandate).order_by("pk").values_list("pk", flat=True)[:BATCH])
    left = list(_left(mandate).order_by("pk")[:BATCH])
    if not joined and not left:
        return 0
    if joined:
        enrol_into(mandate, joined)
    release(mandate, left, _("Anda tidak lagi termasuk yang ditugaskan."))
    record("courses.follow_staff", mandate, by=None, after={"joined": len(joined), "left": len(left)})
    return len(joined) + len(left)


def _joined(mandate: Mandate) -> QuerySet:
    """Staff who have not done what it asks, and have no enrolment that is due as early; any date is, where it is
    counted from the day of enrolment.
    """
    due = Q(due_at__lte=mandate.due_at) if mandate.due_days is None else Q(due_at__isnull=False)
    bound = Enrolment.objects.open().filter(due, course__in=mandate.accepted).values("user")
    return meant_by(mandate).exclude(Q(pk__in=bound) | settled(mandate))


def _left(mandate: Mandate) -> QuerySet[Enrolment]:
    return mandate.enrolments.open().exclude(user__in=meant_by(mandate).values("pk"))


def remind(*, on: date) -> int:
    """Tell learners whose due date is near, and the day after one has passed also their heads.

    Safe to run twice: a notice has one event. Returns how many enrolments were looked at.
    """
    near = sum(_remind_of(_due_on(on + timedelta(days=days)), days) for days in REMIND_AT)
    late = list(_due_on(on - timedelta(days=1)))
    _tell_late(late)
    _tell_heads(late, on)
    return near + len(late)


def _due_on(day: date) -> QuerySet[Enrolment]:
    """Open enrolments that are due on this WIB day."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    rows = Enrolment.objects.open().filter(due_at__gte=begins, due_at__lt=begins + timedelta(days=1))
    return rows.filter(user__is_active=True, course__live=True).select_related("course", "user")


def _remind_of(rows: Iterable[Enrolment], days: int) -> int:
    by_course = _by_course(rows)
    for course, people in by_course.items():
        text = ngettext("%(days)s hari lagi: %(course)s", "%(days)s hari lagi: %(course)s", days) % {
            "days": days,
            "course": course.title,
        }
        due = timezone.localtime(people[0].due_at).date()
        tell(
            [row.user_id for row in people],
            event=f"due:{course.pk}:{due}:{days}",
            title=text,
            body=_("Tenggatnya mendekat. Lanjutkan dari tempat terakhir Anda."),
            url=reverse("resume", args=[course.pk]),
        )
    return sum(len(people) for people in by_course.values())


def _tell_late(rows: Iterable[Enrolment]) -> None:
    for course, people in _by_course(rows).items():
        due = timezone.localtime(people[0].due_at).date()
        tell(
            [row.user_id for row in people],
            event=f"late:{course.pk}:{due}",
            title=_("Tenggat terlewat: %(course)s") % {"course": course.title},
            body=_("Anda masih dapat menyelesaikannya. Atasan Anda ikut diberi tahu."),
            url=reverse("resume", args=[course.pk]),
        )


def _by_course(rows: Iterable[Enrolment]) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[row.course].append(row)
    return found


def _tell_heads(rows: list[Enrolment], on: date) -> None:
    """One notice a day for each head, with the names of their own people."""
    if not rows:
        return
    names = {row.user_id: row.user.full_name for row in rows}
    for head, units in _heads().items():
        posted = Posting.objects.current(on).filter(below(units), user__in=names)
        late = sorted({names[pk] for pk in posted.values_list("user", flat=True) if pk != head})
        if late:
            _tell_head(head, late, on)


def _heads() -> dict[int, list]:
    found = defaultdict(list)
    for grant in RoleGrant.objects.current().filter(role=Role.OPD_HEAD).select_related("unit"):
        found[grant.user_id].append(grant.unit)
    return found


def _tell_head(head: int, late: list[str], on: date) -> None:
    text = ngettext(
        "%(n)s pegawai Anda melewati tenggat pelatihan",
        "%(n)s pegawai Anda melewati tenggat pelatihan",
        len(late),
    )
    more = len(late) - NAMES_SHOWN
    body = "; ".join(late[:NAMES_SHOWN]) + (_(" dan %(n)s lainnya") % {"n": more} if more > 0 else "")
    tell([head], event=f"{LATE_STAFF}{on}", title=text % {"n": len(late)}, body=body, url=reverse("staff"))
