"""Pages for anyone: no sign-in, no cookie, no script; only the database has to be up (invariant I12)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from certificates.forms import VerifyForm
from certificates.models import Checkpoint, SealCertificate
from certificates.queries.files import TOO_LARGE, Judgement
from certificates.queries.handed_in import answer_to
from certificates.queries.public import facts_of, issued_by_token, verdict_on
from certificates.queries.tree import proof_of
from certificates.uploads import LARGEST
from lms.core.context import brand
from lms.core.pagination import page_of
from lms.core.throttle import too_many

PER_MINUTE = 60
SHOWN_KEYS = 50
View = Callable[..., HttpResponse]


def answer(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Rendered without context processors, which may ask for a session."""
    text = render_to_string(template, brand(request) | context)
    return HttpResponse(text, status=status, headers={"X-Robots-Tag": "noindex"})


def sparing(view: View) -> View:
    """Let one address look up ``PER_MINUTE`` certificates a minute, so that codes cannot be guessed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if too_many(request, "verify", limit=PER_MINUTE):
            busy = answer(request, "certificates/busy.html", status=429)
            busy.headers["Retry-After"] = "60"
            return busy
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
@sparing
def verify(request: HttpRequest, token: str) -> HttpResponse:
    certificate = issued_by_token(token)
    verdict = verdict_on(certificate)
    context = {
        "verdict": verdict,
        "sentence": verdict.sentence % {"issuer": certificate.snapshot["issuer"] if certificate else ""},
        "certificate": certificate,
        "facts": facts_of(certificate) if certificate else [],
        "address": settings.PIAWAI_BASE_URL,
        "now": timezone.now(),
    }
    return answer(request, "certificates/verify.html", status=200 if certificate else 404, **context)


@never_cache
@csrf_exempt  # it changes nothing, asks for no session, and sets no cookie
@require_POST
@sparing
def verify_file(request: HttpRequest) -> HttpResponse:
    """A PDF is told apart by its bytes alone, a badge by its signature; it is read into memory and kept nowhere."""
    if _length(request) > LARGEST:
        return _judged(Judgement(TOO_LARGE), request, status=413)
    upload = request.FILES.get("file")
    content = upload.read() if upload else request.POST.get("text", "").encode("utf-8", "replace")
    return _judged(answer_to(content), request)


def _length(request: HttpRequest) -> int:
    """What the request says before anything of it is read; one that does not say is taken for too large."""
    try:
        return int(request.headers.get("Content-Length", ""))
    except ValueError:
        return LARGEST + 1


def _judged(found: Judgement, request: HttpRequest, status: int = 200) -> HttpResponse:
    certificate = found.certificate
    issuer = certificate.snapshot["issuer"] if certificate else settings.PIAWAI_ISSUER
    context = {
        "verdict": found.verdict,
        "sentence": found.verdict.sentence % {"issuer": issuer},
        "found": found,
        "facts": facts_of(certificate) if certificate and found.whole else [],
        "now": timezone.now(),
    }
    return answer(request, "certificates/verify_file.html", status=status, **context)


@never_cache
@require_safe
@sparing
def verify_proof(request: HttpRequest, token: str) -> HttpResponse:
    """What proves without this site that the certificate stands in the ledger; see docs/verify.md."""
    certificate = issued_by_token(token)
    proof = proof_of(certificate) if certificate else None
    if proof is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="bukti.json"', "X-Robots-Tag": "noindex"}
    return JsonResponse(proof, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """What the ledger was on which day, signed: anybody may keep a copy and compare later."""
    return answer(request, "certificates/checkpoints.html", page=page_of(request, Checkpoint.objects.all()))


@require_safe
def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    row = get_object_or_404(Checkpoint.objects.select_related("seal"), size=size)
    told = {"checkpoint": row.content, "signature": row.signature, "certificates": row.seal.pem}
    headers = {"Content-Disposition": f'attachment; filename="titik-periksa-{row.size}.json"'}
    return JsonResponse(told, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def seal_keys(request: HttpRequest) -> HttpResponse:
    """By what keys anybody may check the seals: few rows for ever, one every some years."""
    return answer(request, "certificates/seals.html", keys=SealCertificate.objects.all()[:SHOWN_KEYS])


@require_safe
def seal_key(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The certificate with those above it, as PEM."""
    row = get_object_or_404(SealCertificate, pk=fingerprint)
    name = f"segel-{row.pk[:16]}.pem"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(row.pem, content_type="application/x-pem-file", headers=headers)


@never_cache
@require_safe
@sparing
def verify_form(request: HttpRequest) -> HttpResponse:
    form = VerifyForm(request.GET or None)
    if form.is_bound and form.is_valid() and form.certificate:
        return redirect(form.certificate)
    return answer(request, "certificates/verify_form.html", form=form)
