from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 25


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """The page that ``?halaman=`` asks for; a wrong number gives the nearest page, never an error."""
    return Paginator(rows, size).get_page(request.GET.get("halaman"))
