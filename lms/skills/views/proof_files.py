from typing import Any

from django.http import FileResponse, Http404

from lms.skills.proofs import TYPES


def proof_file(file: Any, name: str, kind: str) -> FileResponse:
    """A stored proof as a download, never shown inside a page of ours; 404 where the file is gone."""
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=f"{name}.{kind}", content_type=TYPES[kind])
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
