"""Pictures and files of lessons, from whatever storage, for people who have signed in.

What a browser could run is never shown in place: only pictures and films are, in a sandbox; else a download.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

SHOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
}
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
YEAR = 365 * 24 * 60 * 60
CHUNK = 64 * 1024


@login_required
@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    file, size = _opened(name)
    kind = SHOWN.get(PurePosixPath(name).suffix.lower())
    response = _answer(request, file, size, kind or "application/octet-stream")
    if kind is None:
        response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Accept-Ranges"] = "bytes"
    patch_cache_control(response, private=True, immutable=True, max_age=YEAR)
    return response


def _opened(name: str) -> tuple[IO[bytes], int]:
    try:
        return default_storage.open(name), default_storage.size(name)
    except (OSError, SuspiciousOperation, ValueError) as error:
        raise Http404 from error


def _answer(
    request: HttpRequest, file: IO[bytes], size: int, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """The whole file, or the one range that films are played and sought by (RFC 9110 §14)."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not (asked[1] or asked[2]):
        response = FileResponse(file, content_type=kind)
        response["Content-Length"] = str(size)
        return response
    first, last = _bounds(asked[1], asked[2], size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    partial = StreamingHttpResponse(_piece(file, first, last), status=206, content_type=kind)
    partial["Content-Range"] = f"bytes {first}-{last}/{size}"
    partial["Content-Length"] = str(last - first + 1)
    return partial


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _piece(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (data := file.read(min(CHUNK, left))):
            left -= len(data)
            yield data
