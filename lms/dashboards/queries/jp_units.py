"""JP of whole units: how many have reached their yearly duty, who has not, and where the year leads."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from courses.models import CreditEntry
from lms.dashboards.queries.coverage import Place, places_of
from lms.dashboards.queries.jp import duties_of_year, in_year, read_year
from lms.dashboards.scope import Filters
from lms.people.enums import EmploymentStatus
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.people.queries.staff_list import with_posts
from lms.skills.models import Seat

REACHED, MISSING, BEHIND = "sudah", "belum", "terancam"
CHUNK = 500


class Sums(NamedTuple):
    """Counted staff, those of them with the yearly duty, who has reached it or will by the forecast, and all JP."""

    staff: int = 0
    bound: int = 0
    reached: int = 0
    likely: int = 0
    total: int = 0


@dataclass(frozen=True)
class UnitLine:
    """A row of the table; ``direct`` leaves out what is below the unit."""

    label: str
    unit: Unit | None
    sums: Sums
    direct: bool = False

    @property
    def missing(self) -> int:
        return self.sums.bound - self.sums.reached

    @property
    def behind(self) -> int:
        """Who will not reach the duty even with the open courses that are a duty."""
        return self.sums.bound - self.sums.likely

    @property
    def share(self) -> float | None:
        return 100 * self.sums.reached / self.sums.bound if self.sums.bound else None

    @property
    def average(self) -> float | None:
        return self.sums.total / self.sums.staff if self.sums.staff else None


@dataclass(frozen=True)
class JPTable:
    lines: tuple[UnitLine, ...]
    whole: UnitLine
    year: int
    least: int

    @property
    def running(self) -> bool:
        """Whether the year is this one, so that there is something to forecast."""
        return self.year == timezone.localdate().year


def year_asked(filters: Filters) -> int:
    return read_year(filters.asked.get("tahun", ""))


def jp_table(filters: Filters) -> JPTable:
    """Two queries, however many staff and units."""
    year, units = year_asked(filters), list(filters.units.select_related("opd"))
    places, whole = places_of(filters, units)
    by_unit = _sums(filters, year)
    lines = tuple(_line(place, by_unit) for place in places)
    kept = tuple(line for line in lines if line.sums.staff)
    return JPTable(kept, _line(whole, by_unit), year, settings.PIAWAI_JP_TARGET)


def _sums(filters: Filters, year: int) -> dict[int, Sums]:
    bound = Q(user__employment_status=EmploymentStatus.PNS)
    least = settings.PIAWAI_JP_TARGET
    seats = Seat.objects.filter(unit__in=filters.units).annotate(**jp_of_year(year)).order_by()
    counts = {
        "staff": Count("pk"),
        "bound": Count("pk", filter=bound),
        "reached": Count("pk", filter=bound & Q(jp__gte=least)),
        "likely": Count("pk", filter=bound & Q(sure__gte=least)),
        "total": Sum("jp"),
    }
    rows = seats.values("unit").annotate(**counts).values_list("unit", *Sums._fields)
    return {unit: Sums(*found) for unit, *found in rows}


def jp_of_year(year: int, person: str = "pk") -> dict[str, Any]:
    """``jp``: recognised in the year; ``sure``: with the open courses that are a duty, while the year lasts.

    ``person`` is where the id of the person stands in the row.
    """
    entries = CreditEntry.objects.filter(in_year(year), user=OuterRef(person)).order_by().values("user")
    jp = _or_nothing(entries.annotate(total=Sum("recognised_jp")))
    if year != timezone.localdate().year:
        return {"jp": jp, "sure": jp}
    duties = duties_of_year(year).filter(user=OuterRef(person)).order_by().values("user")
    return {"jp": jp, "sure": jp + _or_nothing(duties.annotate(total=Sum("course__jp")))}


def _or_nothing(rows: Any) -> Coalesce:
    """``total`` of the one row found, or 0."""
    return Coalesce(Subquery(rows.values("total"), output_field=IntegerField()), Value(0))


def _line(place: Place, by_unit: dict[int, Sums]) -> UnitLine:
    found = [by_unit[key] for key in place.keys if key in by_unit]
    sums = Sums(*(sum(column) for column in zip(*found, strict=True))) if found else Sums()
    return UnitLine(place.label, place.unit, sums, place.direct)


def jp_people(filters: Filters, viewer: User) -> QuerySet[User]:
    """The people behind a number of the table, by name, each with ``jp`` and ``sure`` and their post."""
    seats = Seat.objects.filter(unit__in=filters.units)
    people = User.objects.within(viewer, Permission.VIEW_COVERAGE).filter(pk__in=seats.values("user"))
    people = people.annotate(**jp_of_year(year_asked(filters)))
    return with_posts(people.filter(_reached(filters)).order_by("name", "pk"))


def _reached(filters: Filters) -> Q:
    asked, least = filters.asked.get("capai", ""), settings.PIAWAI_JP_TARGET
    bound = Q(employment_status=EmploymentStatus.PNS)
    conditions = {
        "": Q(),
        REACHED: bound & Q(jp__gte=least),
        MISSING: bound & Q(jp__lt=least),
        BEHIND: bound & Q(sure__lt=least),
    }
    if asked not in conditions:
        raise Http404
    return conditions[asked]


def walked(people: QuerySet[User]) -> Iterator[User]:
    """All of them, some hundred at a time, with nothing left open in between: whoever walks reports progress."""
    ids = array("q", people.values_list("pk", flat=True))
    for first in range(0, len(ids), CHUNK):
        part = ids[first : first + CHUNK]
        found = {one.pk: one for one in people.filter(pk__in=part)}
        yield from (found[pk] for pk in part if pk in found)
