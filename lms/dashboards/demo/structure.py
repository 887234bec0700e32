"""An OPD that got its name last year, a new order that is only drawn up, and days of the past to look at."""

from datetime import date, timedelta

from django.utils import timezone

from courses.actions.forecast import forecast
from lms.people.actions.reorganise import add_step, carry_out, confirm, plan
from lms.people.models import Reorganisation, Unit, User
from lms.skills.actions.past import count_past
from lms.skills.actions.pemdi import count_years
from lms.skills.actions.resilience import count_resilience
from lms.skills.models import PastDay
from lms.skills.quarters import past_quarter_ends

RENAMED, FORMER = "METRO-22", "Badan Perencanaan Pembangunan Daerah"
MONTHS_AGO = timedelta(days=240)
QUARTERS = 4


def order_units(by: User) -> None:
    """The new name is given as an act, so that reports of earlier days show the old one."""
    unit = Unit.objects.get(code=RENAMED)
    name, short = unit.name, unit.short_name
    unit.name, unit.short_name = FORMER, "Bappeda"
    unit.save()
    on = timezone.localdate() - MONTHS_AGO
    done = plan(title="Nama baru badan perencanaan", basis="Peraturan daerah contoh 1", on=on, by=by)
    add_step(reorganisation=done, kind="rename", unit=unit, name=name, short_name=short, by=by)
    confirm(reorganisation=done, by=by)
    carry_out(reorganisation=Reorganisation.objects.get(pk=done.pk))
    _draw_up(by)


def _draw_up(by: User) -> None:
    trade, works = Unit.objects.get(code="METRO-21"), Unit.objects.get(code="METRO-17")
    first = date(timezone.localdate().year + 1, 1, 1)
    row = plan(
        title="Penataan perangkat daerah", basis="Rancangan peraturan daerah contoh 2", on=first, by=by
    )
    add_step(reorganisation=row, kind="merge", unit=trade, into=works, by=by)


def count_days() -> None:
    for day in past_quarter_ends(timezone.localdate(), QUARTERS):
        count_past(day=PastDay.objects.create(on=day))
    forecast()
    count_resilience()
    count_years()
