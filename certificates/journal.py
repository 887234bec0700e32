"""The highest number of each year, kept beside the files and outside the database.

A database that is restored knows nothing of numbers given after its backup; this journal does. One empty file stands
for a number, ``nomor/<journal>/<year>/<number>``, written before the number is used; ``<journal>`` is drawn once for
each database, so that a copy or a throw-away database never counts on the journal of another. Backups leave it out
and a restore does not touch it.
"""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from certificates.models import LedgerHead

FOLDER = "nomor"
DIGITS = 9


def highest(year: int) -> int:
    """The highest number that may have been used in ``year``, 0 for none."""
    return max(_numbers(year), default=0)


def years() -> list[int]:
    try:
        return sorted(int(name) for name in storages["private"].listdir(_folder())[0])
    except FileNotFoundError:
        return []


def note(year: int, number: int) -> None:
    """Write the number down; a repeat changes nothing. The one before goes, so the folder stays small."""
    before = _numbers(year)
    if number <= max(before, default=0):
        return
    storages["private"].save(_name(year, number), ContentFile(b""))
    for older in before:
        storages["private"].delete(_name(year, older))


def _numbers(year: int) -> list[int]:
    try:
        names = storages["private"].listdir(f"{_folder()}/{year}")[1]
    except FileNotFoundError:
        return []
    return [int(name) for name in names if name.isdecimal()]


def _folder() -> str:
    head, _created = LedgerHead.objects.get_or_create(pk=1)
    return f"{FOLDER}/{head.journal}"


def _name(year: int, number: int) -> str:
    return f"{_folder()}/{year}/{number:0{DIGITS}d}"
