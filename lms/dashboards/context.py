from typing import Any

from django.http import HttpRequest

from lms.dashboards.frame import Frame, drawn, frame_of

TEXT_SIZES = {"large", "larger"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: places, roles, unread notices, text size."""
    user: Any = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    shown = frame_of(request, user) if signed_in else Frame()
    size = request.COOKIES.get("ukuran", "") if signed_in else ""
    return {
        "frame": shown,
        "frame_html": drawn(request, shown),
        "text_size": size if size in TEXT_SIZES else "",
    }
