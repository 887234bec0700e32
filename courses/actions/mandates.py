"""Give a course to a unit: one decision, then enrolments in the background, in short transactions."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.cycles import copy_notes
from courses.enums import EnrolmentSource, EnrolmentState, MandateState
from courses.models import CoursePage, Enrolment, Exemption, Mandate, PathFollower, PathStep
from courses.queries.audience import Audience, meant_by, settled
from courses.rules import round_from
from lms.audit.log import record
from lms.core.jobs import enqueue
from lms.core.notices import tell
from lms.people.models import Unit, User
from lms.skills.actions.needs import turn_into_duty
from lms.skills.models import Need

BATCH = 500


@transaction.atomic
def create_mandate(
    *,
    course: CoursePage,
    audience: Audience,
    due_at: datetime,
    by: User,
    due_days: int | None = None,
    yearly: bool = False,
    step: PathStep | None = None,
    note: str = "",
    need: Need | None = None,
) -> Mandate:
    """Record the decision and promise the enrolments.

    An approved ``need`` that it answers is marked as assigned.
    """
    chosen = audience.chosen
    mandate = Mandate.objects.create(
        course=course,
        step=step,
        unit=audience.unit,
        digital_role=audience.digital_role,
        post_groups=list(audience.post_groups),
        golongan=list(audience.golongan),
        skill=audience.skill,
        skill_level=audience.level,
        due_at=due_at,
        due_days=due_days,
        round_from=round_from(due_at) if yearly else None,
        note=note,
        created_by=by,
        chosen=list(chosen) if chosen is not None else None,
        need=need,
    )
    if need is not None:
        turn_into_duty(need=need, by=by)
    total = apply(mandate=mandate, by=by)
    after = {
        "course": course.folder_slug,
        "unit": audience.unit.code,
        "due_at": due_at.isoformat(),
        "people": total,
    }
    record("courses.create_mandate", mandate, by=by, after=after)
    return mandate


def apply(*, mandate: Mandate, by: User | None) -> int:
    """Promise the enrolments of the round that runs; returns how many staff are looked at."""
    total = meant_by(mandate).count()
    job = enqueue(
        "courses.apply_mandate", {"mandate": mandate.pk, "after": 0, "done": 0, "total": total}, by=by
    )
    Mandate.objects.filter(pk=mandate.pk).update(job=job, state=MandateState.APPLYING)
    return total


@transaction.atomic
def apply_batch(*, mandate: Mandate, after: int) -> tuple[int, int]:
    """Enrol the next staff by id; returns the last id (0 when nobody was left) and how many were looked at.

    Safe to run twice: those already enrolled get the earlier due date, who had left comes back to their
    progress, who has done what it asks is left in peace, and who finished too long ago begins a new cycle.
    """
    people = meant_by(mandate).filter(pk__gt=after).order_by("pk")
    ids = list(people.values_list("pk", flat=True)[:BATCH])
    if not ids:
        Mandate.objects.filter(pk=mandate.pk, state=MandateState.APPLYING).update(state=MandateState.ACTIVE)
        return 0, 0
    enrol_into(mandate, ids)
    return ids[-1], len(ids)


def enrol_into(mandate: Mandate, ids: list[int]) -> None:
    """In the caller's transaction; see ``apply_batch`` for what happens to whom."""
    people = User.objects.filter(pk__in=ids)
    done = set(people.filter(settled(mandate)).order_by().values_list("pk", flat=True))
    wanted = [pk for pk in ids if pk not in done]
    rows = Enrolment.objects.filter(course__in=mandate.accepted, user__in=wanted)
    due = mandate.due_for(timezone.now())
    _take_up(mandate, wanted, list(rows.order_by("cycle")), due)
    later = Q(due_at=None) | Q(due_at__gt=due)
    rows.open().filter(later).update(due_at=due, mandate=mandate, source=EnrolmentSource.MANDATE)
    if mandate.step:
        followers = [PathFollower(path_id=mandate.step.path_id, user_id=pk) for pk in ids]
        PathFollower.objects.bulk_create(followers, ignore_conflicts=True)
    _tell_of(mandate, wanted)


def _tell_of(mandate: Mandate, people: list[int]) -> None:
    """The steps of a path are told together."""
    path = mandate.step.path if mandate.step else None
    title = _("Pelatihan baru untuk Anda: %(course)s") % {"course": mandate.course.title}
    if path:
        title = _("Jalur belajar baru untuk Anda: %(path)s") % {"path": path.title}
    event = f"path:{path.pk}:{mandate.due_at:%Y-%m-%d}" if path else f"mandate:{mandate.pk}"
    tell(
        people,
        event=f"{event}{mandate.due_at:-%Y}" if mandate.is_yearly else event,
        title=title,
        body=mandate.note,
        url=path.get_absolute_url() if path else mandate.course.own_path(),
    )


def _take_up(mandate: Mandate, people: list[int], rows: list[Enrolment], due: datetime) -> None:
    """Whoever learns nothing of it yet takes the course that it gives, where they left or from the beginning."""
    learning = {row.user_id for row in rows if row.state == EnrolmentState.ACTIVE}
    newest = {
        row.user_id: row for row in rows if row.course_id == mandate.course_id and row.user_id not in learning
    }
    left = [row.pk for row in newest.values() if row.state == EnrolmentState.CANCELLED]
    Enrolment.objects.filter(pk__in=left).update(state=EnrolmentState.ACTIVE, due_at=None)
    _begin(mandate, [pk for pk in people if pk not in learning], newest, due)


