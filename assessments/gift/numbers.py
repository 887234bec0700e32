"""Numeric answers: ``#62:0``, ``#1..5``, ``#=62:0#feedback =%50%63:1``."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from assessments.gift.answers import Answer, ReadText, answer, answers_in, plain_number
from assessments.gift.drafts import Broken
from assessments.gift.signs import Piece, unmasked


def numeric_body(piece: Piece, read: ReadText, unit: str) -> dict[str, Any]:
    spec = piece.part(piece.text.index("#") + 1)
    several = spec.text.lstrip().startswith("=")
    found = answers_in(spec) if several else [answer(Piece(f"={spec.text}", spec.line))]
    return {"answers": [_number(one, read) for one in found], "unit": unit}


def _number(found: Answer, read: ReadText) -> dict[str, Any]:
    text = unmasked(found.text.text)
    weight = found.weight or "100"
    try:
        value, tolerance = _bounds(found.text.text)
        fits = Decimal(tolerance) >= 0 and 0 < Decimal(weight) <= 100
    except (InvalidOperation, ValueError):
        fits = False
    if not fits:
        raise Broken(
            found.text.line,
            text,
            _("Jawaban angka tidak terbaca."),
            _("Tulis angka dengan titik desimal dan toleransi, misalnya {#2.5:0.1}."),
        )
    feedback = read(found.feedback) if found.feedback else ""
    return {"value": value, "tolerance": tolerance, "weight": weight, "feedback": feedback}


def _bounds(text: str) -> tuple[str, str]:
    """Value and tolerance; a range ``1..5`` is its middle and half its width."""
    low, dots, high = text.partition("..")
    if dots:
        bottom, top = Decimal(plain_number(low.strip())), Decimal(plain_number(high.strip()))
        return plain_number(str((bottom + top) / 2)), plain_number(str((top - bottom) / 2))
    value, _colon, tolerance = text.partition(":")
    return plain_number(value.strip()), plain_number(tolerance.strip() or "0")
