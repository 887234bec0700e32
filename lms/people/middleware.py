"""Whoever carries a role that needs a second factor gets nowhere without one, whichever door they came by."""

from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ALWAYS_OPEN = ("/static/", "/healthz", "/readyz", "/v/", "/bahasa/", "/accounts/logout/")
# Where somebody without any factor sets one up.
SETTING_UP = ("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/password/")
AUTHORS_AREA = "/admin/"
PROVEN = "second_factor_proven"


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ALWAYS_OPEN) or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.needs_second_factor or request.session.get(PROVEN) == request.user.pk:
            _only_authors(request)
            return self.get_response(request)
        return self._prove(request)

    def _prove(self, request: HttpRequest) -> HttpResponse:
        """1. no factor yet: set one up; 2. used or first set up in this session: go on; 3. other door: out.

        A factor added in this session proves nothing when an older one was passed by.
        """
        factors = Authenticator.objects.filter(user=request.user)
        factors = factors.exclude(type=Authenticator.Type.RECOVERY_CODES)
        created = list(factors.values_list("created_at", flat=True))
        if not created:
            return self._set_up(request)
        records = get_authentication_records(request, request.user)
        if _used(records) or min(created) >= _signed_in_at(records):
            request.session[PROVEN] = request.user.pk
            _only_authors(request)
            return self.get_response(request)
        logout(request)
        return redirect("account_login")

    def _set_up(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(SETTING_UP):
            return self.get_response(request)
        return redirect("mfa_activate_totp")


def _only_authors(request: HttpRequest) -> None:
    """Wagtail would send a signed-in stranger to the sign-in page, which sends them back, for ever."""
    if not request.path.startswith(AUTHORS_AREA):
        return
    if not (request.user.is_staff and request.user.has_perm("wagtailadmin.access_admin")):
        raise PermissionDenied


def _used(records: list[dict]) -> bool:
    return any(record.get("method") == "mfa" for record in records)


def _signed_in_at(records: list[dict]) -> datetime:
    first = min((record["at"] for record in records if "at" in record), default=None)
    return datetime.fromtimestamp(first, tz=UTC) if first else datetime.max.replace(tzinfo=UTC)
