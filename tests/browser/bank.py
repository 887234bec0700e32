"""The right answers of a demo course, read from its GIFT file as a lecturer could: no database, no peeking."""

import html
import re
from decimal import Decimal
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

from assessments.gift import Draft, parse

Questions = dict[str, Draft]


def questions_of(course: str) -> Questions:
    """The questions of a demo course by their bare text."""
    path = settings.ROOT / "courses" / "demo" / course / "quizzes" / "akhir.gift"
    return {bare(draft.body["stem"]): draft for draft in parse(path.read_text(encoding="utf-8")).drafts}


def bare(text: str) -> str:
    """Letters only: without tags, entities and spaces, which a browser shows in its own way."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


def answer(page: Page, questions: Questions) -> None:
    """Fill in the right answer to the question on the page."""
    draft = questions[bare(page.locator("#pertanyaan").inner_text())]
    if "options" in draft.body:
        for option in right(draft.body["options"]):
            page.locator(f'input[name="jawaban"][value="{option["id"]}"]').check()
    else:
        page.locator("#jawaban").fill(typed(draft.body["answers"][0]))


def right(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [option for option in options if Decimal(option["weight"]) > 0]


def typed(accepted: dict[str, Any]) -> str:
    """A text as it is; a number with the decimal comma of Indonesian keyboards."""
    return accepted.get("text") or accepted["value"].replace(".", ",")
