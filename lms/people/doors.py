"""Doors of Wagtail that would let someone in with the password alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


def second_login(request: HttpRequest) -> HttpResponse:
    return redirect("account_login")


def closed_door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise Http404
