"""Questions and pictures on their way from a file into the database, on disk, so that memory stays flat."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import IO

from assessments.exchange import Found, Picture
from assessments.exchange.bodies import pictures_of
from assessments.gift import Draft

BATCH = 500
PICTURES = 10


class Spool:
    """Hands on what it takes in; what it kept is read again in batches."""

    def __init__(self) -> None:
        self.questions: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed in __exit__)
        self.bytes: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self.places: list[tuple[str, str, int]] = []
        self.shown: set[str] = set()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_error: object) -> None:
        self.questions.close()
        self.bytes.close()

    def keep(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if isinstance(one, Draft):
                self.shown.update(pictures_of(one.kind, one.body))
                self.questions.write(json.dumps(asdict(one), ensure_ascii=False).encode() + b"\n")
            elif isinstance(one, Picture):
                self.places.append((one.name, one.media_type, self.bytes.write(one.data)))
            yield one

    def drafts(self) -> Iterator[list[Draft]]:
        self.questions.seek(0)
        rows = (Draft(**json.loads(line)) for line in self.questions)
        while batch := list(islice(rows, BATCH)):
            yield batch

    def pictures(self) -> Iterator[list[Picture]]:
        """Those that a kept question shows."""
        self.bytes.seek(0)
        rows = (Picture(name, kind, self.bytes.read(size)) for name, kind, size in self.places)
        shown = (row for row in rows if row.name in self.shown)
        while batch := list(islice(shown, PICTURES)):
            yield batch
