"""Texts of a question as inert HTML: no links, no scripts, no styles, whatever was written."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

from assessments.gift.signs import unmasked

TAGS = {
    "p",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "code",
    "pre",
    "kbd",
    "sub",
    "sup",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
}
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
OPEN_TAG = re.compile(r"<[a-zA-Z/!?]")
PICTURE_NAME = r"[0-9a-f]{32}\.(?:png|jpe?g|gif|webp|svg)"
PICTURE = re.compile(f"gambar:({PICTURE_NAME})")
SHOWN_PICTURE = re.compile(f'<img src="gambar:({PICTURE_NAME})"')
DRAWN = re.compile(r"<img([^>]*)>")  # as nh3 writes it: no ">" inside, values in double quotes
VALUE = re.compile(r'(src|alt)="([^"]*)"')
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class Seen(HTMLParser):
    """Names of the elements and attributes in a text that cleaning takes away."""

    def __init__(self, *, any_picture: bool = False) -> None:
        super().__init__()
        self.any_picture = any_picture
        self.lost: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tag in TAGS or (tag == "img" and self._is_picture(dict(attrs).get("src") or ""))
        held = {"src", "alt"} if tag == "img" else set()
        names = [f"{tag} {name}" for name, _value in attrs if name not in held] if kept else [f"<{tag}>"]
        self.lost += [name for name in names if name not in self.lost]

    def _is_picture(self, address: str) -> bool:
        self.addresses.append(address)
        return self.any_picture or bool(PICTURE.fullmatch(address))


def cleaned(source: str) -> str:
    """Of pictures only ``<img src="gambar:<name>" alt="…">`` stays, written in this one way."""
    if "<img" not in source.lower():
        return nh3.clean(source, tags=TAGS, attributes={}, strip_comments=True).strip()
    return with_drawn(source, lambda address: address if PICTURE.fullmatch(address) else None)


def with_drawn(source: str, address: Callable[[str], str | None]) -> str:
    """Clean HTML whose pictures get the address that is found for theirs, or go."""

    def kept(_tag: str, name: str, value: str) -> str | None:
        return address(value) if name == "src" else value

    found = nh3.clean(
        source,
        tags=TAGS | {"img"},
        attributes={"img": {"src", "alt"}},
        attribute_filter=kept,
        url_schemes={"gambar", "data", "http", "https"},
        strip_comments=True,
    )
    return DRAWN.sub(_drawn, found).strip()


def _drawn(found: re.Match[str]) -> str:
    values = dict(VALUE.findall(found[1]))
    return f'<img src="{values["src"]}" alt="{values.get("alt", "")}">' if "src" in values else ""


def pictures_in(source: str) -> list[str]:
    """Names of the pictures that a text shows."""
    return SHOWN_PICTURE.findall(source)


def from_plain(text: str) -> str:
    lines = "\n".join(line.strip() for line in text.strip().split("\n"))
    return cleaned(html.escape(lines, quote=False).replace("\n", "<br>"))


def to_plain(source: str) -> str | None:
    """The plain text that ``from_plain`` makes this HTML of; None when only HTML can say it."""
    text = html.unescape(source.replace("<br>", "\n"))
    return text if from_plain(text) == source else None


def read_text(masked: str, default: str = "plain") -> tuple[str, str, list[str]]:
    """Clean HTML of a masked text, its format (``[html]`` in front), and what was lost in cleaning."""
    text = unmasked(masked.strip())
    found = FORMAT.match(text)
    form = found[1] if found else default
    text = text[found.end() :] if found else text
    if form == "html":
        return cleaned(text), form, lost_in(text)
    if form == "markdown":
        drawn = MARKDOWN.render(text)
        return cleaned(drawn), form, lost_in(drawn)
    return from_plain(text), "plain", []


def lost_in(source: str) -> list[str]:
    return seen_in(source).lost


def seen_in(source: str, *, any_picture: bool = False) -> Seen:
    """With ``any_picture``, pictures from anywhere count as kept.

    A tag that nothing closes is looked at no further: the parser would begin anew at each sign of it.
    """
    seen = Seen(any_picture=any_picture)
    end = source.rfind(">") + 1
    seen.feed(source[:end])
    seen.close()
    if OPEN_TAG.search(source, end):
        seen.lost.append("<…")
    return seen


def words_of(source: str, limit: int = 120) -> str:
    """The words of an HTML text on one line, cut off at ``limit``, for lists."""
    plain = " ".join(
        html.unescape(nh3.clean(source.replace("<br>", " ").replace("</p>", " "), tags=set())).split()
    )
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
