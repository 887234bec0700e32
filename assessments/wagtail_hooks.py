from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from assessments.models import QuizPage
from assessments.queries.blueprint import sections_of, short


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_banks_lack(request: HttpRequest, page: Any) -> None:
    """Saving is allowed, publishing too; the writer is told that attempts would be shorter than the quiz says."""
    lacking = short(sections_of(page)) if isinstance(page, QuizPage) else []
    if lacking:
        names = ", ".join(
            f"{supply.section.title or supply.section.tag}: −{supply.lacking}" for supply in lacking
        )
        text = format_html(
            '{} <a href="{}">{}</a>',
            _("Bank soal tidak cukup untuk kuis ini (%(names)s).") % {"names": names},
            reverse("quiz_blueprint", args=[page.pk]),
            _("Lihat kisi-kisi"),
        )
        messages.warning(request, text)
