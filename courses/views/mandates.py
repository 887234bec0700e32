from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions.mandates import (
    create_mandate,
    end_exemption,
    exempt,
    of_same_path,
    withdraw_mandate,
    withdraw_path,
)
from courses.actions.paths import give_path
from courses.actions.rounds import of_round
from courses.enums import EnrolmentState
from courses.forms import ExemptionForm, MandateForm
from courses.models import CoursePage, Exemption, Mandate
from courses.queries.audience import settled
from lms.core.ids import ids
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.models.user import below
from lms.people.permissions import Permission
from lms.skills.enums import NeedState
from lms.skills.models import Need

PREVIEW = 20


def mandates_of(user: User) -> QuerySet[Mandate]:
    """Duties given in the units where the person may assign training."""
    return Mandate.objects.filter(below(user.units_with(Permission.ASSIGN_TRAINING))).select_related(
        "course", "unit", "job", "created_by", "skill", "step__path"
    )


@needs(Permission.ASSIGN_TRAINING)
@require_GET
def mandates(request: SignedRequest) -> HttpResponse:
    now = ~Q(enrolments__completed_at__lt=F("round_from"))  # of a yearly duty: the round that runs
    done = Q(enrolments__state=EnrolmentState.COMPLETED)
    counted = mandates_of(request.user).annotate(
        people=Count("enrolments", filter=now), finished=Count("enrolments", filter=now & done)
    )
    rows = counted.order_by("-pk")  # a count takes the order of the model away
    return render(request, "courses/mandates.html", {"page": page_of(request, rows)})


@needs(Permission.ASSIGN_TRAINING)
@require_http_methods(["GET", "POST"])
def mandate_new(request: SignedRequest) -> HttpResponse:
    """GET prefills from the gap list (unit, skill, person …); POST shows who is meant; confirmed, it is saved."""
    chosen, need = _chosen(request), _need(request)
    if request.method == "GET":
        form = MandateForm(user=request.user, initial=_initial(request))
        return render(request, "courses/mandate_new.html", {"form": form, "chosen": chosen, "need": need})
    form = MandateForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(
            request, "courses/mandate_new.html", {"form": form, "chosen": chosen, "need": need}, status=422
        )
    if "confirm" not in request.POST:
        return render(request, "courses/mandate_new.html", _preview(form, chosen) | {"need": need})
    made = _create(request, form, chosen, need)
    messages.success(request, _("Penugasan dibuat. Peserta sedang didaftarkan."))
    return redirect("mandate", made[0].pk) if len(made) == 1 else redirect("mandates")


def _need(request: SignedRequest) -> Need | None:
    """The approved need that the duty answers, where the address names one that the person may see."""
    data = request.POST if request.method == "POST" else request.GET
    rows = (
        Need.objects.visible_to(request.user).filter(state=NeedState.APPROVED).select_related("skill", "unit")
    )
    return rows.filter(pk__in=ids([data.get("usulan", "")])).first()


def _create(
    request: SignedRequest, form: MandateForm, chosen: list[int] | None, need: Need | None
) -> Sequence[Mandate]:
    data = form.cleaned_data
    terms = {
        "audience": form.audience(chosen),
        "due_at": data["due_on"],
        "by": request.user,
        "due_days": data["due_days"],
        "yearly": data["yearly"],
        "note": data["note"],
        "need": need,
    }
    if data["path"]:
        return give_path(path=data["path"], **terms)
    return [create_mandate(course=data["course"], **terms)]


def _preview(form: MandateForm, chosen: list[int] | None) -> dict[str, Any]:
    people = form.audience(chosen).people().order_by("name")
    meant = form.meant()
    done = [people.filter(settled(mandate)).count() for mandate in meant]
    return {
        "form": form,
        "chosen": chosen,
        "count": people.count(),
        "finished": done[0],
        "steps": list(zip(meant, done, strict=True)) if len(meant) > 1 or meant[0].step else (),
        "people": people[:PREVIEW],
        "confirm": True,
    }


def _initial(request: SignedRequest) -> dict[str, Any]:
    """Values from the address, where they are numbers; the form itself refuses what is out of scope."""
    wanted = {name: request.GET.get(name, "") for name in ("unit", "course", "skill")}
    initial: dict[str, Any] = {name: pk for name, text in wanted.items() for pk in ids([text])}
    if "course" not in initial and "skill" in initial:
        course = (
            CoursePage.objects.live().filter(skills_taught__skill=initial["skill"]).order_by("-level").first()
        )
        initial["course"] = course.pk if course else None
    if "person" in request.GET:  # they were picked by name
        initial.pop("skill", None)
    initial["path"] = next(iter(ids([request.GET.get("path", "")])), None)
    initial["digital_role"] = request.GET.get("peran", "")
    return initial


def _chosen(request: SignedRequest) -> list[int] | None:
    data = request.POST if request.method == "POST" else request.GET
    return sorted(set(ids(data.getlist("person")))) or None


@needs(Permission.ASSIGN_TRAINING)
@require_GET
def mandate_page(request: SignedRequest, pk: int) -> HttpResponse:
    return _mandate_page(request, get_object_or_404(mandates_of(request.user), pk=pk))


def _mandate_page(
    request: SignedRequest, mandate: Mandate, form: ExemptionForm | None = None
) -> HttpResponse:
    rows = of_round(mandate).select_related("user").order_by("state", "user__name")
    counts = of_round(mandate).aggregate(
        people=Count("pk"), finished=Count("pk", filter=Q(state=EnrolmentState.COMPLETED))
    )
    context = {
        "mandate": mandate,
        "page": page_of(request, rows),
        "rounds": mandate.rounds.all() if mandate.is_yearly else (),
        "exemptions": mandate.exemptions.current().select_related("user", "by"),
        "path_duties": of_same_path(mandate).count(),
        "form": form or ExemptionForm(people=_exemptable(mandate)),
        **counts,
    }
    return render(request, "courses/mandate.html", context, status=422 if form else 200)


def _exemptable(mandate: Mandate) -> QuerySet[User]:
    """Who has the duty and has not fulfilled it."""
    return User.objects.get_queryset().filter(enrolments__in=mandate.enrolments.open()).order_by("name")


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def mandate_exempt(request: SignedRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(mandates_of(request.user), pk=pk)
    form = ExemptionForm(request.POST, people=_exemptable(mandate))
    if not form.is_valid():
        return _mandate_page(request, mandate, form)
    data = form.cleaned_data
    exempt(mandate=mandate, user=data["person"], reason=data["reason"], until=data["until"], by=request.user)
    messages.success(request, _("Pengecualian dicatat dan disampaikan kepada pegawai."))
    return redirect("mandate", pk)


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def exemption_end(request: SignedRequest, pk: int) -> HttpResponse:
    rows = Exemption.objects.filter(mandate__in=mandates_of(request.user))
    row = get_object_or_404(
        rows.select_related("user", "mandate__course", "mandate__unit", "mandate__skill"), pk=pk
    )
    end_exemption(exemption=row, by=request.user)
    messages.success(request, _("Pengecualian berakhir."))
    return redirect("mandate", row.mandate_id)


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def mandate_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(mandates_of(request.user), pk=pk)
    if "jalur" in request.POST:
        withdraw_path(mandate=mandate, by=request.user)
    else:
        withdraw_mandate(mandate=mandate, by=request.user)
    messages.success(request, _("Penugasan dibatalkan. Yang sudah mulai boleh tetap belajar, tanpa tenggat."))
    return redirect("mandate", pk)
