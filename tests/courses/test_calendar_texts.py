"""The feed as a calendar program reads it: whatever a course is called, its entry says that and nothing more."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.actions.feeds import feed_of, renew_feed
from courses.calendars import Entry, calendar
from lms.core.dates import last_minute
from tests import factories

NOW = datetime(2026, 11, 26, 3, 4, 5, tzinfo=UTC)
bounds = settings(derandomize=True, database=None, deadline=None, max_examples=80)
titles = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def read(content: bytes) -> list[dict[str, str]]:
    """The events, by the words of RFC 5545 §3.1 and §3.3.11: lines unfolded, then values unescaped."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in {"END", "BEGIN"}:
            events[-1][name.partition(";")[0]] = re.sub(
                r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value
            )
    return [event for event in events if event]


def clean(title: str) -> str:
    """Line ends are one sign, other controls are none."""
    lines = title.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if sign >= " " and sign != "\x7f") for line in lines)


@bounds
@example([("a\\,b;c\\n\\\\", date(2026, 12, 31))])
@example([("x" * 74 + "é" * 40, date(2028, 2, 28))])
@example([("\r\nBEGIN:VEVENT\r\nSUMMARY:palsu", date(2026, 2, 28)), ("\u2028", date(2026, 1, 1))])
@given(st.lists(st.tuples(titles, days), max_size=4))
def test_every_title_and_day_is_read_back(wanted):
    entries = [Entry(f"k{n}", day, title, f"https://a.example/{n}/") for n, (title, day) in enumerate(wanted)]

    events = read(calendar("Tenggat", entries, host="a.example", now=NOW))

    assert [(event["SUMMARY"], event["UID"], event["URL"]) for event in events] == [
        (clean(title), f"k{n}@a.example", f"https://a.example/{n}/") for n, (title, _day) in enumerate(wanted)
    ]
    for event, (_title, day) in zip(events, wanted, strict=True):
        assert event["DTSTART"] == f"{day:%Y%m%d}"
        assert event["DTEND"] == f"{day + timedelta(days=1):%Y%m%d}"


@bounds
@given(st.lists(titles, max_size=3))
def test_no_line_is_longer_than_75_octets(wanted):
    content = calendar(
        "é" * 60, [Entry("k", date(2026, 1, 1), one, "u") for one in wanted], host="a", now=NOW
    )

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "day"),
    [(last_minute(date(2026, 12, 31)), "20261231"), (datetime(2026, 12, 31, 17, tzinfo=UTC), "20270101")],
)
def test_a_due_date_stands_on_its_wib_day(hour, day):
    row = factories.enrolment(due_at=hour, course=factories.course(title="Awan, bagian 1; lanjutan"))

    (event,) = read(feed_of(renew_feed(user=row.user)))

    assert (event["DTSTART"], event["SUMMARY"]) == (day, "Tenggat: Awan, bagian 1; lanjutan")


@pytest.mark.django_db
def test_a_moved_date_keeps_its_entry_and_a_finished_course_loses_it():
    row = factories.enrolment(due_at=timezone.now())
    token = renew_feed(user=row.user)
    first = read(feed_of(token))

    type(row).objects.update(due_at=timezone.now() + timedelta(days=30))
    moved = read(feed_of(token))
    type(row).objects.update(state="completed", completed_at=timezone.now())

    assert [event["UID"] for event in moved] == [event["UID"] for event in first]
    assert (first[0]["DTSTART"] == moved[0]["DTSTART"], read(feed_of(token))) == (False, [])
