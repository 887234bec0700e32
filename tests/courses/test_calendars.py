from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.calendars import Entry, calendar, escaped, folded

NOW = datetime(2026, 11, 26, 3, 4, 5, tzinfo=UTC)


def made(*entries):
    return calendar("Tenggat", entries, host="piawai.example", now=NOW).decode()


def test_a_due_date_is_a_whole_day():
    text = made(Entry("tenggat-7", date(2026, 12, 31), "Keamanan, bagian 1", "https://piawai.example/a/"))

    assert text.split("\r\n")[6:15] == [
        "BEGIN:VEVENT",
        "UID:tenggat-7@piawai.example",
        "DTSTAMP:20261126T030405Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Keamanan\\, bagian 1",
        "URL:https://piawai.example/a/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_without_entries_it_is_still_a_calendar():
    assert made().startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert made().endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"),
        ("satu\r\ndua\ntiga\rempat", "satu\\ndua\\ntiga\\nempat"),
        ("END:VEVENT\r\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"),
        ("a\x00\x1b\x7fb", "ab"),
    ],
)
def test_texts_cannot_break_out(text, result):
    assert escaped(text) == result


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_folding_keeps_the_text_and_the_length(text):
    parts = folded(text).removesuffix(b"\r\n").split(b"\r\n")

    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == text
    assert all(len(part) <= 75 for part in parts)
    assert all(part.startswith(b" ") and part.decode() for part in parts[1:])
