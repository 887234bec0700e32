"""House rules that Django's own checks can't know."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def demo_is_off(**kwargs: Any) -> list[CheckMessage]:
    if not settings.PIAWAI_DEMO:
        return []
    return [
        Error(
            "PIAWAI_DEMO is on: the sign-in page shows the demo accounts and their one-time codes.",
            hint="Set PIAWAI_DEMO=0 wherever real people sign in.",
            id="piawai.E001",
        )
    ]
