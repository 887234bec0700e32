from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page


class BasePage(Page):
    """Pages are for writing; people read them in views of our own, which ``own_path`` names.

    Wagtail's tree URLs are not served: a learner's page costs a few queries by id, not a walk down the tree.
    """

    show_in_menus_default = False

    class Meta:
        abstract = True

    def own_path(self) -> str:
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], settings.PIAWAI_BASE_URL, self.own_path()) if parts else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.own_path())
