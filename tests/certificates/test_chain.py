from datetime import UTC, datetime, timedelta, timezone

import pytest

from certificates.chain import START, digest

LINE = {
    "previous": START,
    "sequence": 1,
    "kind": "issued",
    "number": "800.2/0001/BKPSDM/2026",
    "file_sha256": "ab" * 32,
    "at": datetime(2026, 11, 20, 4, 5, 6, 7, tzinfo=UTC),
}


def test_a_line_has_always_the_same_hash():
    assert digest(**LINE) == "9dcd8f8f77b05faca763c2d7c0c4f8e9c6c5d86c456253f21300a9c02991fdcd"


def test_the_hash_does_not_depend_on_the_time_zone():
    wib = LINE["at"].astimezone(timezone(timedelta(hours=7)))

    assert digest(**LINE | {"at": wib}) == digest(**LINE)


@pytest.mark.parametrize(
    "change",
    [
        {"previous": "1" * 64},
        {"sequence": 2},
        {"kind": "withdrawn"},
        {"number": "800.2/0002/BKPSDM/2026"},
        {"file_sha256": "cd" * 32},
        {"at": datetime(2026, 11, 20, 4, 5, 6, 8, tzinfo=UTC)},
    ],
)
def test_every_value_is_part_of_the_hash(change):
    assert digest(**LINE | change) != digest(**LINE)
