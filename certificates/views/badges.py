"""What wallets and other readers of badges ask for: keys, states, skills and pictures; the same for everybody."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.actions.credentials import signed_status
from certificates.credentials.did import did_document
from certificates.credentials.drawing import picture
from certificates.credentials.status import FRESH
from certificates.models import CredentialKey
from certificates.queries.public import issued_by_token
from certificates.views.public import answer, sparing
from lms.skills.models import Skill

DAY = 24 * 60 * 60
View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Scripts of other sites may read the answer, as wallets in a browser do; it is the same for everybody."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return opened


def _json(document: Mapping[str, Any], kind: str) -> HttpResponse:
    return JsonResponse(
        document,
        content_type=kind,
        json_dumps_params={"ensure_ascii": False},
        headers={"X-Robots-Tag": "noindex"},
    )


@require_safe
@open_to_all
@cache_control(public=True, max_age=FRESH)
def badge_issuer(request: HttpRequest) -> HttpResponse:
    """The DID document of the site: every key that badges were ever signed with."""
    return _json(did_document(CredentialKey.objects.values_list("pk", flat=True)), "application/json")


@require_safe
@open_to_all
@cache_control(public=True, max_age=FRESH)
def badge_status(request: HttpRequest, year: int, part: int) -> HttpResponse:
    found = signed_status(year=year, part=part, now=timezone.now())
    if found is None:
        raise Http404
    return _json(found, "application/ld+json")


@require_safe
@open_to_all
@sparing
@cache_control(public=True, max_age=DAY)
def badge_picture(request: HttpRequest, token: str) -> HttpResponse:
    """The picture alone, as a wallet shows it; the badge is not in it."""
    certificate = issued_by_token(token)
    if certificate is None:
        raise Http404
    return HttpResponse(picture(certificate.snapshot, "png"), content_type="image/png")


@require_safe
@cache_control(public=True, max_age=DAY)
def badge_skill(request: HttpRequest, code: str) -> HttpResponse:
    """What a badge means by a skill and its level: the framework, for readers without an account."""
    skill = get_object_or_404(Skill.objects.select_related("field"), code=code)
    levels, tags = skill.levels.all(), skill.tags.all()
    return answer(request, "certificates/skill.html", skill=skill, levels=levels, tags=tags)
