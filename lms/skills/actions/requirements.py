"""What posts require, decided by HR: seen beforehand, carried out in the background, cells in the same transaction."""

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core.jobs import enqueue
from lms.core.models import Job
from lms.core.notices import tell
from lms.people.models import User
from lms.skills.actions.cells import apply, lock_people
from lms.skills.actions.former import keep_requirements
from lms.skills.coverage import Place, Tally
from lms.skills.models import Holding, Requirement, Seat, Skill
from lms.skills.queries.requirements import Levels, required_of

JOB = "skills.set_requirements"


@transaction.atomic
def ask_for_requirements(*, skill: Skill, levels: Levels, by: User) -> Job:
    """Promise the change; what differs when the job runs is changed."""
    payload = {"skill": skill.pk, "levels": [[*post, level] for post, level in sorted(levels.items())]}
    return enqueue(JOB, payload, by=by)


@transaction.atomic
def set_requirements(*, skill: Skill, levels: Levels, by: User) -> int:
    """Make the requirements of a skill what is said, and shift the cells by the difference; returns how many changed.

    Everybody whose post is concerned is held first: a proof that comes meanwhile waits, and then counts by the new
    level. From now on a framework file leaves the requirements of this skill alone.
    """
    skill = Skill.objects.select_for_update().get(pk=skill.pk)
    before = required_of(skill)
    changed = {post: level for post, level in levels.items() if before.get(post, 0) != level}
    skill.requirements_set_at = timezone.now()
    skill.save(update_fields=["requirements_set_at"])
    if not changed:
        return 0
    lock_people(Seat.objects.filter(_at(changed)).values_list("user_id", flat=True))
    tally = _shifted(skill, before, changed)
    former = {(*post, skill.pk): before.get(post, 0) for post in changed}
    keep_requirements(former, on=timezone.localdate())
    _write(skill, changed)
    apply(tally)
    said = {"/".join(post): (before.get(post, 0), level) for post, level in changed.items()}
    log.record(
        "skills.set_requirements",
        skill,
        by=by,
        before={post: old for post, (old, _new) in said.items()},
        after={post: new for post, (_old, new) in said.items()},
    )
    tell(
        [by.pk],
        event=f"requirements:{skill.pk}:{skill.requirements_set_at.isoformat()}",
        title=_("Persyaratan %(skill)s sudah berlaku") % {"skill": skill.name},
        url=reverse("skill", args=[skill.code]),
    )
    return len(changed)


def _at(posts: Levels, prefix: str = "") -> Q:
    condition = Q(pk__in=[])
    for group, role in posts:
        condition |= Q(**{f"{prefix}post_group": group, f"{prefix}digital_role": role})
    return condition


def _shifted(skill: Skill, before: Levels, changed: Levels) -> Tally:
    """Whoever sits in a post concerned leaves the old level and comes to the new one, with what they hold."""
    tally = Tally()
    seats = Seat.objects.filter(_at(changed)).order_by().values_list("unit_id", "post_group", "digital_role")
    for unit, group, role, people in seats.annotate(people=Count("pk")):
        for level, sign in ((before.get((group, role), 0), -1), (changed[group, role], 1)):
            tally.add_post(Place(unit, group, role), _required(skill, level), sign * people)
    where = [f"user__seat__{name}" for name in ("unit_id", "post_group", "digital_role")]
    held = Holding.objects.filter(_at(changed, "user__seat__"), skill=skill).order_by()
    for unit, group, role, holds, people in held.values_list(*where, "level").annotate(people=Count("pk")):
        for level, sign in ((before.get((group, role), 0), -1), (changed[group, role], 1)):
            tally.add_holding(
                Place(unit, group, role), _required(skill, level), skill.pk, holds, sign * people
            )
    return tally


def _required(skill: Skill, level: int) -> dict[int, int]:
    return {skill.pk: level} if level else {}


def _write(skill: Skill, changed: Levels) -> None:
    gone = [post for post, level in changed.items() if not level]
    Requirement.objects.filter(_at(dict.fromkeys(gone, 0)), skill=skill).delete()
    Requirement.objects.bulk_create(
        (
            Requirement(post_group=group, digital_role=role, skill=skill, level=level)
            for (group, role), level in changed.items()
            if level
        ),
        update_conflicts=True,
        unique_fields=["post_group", "digital_role", "skill"],
        update_fields=["level"],
    )
