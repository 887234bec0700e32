"""Whoever carries a role that needs a second factor gets nowhere without one, whichever door they came through."""

from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN_PATHS = ("/accounts/", "/static/", "/healthz", "/readyz", "/v/", "/bahasa/")
PROVEN = "second_factor_proven"


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PATHS) or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.needs_second_factor or request.session.get(PROVEN) == request.user.pk:
            return self.get_response(request)
        return self._prove(request)

    def _prove(self, request: HttpRequest) -> HttpResponse:
        """1. no factor yet: set one up; 2. factor used or set up in this session: go on; 3. other door: out."""
        factors = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        created = list(factors.values_list("created_at", flat=True))
        if not created:
            return redirect("mfa_activate_totp")
        records = get_authentication_records(request)
        if _used(records) or max(created) >= _signed_in_at(records):
            request.session[PROVEN] = request.user.pk
            return self.get_response(request)
        logout(request)
        return redirect("account_login")


def _used(records: list[dict]) -> bool:
    return any(record.get("method") == "mfa" for record in records)


def _signed_in_at(records: list[dict]) -> datetime:
    first = min((record["at"] for record in records if "at" in record), default=None)
    return datetime.fromtimestamp(first, tz=UTC) if first else datetime.max.replace(tzinfo=UTC)
