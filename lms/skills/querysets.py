"""Sets that several actions and queries start from."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from lms.core.spans import on_day
from lms.people.models import Posting, Unit
from lms.skills.coverage import Standard
from lms.skills.enums import EvidenceRule
from lms.skills.models import Evidence, FormerRequirement, Holding, Requirement, Seat, Skill

CHUNK = 2000
ASKS = ("post_group", "digital_role", "skill_id", "level")
HERE = {"user": OuterRef("user"), "skill": OuterRef("skill")}
# Of several pieces of evidence of one person and skill, the one that says the level comes first.
RANK = Case(
    When(skill__evidence_rule=EvidenceRule.LATEST, then=Value(0)),
    default=F("level"),
    output_field=IntegerField(),
)
COUNTS_FIRST = (RANK.desc(), F("obtained_on").desc(), F("pk").desc())


def counted_postings(on: date | None = None) -> QuerySet[Posting]:
    """The one posting of each person who counts on the day: active, of a counted status and standing.

    Where two postings overlap on a day (moved that very day), the later one counts.
    """
    return _one_each(on).filter(
        user__is_active=True,
        user__employment_status__in=settings.PIAWAI_COUNTED_STATUSES,
        user__standing__in=settings.PIAWAI_COUNTED_POSITIONS_IN_LAW,
    )


def postings_counted_then(on: date) -> QuerySet[Posting]:
    """The same for a day of the past, by how people stood then; ``role_then`` is their digital role of that day.

    Of who left before their standing was noted, it is only known that they were there: they count.
    """
    stood = FilteredRelation("user__former_standings", condition=on_day(on, "user__former_standings__"))
    noted = _one_each(on).annotate(
        stood=stood, role_then=Coalesce("stood__digital_role", "user__digital_role"), noted=F("stood__pk")
    )
    serving = Q(user__is_active=True, user__standing__in=settings.PIAWAI_COUNTED_POSITIONS_IN_LAW)
    as_today = Q(noted=None, user__employment_status__in=settings.PIAWAI_COUNTED_STATUSES)
    as_noted = Q(
        stood__is_active=True,
        stood__standing__in=settings.PIAWAI_COUNTED_POSITIONS_IN_LAW,
        stood__employment_status__in=settings.PIAWAI_COUNTED_STATUSES,
    )
    return noted.filter(as_noted | (as_today & (serving | Q(user__left_on__gt=on))))


def _one_each(on: date | None) -> QuerySet[Posting]:
    current = Posting.objects.current(on)
    later = Q(valid_from__gt=OuterRef("valid_from")) | Q(
        valid_from=OuterRef("valid_from"), pk__gt=OuterRef("pk")
    )
    return current.filter(~Exists(current.filter(later, user=OuterRef("user"))))


def seats_gone(on: date | None = None) -> QuerySet[Seat]:
    """Seats that no posting of the day stands behind."""
    same = counted_postings(on).filter(
        user=OuterRef("user"),
        unit=OuterRef("unit"),
        position__post_group=OuterRef("post_group"),
        user__digital_role=OuterRef("digital_role"),
    )
    return Seat.objects.filter(~Exists(same))


def postings_unseated(on: date | None = None) -> QuerySet[Posting]:
    """Counted postings without a seat of any kind."""
    return counted_postings(on).filter(~Exists(Seat.objects.filter(user=OuterRef("user"))))


def holdings_wrong(on: date | None = None) -> QuerySet[Holding]:
    """Holdings that are not what the valid evidence of the day says."""
    valid = Evidence.objects.valid(on).filter(**HERE).order_by(*COUNTS_FIRST)
    said = Holding.objects.annotate(said=Subquery(valid.values("level")[:1]))
    return said.filter(Q(said=None) | ~Q(said=F("level")))


def evidence_unheld(on: date | None = None) -> QuerySet[Evidence]:
    """Valid evidence of skills for which the person has no holding at all."""
    return Evidence.objects.valid(on).filter(~Exists(Holding.objects.filter(**HERE)))


def best_levels(evidence: QuerySet[Evidence]) -> QuerySet[Evidence, tuple[int, int, int]]:
    """(user id, skill id, level) of the evidence that counts: the best or the latest, as each skill's rule says."""
    place = Window(RowNumber(), partition_by=[F("user_id"), F("skill_id")], order_by=COUNTS_FIRST)
    ranked = evidence.order_by().annotate(place=place).filter(place=1)
    return ranked.values_list("user_id", "skill_id", "level")


def all_levels(on: date | None = None) -> QuerySet[Evidence, tuple[int, int, int]]:
    """The same for everyone; a grouped maximum, which costs a third, where no skill goes by the latest."""
    valid = Evidence.objects.valid(on)
    if Skill.objects.filter(evidence_rule=EvidenceRule.LATEST).exists():
        return best_levels(valid)
    return valid.order_by().values_list("user_id", "skill_id").annotate(best=Max("level"))


def seats_in_turn(seats: QuerySet[Seat] | None = None) -> Iterator[list[Seat]]:
    """Everybody who counts, or those of the given seats, some thousand at a time; people who come or go meanwhile
    are met or not.
    """
    rows = Seat.objects.all() if seats is None else seats
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield part
        last = part[-1].pk


def held_by(people: Iterable[int]) -> dict[int, dict[int, int]]:
    """By person, the level of every skill held; an empty answer for who holds none."""
    held: dict[int, dict[int, int]] = {pk: {} for pk in people}
    rows = Holding.objects.filter(user__in=list(held)).order_by().values_list("user_id", "skill_id", "level")
    for user, skill, level in rows:
        held[user][skill] = level
    return held


def opd_of_units() -> dict[int, int]:
    """By unit, the OPD it counts for; itself where it belongs to none."""
    return {pk: opd or pk for pk, opd in Unit.objects.order_by().values_list("pk", "opd_id")}


def standard_of(skill_ids: Iterable[int] | None = None) -> Standard:
    """What every post group and digital role requires, of the given skills or of all: one query."""
    rows = Requirement.objects.order_by()
    if skill_ids is not None:
        rows = rows.filter(skill__in=set(skill_ids))
    return by_post(rows.values_list(*ASKS))


def standard_then(on: date) -> Standard:
    """The same as it was on a day of the past: two queries."""
    former = FormerRequirement.objects.filter(on_day(on)).order_by().values_list(*ASKS)
    standard = {post: dict(required) for post, required in standard_of().items()}
    for post, required in by_post(former).items():
        asked = {**standard.get(post, {}), **required}
        standard[post] = {skill: level for skill, level in asked.items() if level}
    return standard


def by_post(rows: Iterable[tuple[str, str, int, int]]) -> Standard:
    """Requirements, given as ``ASKS`` names them, by post group and digital role."""
    standard: dict[tuple[str, str], dict[int, int]] = {}
    for group, role, skill_id, level in rows:
        standard.setdefault((group, role), {})[skill_id] = level
    return standard