def _begin(mandate: Mandate, people: list[int], newest: dict[int, Enrolment], due: datetime) -> None:
    """A first cycle for who never took the course, the next one for who has finished it too long ago."""
    finished = {pk: row for pk, row in newest.items() if row.state == EnrolmentState.COMPLETED}
    cycles = {pk: finished[pk].cycle + 1 if pk in finished else 1 for pk in people}
    rows = [
        Enrolment(
            user_id=pk,
            course=mandate.course,
            cycle=cycles[pk],
            source=EnrolmentSource.MANDATE,
            mandate=mandate,
            due_at=due,
        )
        for pk in people
        if pk not in newest or pk in finished
    ]
    Enrolment.objects.bulk_create(rows, ignore_conflicts=True)
    if not finished:
        return
    again = Enrolment.objects.open().filter(course=mandate.course, user__in=list(finished), cycle__gt=1)
    copy_notes({pk: finished[user].pk for pk, user in again.values_list("pk", "user")})


@transaction.atomic
def withdraw_mandate(*, mandate: Mandate, by: User) -> None:
    """Take the duty back: those who have not finished keep their place, without a due date."""
    changed = (
        Mandate.objects.exclude(state=MandateState.WITHDRAWN)
        .filter(pk=mandate.pk)
        .update(state=MandateState.WITHDRAWN)
    )
    if changed:
        mandate.enrolments.open().update(due_at=None, mandate=None, source=EnrolmentSource.SELF)
        record("courses.withdraw_mandate", mandate, by=by)


AUDIENCE = ("unit", "digital_role", "post_groups", "golongan", "skill", "skill_level")


def of_same_path(mandate: Mandate) -> QuerySet[Mandate]:
    """The duties that were given to the same audience as steps of the same path and still stand, this one included."""
    if mandate.step is None:
        return Mandate.objects.none()
    same = {name: getattr(mandate, name) for name in AUDIENCE}
    rows = Mandate.objects.exclude(state=MandateState.WITHDRAWN)
    return rows.filter(step__path=mandate.step.path_id, **same).order_by("pk")


@transaction.atomic
def withdraw_path(*, mandate: Mandate, by: User) -> int:
    """Take all of them back in one act; returns how many."""
    rows = list(of_same_path(mandate))
    for row in rows:
        withdraw_mandate(mandate=row, by=by)
    return len(rows)


@transaction.atomic
def exempt(*, mandate: Mandate, user: User, reason: str, until: date | None, by: User) -> Exemption:
    """The person has no due date any more, at once; a second time the reason and the day are replaced."""
    row, _created = Exemption.objects.update_or_create(
        mandate=mandate, user=user, defaults={"reason": reason, "until": until, "by": by}
    )
    release(mandate, list(mandate.enrolments.open().filter(user=user)), _("Anda dikecualikan: %s") % reason)
    after = {"mandate": mandate.pk, "until": str(until or "")}
    record("courses.exempt", user, by=by, after=after)
    return row


@transaction.atomic
def end_exemption(*, exemption: Exemption, by: User) -> None:
    """The duty holds again, with what is left of its time."""
    mandate = exemption.mandate
    record("courses.end_exemption", exemption.user, by=by, before={"mandate": mandate.pk})
    user = exemption.user_id
    exemption.delete()
    running = mandate.state == MandateState.ACTIVE and mandate.due_at > timezone.now()
    if running and meant_by(mandate).filter(pk=user).exists():
        enrol_into(mandate, [user])


def release(mandate: Mandate, rows: list[Enrolment], why: str) -> None:
    """Who had begun may go on without a date; who had not is no longer enrolled."""
    free = {"due_at": None, "mandate": None, "source": EnrolmentSource.SELF}
    ids = [row.pk for row in rows]
    Enrolment.objects.filter(pk__in=ids, last_seen_at=None).update(state=EnrolmentState.CANCELLED, **free)
    Enrolment.objects.filter(pk__in=ids).exclude(last_seen_at=None).update(**free)
    tell(
        [row.user_id for row in rows],
        event=f"mandate:{mandate.pk}:released:{timezone.localdate()}",
        title=_("Penugasan %(course)s tidak berlaku lagi bagi Anda") % {"course": mandate.course.title},
        body=why,
        url=mandate.course.own_path(),
    )


@transaction.atomic
def carry_over(*, unit: Unit, into: Unit, by: User | None) -> int:
    """Duties of a unit that ends go on in its successor, for those who have them. Returns how many."""
    running = Mandate.objects.exclude(state=MandateState.WITHDRAWN).filter(unit=unit).order_by("pk")
    for mandate in running:
        people = mandate.chosen
        if people is None:
            people = list(mandate.enrolments.open().order_by("user").values_list("user", flat=True))
        Mandate.objects.filter(pk=mandate.pk).update(unit=into, chosen=people)
        record("courses.carry_over", mandate, by=by, before={"unit": unit.code}, after={"unit": into.code})
    return len(running)
