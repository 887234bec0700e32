"""Feedback on an answered question, drawn once for all who answered the same."""

from decimal import Decimal
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.showing import Revealed


def revealed_html(question: Revealed) -> SafeString:
    return _kept(question, get_language())


@lru_cache(maxsize=1024)
def verdict_html(verdict: str, points: Decimal | None, language: str) -> SafeString:
    """``points`` only where they may be seen. ``language`` is the active one: the words follow it."""
    return render_to_string("assessments/answer_verdict.html", {"verdict": verdict, "points": points})


@lru_cache(maxsize=4096)
def _kept(question: Revealed, language: str | None) -> SafeString:
    """Equal questions are of one kind, and the kind decides which texts are HTML and which are escaped."""
    return render_to_string("assessments/revealed.html", {"question": question})
