"""The worker that opens an attempt again while there is no network."""

import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
def attempt_worker(request: HttpRequest) -> HttpResponse:
    """It stands above the attempts because a worker may only serve what lies below its own address.

    It names the hashed file, so that browsers see a new version as soon as one is served.
    """
    code = f"importScripts({json.dumps(static('assessments/js/worker.js'))});\n"
    return HttpResponse(code, content_type="text/javascript")
