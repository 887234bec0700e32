"""Evidence comes, is withdrawn, and runs out; holdings and coverage cells follow in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.audit import log
from lms.core.rows import put_rows
from lms.people.models import User
from lms.skills.actions.cells import apply, lock_people
from lms.skills.coverage import Tally
from lms.skills.enums import LEVELS
from lms.skills.models import Evidence, Holding, Requirement, Seat, Skill
from lms.skills.nearby import Near
from lms.skills.querysets import ASKS, best_levels, by_post, evidence_unheld, holdings_wrong

SAID = Near(
    lambda people, skills, on: best_levels(
        Evidence.objects.valid(on).filter(user__in=people, skill__in=skills)
    )
)
HELD = Near(
    lambda people, skills: (
        Holding.objects.filter(user__in=people, skill__in=skills)
        .order_by()
        .values_list("user_id", "skill_id", "level")
    )
)
SEATS = Near(lambda people, _skills: Seat.objects.filter(user__in=people).order_by())
ASKED = Near(
    lambda _people, skills: Requirement.objects.filter(skill__in=skills).order_by().values_list(*ASKS)
)
Pair = tuple[int, int]  # user id, skill id
BATCH = 500


def record_evidence(
    *,
    user: User,
    skill: Skill,
    level: int,
    source: str,
    reference: str,
    obtained_on: date,
    valid_until: date | None,
    by: User | None = None,
    on: date | None = None,
) -> Evidence:
    """Note one reason to believe that the person holds the skill.

    A second call with the same reference changes nothing. ``on`` is today, but for tests.
    """
    record_all(
        user=user,
        levels={skill.pk: level},
        source=source,
        reference=reference,
        obtained_on=obtained_on,
        valid_until=valid_until,
        by=by,
        on=on,
    )
    return Evidence.objects.get(user=user, skill=skill, source=source, reference=reference)


@transaction.atomic
def record_all(
    *,
    user: User,
    levels: Mapping[int, int],
    source: str,
    reference: str,
    obtained_on: date,
    valid_until: date | None,
    by: User | None = None,
    on: date | None = None,
) -> None:
    """The same for several skills (id → level) that one thing proves, in one go.

    A course that teaches four skills shifts its cells once, and in one order.
    """
    if not set(levels.values()) <= set(
        LEVELS
    ):  # SQLite would silently drop the row, as if it were a repetition
        raise ValueError(f"Levels are 1 to 5, not {sorted(levels.values())}")
    lock_people([user.pk])
    facts = {"source": source, "reference": reference, "obtained_on": obtained_on, "valid_until": valid_until}
    rows = [Evidence(user=user, skill_id=pk, level=level, **facts) for pk, level in sorted(levels.items())]
    put_rows(rows, ["user", "skill", "source", "reference"])
    _refresh([(user.pk, skill_id) for skill_id in levels], on)
    if by is not None:
        after = {"reference": reference, "skills": len(levels)}
        log.record("skills.record_evidence", user, by=by, after=after)


@transaction.atomic
def withdraw_evidence(*, source: str, reference: str, by: User | None, on: date | None = None) -> int:
    """Let nothing that this reference proved count any longer; returns how many rows that were."""
    named = Evidence.objects.filter(source=source, reference=reference)
    lock_people(named.values_list("user_id", flat=True))
    rows = list(named.filter(withdrawn_at=None))
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=timezone.now())
    _refresh([(row.user_id, row.skill_id) for row in rows], on)
    for row in rows:
        before = {"level": row.level, "reference": reference}
        log.record("skills.withdraw_evidence", row, by=by, before=before)
    return len(rows)


def expire_due(on: date | None = None) -> int:
    """Bring holdings to what the evidence says on the day: what ran out, and what only now begins to count.

    Returns how many changed.
    """
    count = 0
    while changed := expire_some(on):
        count += changed
    return count


@transaction.atomic
def expire_some(on: date | None = None, limit: int = BATCH) -> int:
    """One short transaction's worth of ``expire_due``; 0 when nothing is left to do."""
    pairs = _due(on, limit)
    lock_people(user_id for user_id, _ in pairs)
    _refresh(pairs, on)
    return len(pairs)


def _due(on: date | None, limit: int) -> list[Pair]:
    late = set(holdings_wrong(on).values_list("user_id", "skill_id")[:limit])
    early = set(evidence_unheld(on).order_by().values_list("user_id", "skill_id")[:limit])
    return sorted(late | early)[:limit]


def _refresh(pairs: Iterable[Pair], on: date | None) -> None:
    """Make the holdings of locked people what their evidence says, and shift the cells by the difference."""
    wanted = set(pairs)
    people, skills = {user_id for user_id, _ in wanted}, {skill_id for _, skill_id in wanted}
    today = on or timezone.localdate()
    best = {(user_id, skill_id): level for user_id, skill_id, level in SAID(people, skills, on=today)}
    held = {(user_id, skill_id): level for user_id, skill_id, level in HELD(people, skills)}
    changed = {pair: best.get(pair) for pair in wanted if best.get(pair) != held.get(pair)}
    if changed:
        _write(changed)
        apply(_difference(changed, held))


def _difference(changed: Mapping[Pair, int | None], held: Mapping[Pair, int]) -> Tally:
    tally = Tally()
    seats = {seat.user_id: seat for seat in SEATS({user_id for user_id, _ in changed})}
    standard = by_post(ASKED((), {skill_id for _, skill_id in changed}))
    for (user_id, skill_id), new in changed.items():
        if user_id not in seats:
            continue
        place = seats[user_id].place
        required = standard.get((place.post_group, place.digital_role), {})
        for level, people in ((held.get((user_id, skill_id)), -1), (new, 1)):
            if level is not None:
                tally.add_holding(place, required, skill_id, level, people)
    return tally


def _write(changed: Mapping[Pair, int | None]) -> None:
    rows = [
        Holding(user_id=user_id, skill_id=skill_id, level=level)
        for (user_id, skill_id), level in sorted(changed.items())
        if level is not None
    ]
    put_rows(rows, ["user", "skill"], ["level"])
    for (user_id, skill_id), new in changed.items():
        if new is None:
            Holding.objects.filter(user=user_id, skill=skill_id).delete()
