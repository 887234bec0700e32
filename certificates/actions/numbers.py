"""Numbers without gaps, and never given a second time: a restored database skips what was used before."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from certificates.actions import ledger
from certificates.enums import LedgerKind
from certificates.journal import Journal
from certificates.models import NumberSeries
from lms.audit.log import record


def take(year: int, *, at: datetime) -> int:
    """The next number of ``year``; the row lock holds until the caller's transaction ends.

    A failure gives the number back: the journal may then be one ahead, and the next one takes the same number.
    Further ahead it is only when the database is older than the files.
    """
    NumberSeries.objects.get_or_create(year=year)
    NumberSeries.objects.filter(year=year).update(last=F("last") + 1)
    number = NumberSeries.objects.get(year=year).last
    journal = Journal()
    before = journal.numbers(year)
    if (used := max(before, default=0)) > number:
        number = _skip(year, first=number, last=used, at=at) + 1
        NumberSeries.objects.filter(year=year).update(last=number)
    journal.note(year, number, before)
    return number


@transaction.atomic
def settle(at: datetime | None = None) -> dict[int, tuple[int, int]]:
    """After a restore: skip every number that the journal knows and the database does not; year → first, last."""
    at, skipped, journal = at or timezone.now(), {}, Journal()
    for year in journal.years():
        series, _created = NumberSeries.objects.select_for_update().get_or_create(year=year)
        last = journal.highest(year)
        if last > series.last:
            _skip(year, first=series.last + 1, last=last, at=at)
            skipped[year] = series.last + 1, last
    return skipped


def _skip(year: int, *, first: int, last: int, at: datetime) -> int:
    """A gap is said, not hidden: one line in the ledger, one audit event."""
    NumberSeries.objects.filter(year=year).update(last=last)
    numbers = f"{year}:{first}-{last}"
    ledger.append(kind=LedgerKind.SKIPPED, numbers=numbers, at=at)
    series = NumberSeries.objects.get(year=year)
    record("certificates.skip_numbers", series, by=None, before={"last": first - 1}, after={"last": last})
    return last
