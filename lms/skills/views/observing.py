"""What one person is to hold and holds, for those in charge of them; heads write down what they have seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.core.ids import ids
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission
from lms.skills.actions import observations as actions
from lms.skills.forms.framework import ObservationForm
from lms.skills.models import Observation
from lms.skills.queries.person import shown_standings


@needs(Permission.VIEW_STAFF)
@require_GET
def person_skills(request: SignedRequest, pk: int) -> HttpResponse:
    """HR and heads see the levels of their people, and what each rests on."""
    person = get_object_or_404(User.objects.within(request.user, Permission.VIEW_STAFF), pk=pk)
    skill = next(iter(ids([request.GET.get("skill", "")])), None)
    form = ObservationForm(initial={"observed_on": timezone.localdate(), "skill": skill})
    return render(request, "skills/person_skills.html", _context(request, person, form))


@needs(Permission.OBSERVE)
@require_POST
def observe(request: SignedRequest, pk: int) -> HttpResponse:
    person, form = _observed(request, pk), ObservationForm(request.POST)
    if not form.is_valid():
        return render(request, "skills/person_skills.html", _context(request, person, form), status=422)
    actions.observe(user=person, by=request.user, **form.cleaned_data)
    messages.success(request, _("Pengamatan dicatat dan disampaikan kepada pegawai."))
    return redirect("person_skills", pk)


@needs(Permission.OBSERVE)
@require_POST
def observation_take_back(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Observation, pk=pk, by=request.user)
    actions.take_back(observation=row, by=request.user)
    messages.success(request, _("Pengamatan ditarik kembali."))
    return redirect("person_skills", row.user_id)


def _observed(request: SignedRequest, pk: int) -> User:
    """Nobody observes themselves."""
    people = User.objects.within(request.user, Permission.OBSERVE).exclude(pk=request.user.pk)
    return get_object_or_404(people, pk=pk)


def _context(request: SignedRequest, person: User, form: ObservationForm) -> dict[str, Any]:
    units = request.user.units_with(Permission.OBSERVE)
    mine = bool(units) and User.objects.get_queryset().posted_below(units).filter(pk=person.pk).exists()
    return shown_standings(person) | {
        "person": person,
        "form": form,
        "may_observe": mine and person.pk != request.user.pk,
        "observations": Observation.objects.filter(user=person).select_related("skill", "by"),
    }
