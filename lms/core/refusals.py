"""Acts that may be refused, and saying so on the next page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, act: Callable[[], object], refused: type[Exception]) -> bool:
    """Whether the act was done; the text of a refusal says to the person why it was not."""
    try:
        act()
    except refused as reason:
        messages.warning(request, str(reason))
        return False
    return True
