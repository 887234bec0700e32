"""JP of one person: for themselves, and for whoever looks after them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.models import OtherTraining
from lms.core.pagination import page_of
from lms.dashboards.jp_chart import year_chart
from lms.dashboards.jp_letter import jp_letter, letter_name
from lms.dashboards.queries.ip_index import estimate
from lms.dashboards.queries.jp import entries_of, outlook, read_asked, read_year, year_of, years_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission


@login_required
@require_GET
def my_jp(request: SignedRequest) -> HttpResponse:
    waiting = OtherTraining.objects.filter(user=request.user).waiting().count()
    return _page(request, request.user, reverse("my_jp"), mine=True, waiting=waiting)


@needs(Permission.VIEW_COVERAGE)
@require_GET
def jp_person(request: SignedRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.within(request.user, Permission.VIEW_COVERAGE), pk=pk)
    response = _page(request, person, reverse("jp_person", args=[pk]), mine=False)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def my_jp_letter(request: SignedRequest, year: int) -> HttpResponse:
    return _letter(request.user, year)


@needs(Permission.VIEW_COVERAGE)
@require_GET
def jp_letter_of(request: SignedRequest, pk: int, year: int) -> HttpResponse:
    person = get_object_or_404(User.objects.within(request.user, Permission.VIEW_COVERAGE), pk=pk)
    return _letter(person, year)


def _letter(person: User, year: int) -> HttpResponse:
    content = jp_letter(person, read_year(str(year)))
    headers = {
        "Content-Disposition": f'attachment; filename="{letter_name(person, year)}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _page(request: SignedRequest, person: User, here: str, **extra: object) -> HttpResponse:
    asked, today = read_asked(request.GET), timezone.localdate()
    found = year_of(person, asked.year)
    this_year = asked.year == today.year
    context = {
        "person": person,
        "asked": asked,
        "here": here,
        "letter": f"{here}{asked.year}/surat.pdf",
        "found": found,
        "years": sorted({*years_of(person), asked.year}, reverse=True),
        "outlook": outlook(person, found.recognised) if this_year else None,
        "chart": year_chart(found.since_january(today.month if this_year else 12), found.duty.goal),
        "estimate": estimate(person, today),
        "page": page_of(request, entries_of(person, asked)),
        "today": today,
    }
    return render(request, "dashboards/jp_person.html", context | extra)
