"""Answers that are rows of a table: ``{"1.action": "izinkan", "2.action": …}``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.kinds import bad_response, storable
from assessments.labs.setups import Wrong, list_at, table_at, text_at, whole_at

ROWS = 8
MOST_ROWS = 20
TEXT_LIMIT = 200
PARTS = 4


class Unreadable(ValueError):
    """A row that never matches; the text says why, to the learner."""


@dataclass(frozen=True)
class Row:
    """One row as typed, counted from 1; a field that is left empty is ``""``."""

    number: int
    values: dict[str, str]


def rows_allowed(setup: dict[str, Any]) -> int:
    return whole_at(setup.get("rows", ROWS), "setup.rows", 1, MOST_ROWS)


def clean_rows(fields: Sequence[str], rows: int, answer: Any) -> dict[str, str]:
    """Known fields with something in them, in the order of the table; spaces are folded."""
    known = [f"{number}.{field}" for number in range(1, rows + 1) for field in fields]
    if not isinstance(answer, dict) or not set(answer) <= set(known):
        raise bad_response()
    if not all(storable(text) and len(text) <= TEXT_LIMIT for text in answer.values()):
        raise bad_response()
    folded = {key: " ".join(answer[key].split()) for key in known if key in answer}
    return {key: text for key, text in folded.items() if text}


def rows_in(fields: Sequence[str], answer: dict[str, str]) -> list[Row]:
    """The rows that are not wholly empty."""
    numbers = sorted({int(key.partition(".")[0]) for key in answer})
    return [
        Row(number, {field: answer.get(f"{number}.{field}", "") for field in fields}) for number in numbers
    ]


def rows_written(fields: Sequence[str], setup: dict[str, Any], key: str) -> dict[str, str]:
    """The rows that an author gives under ``key``, as an answer."""
    rows = list_at(setup.get(key, []), f"setup.{key}", rows_allowed(setup))
    answer: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        place = _("setup.%(key)s, baris %(n)s") % {"key": key, "n": number}
        for field, text in table_at(row, place, fields).items():
            answer[f"{number}.{field}"] = text_at(text, f"{place}, {field}") if text != "" else ""
    return clean_rows(fields, rows_allowed(setup), answer)


def written_faultless(rows: Iterable[Row], read: Any, key: str) -> None:
    """Raises ``Wrong`` for the first row of an author that a learner would see marked."""
    for row in rows:
        try:
            read(row)
        except Unreadable as unreadable:
            place = _("setup.%(key)s, baris %(n)s") % {"key": key, "n": row.number}
            raise Wrong(place, str(unreadable)) from None


def parts_of(text: str) -> list[str]:
    """What stands between commas, at most ``PARTS``."""
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise Unreadable(_("Ada koma tanpa isi di “%(text)s”.") % {"text": text})
    if len(parts) > PARTS:
        raise Unreadable(_("Paling banyak %(n)s butir dalam satu isian.") % {"n": PARTS})
    return parts


def first_empty(row: Row, labels: dict[str, str]) -> None:
    """Raises ``Unreadable`` when a field of ``labels`` is empty."""
    missing = [label for field, label in labels.items() if not row.values[field]]
    if missing:
        raise Unreadable(_("Belum lengkap: %(fields)s masih kosong.") % {"fields": ", ".join(missing)})
