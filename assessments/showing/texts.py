"""Texts and numbers of questions as people read them."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.gift.texts import words_of
from assessments.grading.addresses import written
from assessments.grading.numbers import read_number
from assessments.pictures import with_pictures

LABEL = 300


def html(text: str) -> SafeString:
    """Texts of versions are cleaned by nh3 before they are stored; their pictures get the address that serves them."""
    return mark_safe(with_pictures(text))


@lru_cache(maxsize=4096)
def brief(stem: str) -> str:
    """The beginning of a question as plain text, to know it again by."""
    return Truncator(strip_tags(stem)).chars(90)


def plain(text: str) -> str:
    """An HTML text as the words of a list to choose from, which can hold no other."""
    return words_of(text, LABEL)


def number(value: Decimal) -> str:
    return number_format(value.normalize() + 0, use_l10n=True, force_grouping=True)


def reading_of(kind: str, response: Any, body: Mapping[str, Any] | None = None) -> str:
    """How a typed number or address is understood, in words; empty for other kinds and for no answer."""
    if not response or not isinstance(response, str):
        return ""
    if kind == "essay" and body:
        return _length(response, int(body.get("words", 0)))
    if kind == "ip" and body:
        return _address(body["answers"][0]["form"], response)
    if kind not in {"numeric", "calculated"}:
        return ""
    found = read_number(response)
    if found is None:
        return _("Jawaban ini belum terbaca sebagai angka.")
    return _("Terbaca sebagai %(number)s.") % {"number": f"{number(found.value)} {found.unit}".strip()}


def _length(text: str, most: int) -> str:
    n = len(text.split())
    if not most:
        return ngettext("%(n)s kata.", "%(n)s kata.", n) % {"n": n}
    return _("%(n)s dari paling banyak %(most)s kata.") % {"n": n, "most": most}


def _address(form: str, response: str) -> str:
    found = written(form, response)
    return (
        _("Terbaca sebagai %(number)s.") % {"number": found}
        if found
        else _("Jawaban ini belum terbaca. Periksa tanda titik, garis miring, dan angkanya.")
    )
