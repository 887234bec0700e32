"""What people could do before the platform came: certificates from elsewhere and what their heads have seen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from lms.core.dates import add_months
from lms.people.enums import DigitalRole
from lms.people.models import Posting, User
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence, Requirement

BATCH = 1000
DAYS = 900
VALID_MONTHS = 36
SHARE = {  # how likely somebody who must hold a skill of the field brought it along
    "jaringan": {DigitalRole.MANAGES: 0.42, DigitalRole.USES: 0.3},
    "iot": {DigitalRole.MANAGES: 0.3},
    "awan": {DigitalRole.MANAGES: 0.3, DigitalRole.USES: 0.2},
    "keamanan": {DigitalRole.MANAGES: 0.35, DigitalRole.USES: 0.26, DigitalRole.OTHER: 0.2},
    "otomasi-ai": {DigitalRole.MANAGES: 0.3, DigitalRole.USES: 0.24, DigitalRole.OTHER: 0.1},
}
SPREAD = (0.4, 1.7)  # some units are far ahead of others


def write_earlier(people: Sequence[User], seed: int) -> int:
    """Evidence without cells; whoever calls this rebuilds the coverage afterwards. Returns how much was written."""
    random, written = Random(seed + 1), 0
    required = _required()
    drive: dict[int, float] = {}
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        rows = [
            row
            for person, posting in _posted(part)
            for row in _rows(person, posting, required, drive, random)
        ]
        written += len(Evidence.objects.bulk_create(rows, batch_size=BATCH))
    return written


def _required() -> dict[tuple[str, str], list[Requirement]]:
    found: dict[tuple[str, str], list[Requirement]] = {}
    for row in Requirement.objects.select_related("skill__field").order_by("skill__code"):
        found.setdefault((row.post_group, row.digital_role), []).append(row)
    return found


def _posted(people: Iterable[User]) -> Iterator[tuple[User, Posting]]:
    by_id = {person.pk: person for person in people}
    for posting in (
        Posting.objects.current().filter(user__in=by_id).select_related("unit", "position").order_by("pk")
    ):
        yield by_id[posting.user_id], posting


def _rows(
    person: User,
    posting: Posting,
    required: dict[tuple[str, str], list[Requirement]],
    drive: dict[int, float],
    random: Random,
) -> Iterator[Evidence]:
    opd = posting.unit.opd_id or posting.unit_id
    ahead = drive.setdefault(opd, random.uniform(*SPREAD))
    for row in required.get((posting.position.post_group, person.digital_role), []):
        share = SHARE.get(row.skill.field.slug, {}).get(DigitalRole(person.digital_role), 0)
        if random.random() < share * ahead:
            yield _evidence(person, row, random)


def _evidence(person: User, required: Requirement, random: Random) -> Evidence:
    source = random.choice([EvidenceSource.EXTERNAL, EvidenceSource.EXTERNAL, EvidenceSource.OBSERVATION])
    day = timezone.localdate() - timedelta(days=random.randint(5, DAYS))
    return Evidence(
        user=person,
        skill=required.skill,
        level=required.level if random.random() < 0.85 else max(1, required.level - 1),
        source=source,
        reference=f"sebelum-{source}-{required.skill.code}",
        obtained_on=day,
        valid_until=_until(day) if source == EvidenceSource.EXTERNAL else None,
    )


def _until(day: date) -> date:
    return add_months(day, VALID_MONTHS)
