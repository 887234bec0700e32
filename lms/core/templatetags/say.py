"""Dates, numbers and sizes in words, as an Indonesian civil servant writes them."""

from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """``7 Agu 2026 14.05 WIB``; empty for None."""
    if value is None:
        return ""
    return f"{format_date(timezone.localtime(value), 'j M Y H.i')} WIB"


@register.filter
def clock(value: datetime | None) -> str:
    return format_date(timezone.localtime(value), "H.i") if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """``7 Agu 2026``; empty for None."""
    if value is None:
        return ""
    return format_date(timezone.localtime(value) if isinstance(value, datetime) else value, "j M Y")


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """``1.234,5`` without a trailing zero."""
    if value is None:
        return "–"
    rounded = round(float(value), places)
    shown = int(rounded) if rounded == int(rounded) else rounded
    return formats.number_format(shown, decimal_pos=None, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: float | None) -> str:
    """A share of 0–100 as ``85,5 %``; a dash where there is nobody to count."""
    return "–" if value is None else f"{decimal(value)} %"


@register.filter
def megabytes(size: int | None) -> str:
    """Bytes as ``0,3 MB``, never less than 0,1."""
    return f"{decimal(max((size or 0) / 1_000_000, 0.1))} MB"


@register.filter
def due_in(value: datetime | None) -> str:
    """How far away a due date is, in words and with the day: ``3 hari lagi (25 Nov 2026)``."""
    if value is None:
        return ""
    days = (timezone.localtime(value).date() - timezone.localdate()).days
    if days < 0:
        words = ngettext("lewat %(days)s hari", "lewat %(days)s hari", -days) % {"days": -days}
    elif days == 0:
        words = _("hari ini")
    else:
        words = ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}
    return f"{words} ({day(value)})"


@register.filter
def nip(value: str | None) -> str:
    """``19860926 201505 1 001`` as people read it."""
    digits = value or ""
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else digits


@register.filter
def share(part: float, whole: float) -> float:
    """Part of a whole in percent, 0 for an empty whole; for drawing bars."""
    return 100 * part / whole if whole else 0.0
