"""Training that took place elsewhere: what one hands in oneself, and what HR decides about."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions import other_trainings as actions
from courses.models import OtherTraining
from courses.queries.credit_rules import in_force, rules_by_form
from courses.queries.other_trainings import jp_of, overlapping, trainings_in_charge, with_jp
from courses.training_forms import OtherTrainingForm, ReasonForm, TrainingFilterForm
from lms.core.pagination import page_of
from lms.core.refusals import done
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission
from lms.skills.views.proof_files import proof_file


@login_required
@require_GET
def my_trainings(request: SignedRequest) -> HttpResponse:
    rows = with_jp(OtherTraining.objects.filter(user=request.user))
    return render(request, "courses/my_trainings.html", {"page": page_of(request, rows)})


@login_required
@require_http_methods(["GET", "POST"])
def training_new(request: SignedRequest) -> HttpResponse:
    rules = rules_by_form()
    form = OtherTrainingForm(*posted(request), user=request.user, rules=rules)
    if request.method == "POST" and form.is_valid() and _handed_in(request, form):
        messages.success(
            request, _("Pelatihan Anda diajukan. BKPSDM memeriksanya; Anda mendapat pemberitahuan.")
        )
        return redirect("my_trainings")
    context = {"form": form, "rules": in_force(rules, timezone.localdate())}
    return render(request, "courses/training_new.html", context, status=422 if form.errors else 200)


def _handed_in(request: SignedRequest, form: OtherTrainingForm) -> bool:
    proof = form.cleaned_data["file"]
    try:
        actions.hand_in(
            user=request.user,
            facts=form.facts,
            file=proof.file,
            kind=proof.kind,
            sha256=proof.sha256,
        )
    except actions.TrainingRefused as reason:
        form.add_error("file", str(reason))
        return False
    return True


@login_required
@require_POST
def training_take_back(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(OtherTraining, pk=pk, user=request.user)
    if _done(request, lambda: actions.take_back(training=row)):
        messages.success(request, _("Pengajuan ditarik kembali dan berkasnya dihapus."))
    return redirect("my_trainings")


@login_required
@require_GET
def training_file(request: SignedRequest, pk: int) -> FileResponse:
    """The proof itself, for its holder and whoever decides."""
    mine = Q(user=request.user.pk)
    decided = Q(pk__in=OtherTraining.objects.in_charge(request.user).filter(pk=pk).values("pk"))
    allowed = mine | decided if request.user.can(Permission.CHECK_EVIDENCE) else mine
    row = get_object_or_404(OtherTraining.objects.filter(allowed).exclude(file=""), pk=pk)
    return proof_file(row.file, f"pelatihan-lain-{row.pk}", row.file_kind)


@needs(Permission.CHECK_EVIDENCE)
@require_GET
def trainings(request: SignedRequest) -> HttpResponse:
    form = TrainingFilterForm(request.GET)
    form.is_valid()
    rows = trainings_in_charge(
        request.user, search=form.cleaned_data.get("cari", ""), state=form.cleaned_data.get("keadaan", "")
    )
    return render(request, "courses/trainings.html", {"form": form, "page": page_of(request, rows)})


@needs(Permission.CHECK_EVIDENCE)
@require_GET
def training(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, _in_charge(request, pk), ReasonForm())


def _in_charge(request: SignedRequest, pk: int) -> OtherTraining:
    rows = OtherTraining.objects.in_charge(request.user).select_related("user", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: SignedRequest, row: OtherTraining, form: ReasonForm) -> HttpResponse:
    rule = in_force({row.form: rules_by_form()[row.form]}, row.ends_on)[0]
    context = {"training": row, "rule": rule, "years": jp_of(row), "form": form}
    if row.waits:
        context["twins"] = overlapping(row)[:5]
    return render(request, "courses/training.html", context, status=422 if form.errors else 200)


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def training_approve(request: SignedRequest, pk: int) -> HttpResponse:
    row = _in_charge(request, pk)
    if not _done(request, lambda: actions.approve(training=row, by=request.user)):
        return redirect("training", pk)
    messages.success(request, _("Disetujui. JP-nya sudah masuk catatan pegawai."))
    return redirect("trainings")


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def training_refuse(request: SignedRequest, pk: int) -> HttpResponse:
    row, form = _in_charge(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    reason = form.cleaned_data["reason"]
    if not _done(request, lambda: actions.refuse(training=row, reason=reason, by=request.user)):
        return redirect("training", pk)
    messages.success(request, _("Ditolak. Pegawai mendapat pemberitahuan dengan alasannya."))
    return redirect("trainings")


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def training_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    row, form = _in_charge(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    reason = form.cleaned_data["reason"]
    if _done(request, lambda: actions.withdraw(training=row, reason=reason, by=request.user)):
        messages.success(request, _("Dicabut. JP-nya keluar dari catatan pegawai."))
    return redirect("training", pk)


def _done(request: SignedRequest, act: Callable[[], object]) -> bool:
    return done(request, act, actions.TrainingRefused)
