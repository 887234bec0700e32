"""A calendar as RFC 5545 wants it: lines end with CRLF and are folded at 75 octets, texts are escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets


@dataclass(frozen=True)
class Entry:
    """A whole day with a title; ``key`` stays the same when the entry changes."""

    key: str
    day: date
    title: str
    url: str


def calendar(name: str, entries: Iterable[Entry], *, host: str, now: datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Piawai//Pelatihan//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in entries:
        lines += _event(entry, host, now)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Entry, host: str, now: datetime) -> list[str]:
    """``DTEND`` of a whole day is the day after (RFC 5545 §3.6.1)."""
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@{host}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"URL:{entry.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Backslash, semicolon, comma and line ends (§3.3.11); other controls are left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(sign for sign in line if sign >= " " and sign != "\x7f") for line in lines)


def folded(line: str) -> bytes:
    """The line with CRLF, cut so that no part is longer than 75 octets and no character is cut in two (§3.1)."""
    parts, here = [], b""
    for sign in line:
        octets = sign.encode()
        if len(here) + len(octets) > LONGEST:
            parts.append(here)
            here = b" "
        here += octets
    return b"\r\n".join([*parts, here]) + b"\r\n"
