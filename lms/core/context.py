from typing import Any

from django.conf import settings
from django.http import HttpRequest


def brand(request: HttpRequest) -> dict[str, Any]:
    """What another city changes: the names and the logo that every page shows."""
    return {
        "product": settings.PIAWAI_PRODUCT,
        "city": settings.PIAWAI_CITY,
        "partner": settings.PIAWAI_PARTNER,
        "logo": settings.PIAWAI_LOGO,
        "unit_word": settings.PIAWAI_UNIT_WORD,
        "demo": settings.PIAWAI_DEMO,
    }
