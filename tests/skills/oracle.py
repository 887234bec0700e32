"""Coverage counted by hand from source rows: plain loops that share nothing with the code they check."""

from collections import Counter
from datetime import date

from lms.people.models import Posting, User
from lms.skills.models import CoverageSum, Evidence, Requirement

COUNTED = {"PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU"}


def place_of(user: User, day: date) -> Posting | None:
    """The posting in which the person counts on the day."""
    if not user.is_active or user.standing != "01" or user.employment_status not in COUNTED:
        return None
    rows = [
        row
        for row in Posting.objects.filter(user=user).select_related("position", "unit")
        if row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)
    ]
    return max(rows, key=lambda row: (row.valid_from, row.pk), default=None)


def held_by(user: User, day: date) -> dict[int, int]:
    """Skill id → level."""
    valid: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.filter(user=user, withdrawn_at=None).select_related("skill").order_by("pk"):
        if row.obtained_on <= day and (row.valid_until is None or row.valid_until >= day):
            valid.setdefault(row.skill_id, []).append(row)
    held = {}
    for skill, rows in valid.items():
        if rows[0].skill.evidence_rule == "latest":
            rows = [row for row in rows if row.obtained_on == max(one.obtained_on for one in rows)][-1:]
        held[skill] = max(row.level for row in rows)
    return held


def required_in(posting: Posting, user: User) -> dict[int, int]:
    rows = Requirement.objects.order_by("pk")
    return {
        row.skill_id: row.level
        for row in rows
        if (row.post_group, row.digital_role) == (posting.position.post_group, user.digital_role)
    }


def counted_cells(day: date) -> dict[tuple, tuple]:
    """(unit, skill, level, role) → (staff, met, holders), as ``universe.cells`` reads them."""
    staff: Counter[tuple] = Counter()
    met: Counter[tuple] = Counter()
    holders: Counter[tuple] = Counter()
    for user in User.objects.order_by("pk"):
        posting = place_of(user, day)
        if posting is None:
            continue
        held = held_by(user, day)
        for skill, level in required_in(posting, user).items():
            key = (posting.unit_id, skill, level, user.digital_role)
            staff[key] += 1
            met[key] += held.get(skill, 0) >= level
        for skill, level in held.items():
            holders[posting.unit_id, skill, level, user.digital_role] += 1
    return {key: (staff[key], met[key], holders[key]) for key in staff.keys() | holders.keys()}


def counted_sums(day: date) -> dict[tuple, tuple]:
    """(unit, skill, role) → (staff, met, masters)."""
    sums: dict[tuple, tuple] = {}
    for (unit, skill, level, role), (staff, met, holders) in counted_cells(day).items():
        more = (staff, met, holders if level >= 2 else 0)
        before = sums.get((unit, skill, role), (0, 0, 0))
        sums[unit, skill, role] = tuple(a + b for a, b in zip(before, more, strict=True))
    return {key: counts for key, counts in sums.items() if any(counts)}


def stored_sums() -> dict[tuple, tuple]:
    names = ("unit_id", "skill_id", "digital_role", "staff", "met", "masters")
    rows = CoverageSum.objects.exclude(staff=0, met=0, masters=0).values_list(*names)
    return {row[:3]: row[3:] for row in rows}
