"""Who may enter a view at all. Rows are fetched through ``visible_to`` and its kin, never by id alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lms.people.models import User
from lms.people.models.unit import whole_city
from lms.people.permissions import Permission

View = Callable[..., HttpResponseBase]


class SignedRequest(HttpRequest):
    """A request behind ``login_required`` or ``needs``: there is a person."""

    user: User


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Let in whoever holds one of the permissions in some unit; others 403, strangers the sign-in page."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.can(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def covers_city(user: User, permission: Permission) -> bool:
    return whole_city(user.units_with(permission))


def must_cover_city(user: User, permission: Permission) -> None:
    """403 for whoever holds the permission in a part of the city only."""
    if not covers_city(user, permission):
        raise PermissionDenied


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: data and files of a POST, nothing for a GET. An empty POST is bound, and wrong."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
