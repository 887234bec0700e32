"""The right answers of a demo course, read from its files as a lecturer could: no database, no peeking."""

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

from assessments.gift import Draft, parse
from assessments.grading import realised
from assessments.grading.calculated import PLACE
from assessments.importer.sheet_file import parse_sheets
from assessments.showing.shown import GAP
from lms.dashboards.demo.answers import answer as full_mark

Questions = list[Draft]
NUMBER = r"-?\d[\d.]*(?:,\d+)?"
WITHOUT_FIELDS = """stem => {
    const copy = stem.cloneNode(true);
    copy.querySelectorAll("select, input").forEach(field => field.remove());
    return copy.textContent;
}"""


def questions_of(course: str) -> Questions:
    folder = settings.ROOT / "courses" / "demo" / course / "quizzes"
    questions = parse((folder / "akhir.gift").read_text(encoding="utf-8")).drafts
    return questions + parse_sheets((folder / "akhir.toml").read_text(encoding="utf-8"), "akhir.toml").drafts


def bare(text: str) -> str:
    """Letters only: without tags, entities and spaces, which a browser shows in its own way."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


def answer(page: Page, questions: Questions) -> None:
    """Fill in the right answer to the question on the page."""
    kind, body = on(page, questions)
    given = full_mark(kind, body, right=True)
    if isinstance(given, dict):
        for part, value in given.items():
            fill(page, f"jawaban-{part}", value)
    elif "options" in body:
        for option in [given] if isinstance(given, str) else given:
            page.locator(f'input[name="jawaban"][value="{option}"]').check()
    else:
        fill(page, "jawaban", given)


def on(page: Page, questions: Questions) -> tuple[str, dict[str, Any]]:
    """Which question the page asks, with the values that it shows."""
    asked = bare(page.locator("[data-question] .stem").evaluate(WITHOUT_FIELDS))
    for draft in questions:
        found = re.fullmatch("".join(pattern(bare(GAP.sub("", draft.body["stem"])))), asked)
        if found:
            return draft.kind, realised(draft.kind, draft.body, values(found))
    raise LookupError(asked)


def pattern(stem: str) -> Iterator[str]:
    """The stem as a regular expression: a place for each number that a calculated question draws."""
    at, named = 0, set()
    for place in PLACE.finditer(stem):
        yield re.escape(stem[at : place.start()])
        name, at = place["name"], place.end()
        yield NUMBER if not name else f"(?P={name})" if name in named else f"(?P<{name}>{NUMBER})"
        named.add(name)
    yield re.escape(stem[at:])


def values(found: re.Match[str]) -> dict[str, str]:
    """What was drawn, from Indonesian notation."""
    plain = {name: text.replace(".", "").replace(",", ".") for name, text in found.groupdict().items()}
    return {name: str(Decimal(text)) for name, text in plain.items()}


def fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]')
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
