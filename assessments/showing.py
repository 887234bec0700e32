"""What people may see of a question. Only ``Revealed`` carries weights and feedback, and only after its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessments.grading import grade
from assessments.grading.numbers import read_number


@dataclass(frozen=True)
class Choice:
    id: str
    text: SafeString
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A question without anything that tells its answer."""

    kind: str
    stem: SafeString
    choices: tuple[Choice, ...] = ()
    text: str = ""
    unit: str = ""
    reading: str = ""

    @property
    def several(self) -> bool:
        return self.kind == "multiple"

    @property
    def is_choice(self) -> bool:
        return self.kind in {"single", "multiple", "true_false"}


@dataclass(frozen=True)
class Told:
    """One option or accepted answer with what may be told about it afterwards."""

    text: SafeString | str
    right: bool
    chosen: bool
    feedback: SafeString


@dataclass(frozen=True)
class Revealed:
    """A graded question: whether it was right, with feedback."""

    shown: Shown
    told: tuple[Told, ...]
    general: SafeString
    share: Fraction

    @property
    def verdict(self) -> str:
        if self.share == 1:
            return "right"
        return "part" if self.share > 0 else "wrong"


def html(text: str) -> SafeString:
    """Texts of versions are cleaned by nh3 before they are stored."""
    return mark_safe(text)


@lru_cache(maxsize=4096)
def brief(stem: str) -> str:
    """The beginning of a question as plain text, to know it again by."""
    return Truncator(strip_tags(stem)).chars(90)


def shown(kind: str, body: dict[str, Any], order: Sequence[str], response: Any) -> Shown:
    options = {option["id"]: option for option in body.get("options", [])}
    chosen = set(response if isinstance(response, list) else [response])
    choices = tuple(
        Choice(pk, html(_option_text(kind, options[pk])), pk in chosen) for pk in order if pk in options
    )
    text = response if isinstance(response, str) and not options else ""
    reading = reading_of(kind, text)
    return Shown(kind, html(body["stem"]), choices, text, body.get("unit", ""), reading)


def _option_text(kind: str, option: dict[str, Any]) -> str:
    """Benar and salah follow the language of the reader; all other texts are as the lecturer wrote them."""
    if kind != "true_false":
        return option["text"]
    return _("Benar") if option["id"] == "benar" else _("Salah")


def reading_of(kind: str, response: Any) -> str:
    """How a typed number is understood, in words; empty for other kinds and for no answer."""
    if kind != "numeric" or not response:
        return ""
    found = read_number(response)
    if found is None:
        return _("Jawaban ini belum terbaca sebagai angka.")
    return _("Terbaca sebagai %(number)s.") % {"number": f"{_number(found.value)} {found.unit}".strip()}


def _number(value: Decimal) -> str:
    return number_format(value.normalize() + 0, use_l10n=True, force_grouping=True)


def revealed(kind: str, body: dict[str, Any], order: Sequence[str], response: Any) -> Revealed:
    mark = grade(kind, body, response)
    rows = (
        _told_options(kind, body, order, response)
        if "options" in body
        else _told_answers(body, mark.feedback)
    )
    return Revealed(shown(kind, body, order, response), tuple(rows), html(body["feedback"]), mark.share)


def _told_options(kind: str, body: dict[str, Any], order: Sequence[str], response: Any) -> list[Told]:
    options = {option["id"]: option for option in body["options"]}
    chosen = set(response if isinstance(response, list) else [response])
    return [
        Told(
            html(_option_text(kind, options[pk])),
            Decimal(options[pk]["weight"]) > 0,
            pk in chosen,
            html(options[pk]["feedback"]),
        )
        for pk in order
    ]


def _told_answers(body: dict[str, Any], met: Sequence[str | int]) -> list[Told]:
    unit = body.get("unit", "")
    return [
        Told(
            answer["text"] if "text" in answer else f"{_number(Decimal(answer['value']))} {unit}".strip(),
            True,
            index in met,
            html(answer["feedback"]),
        )
        for index, answer in enumerate(body["answers"])
        if index == 0 or index in met
    ]
