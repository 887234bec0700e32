"""The highest number of each year, kept beside the files and outside the database.

A database that is restored knows nothing of numbers given after its backup; this journal does. One empty file stands
for a number, ``nomor/<journal>/<year>/<number>``, written before the number is used; ``<journal>`` is drawn once for
each database, so that a copy or a throw-away database never counts on the journal of another. Backups leave it out
and a restore does not touch it.
"""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from certificates.models import LedgerHead

FOLDER = "nomor"
DIGITS = 9


class Journal:
    """The journal of this database; it is asked for once and then used, for every look costs a query."""

    def __init__(self) -> None:
        head, _created = LedgerHead.objects.get_or_create(pk=1)
        self.folder = f"{FOLDER}/{head.journal}"
        self.storage = storages["private"]

    def years(self) -> list[int]:
        try:
            return sorted(int(name) for name in self.storage.listdir(self.folder)[0])
        except FileNotFoundError:
            return []

    def numbers(self, year: int) -> list[int]:
        """What is written down for ``year``: the highest number that may have been used, seldom one more."""
        try:
            names = self.storage.listdir(f"{self.folder}/{year}")[1]
        except FileNotFoundError:
            return []
        return [int(name) for name in names if name.isdecimal()]

    def highest(self, year: int) -> int:
        return max(self.numbers(year), default=0)

    def note(self, year: int, number: int, before: Sequence[int]) -> None:
        """Write the number down; a repeat changes nothing. Those ``before`` go, so the folder stays small."""
        if number <= max(before, default=0):
            return
        self.storage.save(self._name(year, number), ContentFile(b""))
        for older in before:
            self.storage.delete(self._name(year, older))

    def _name(self, year: int, number: int) -> str:
        return f"{self.folder}/{year}/{number:0{DIGITS}d}"
