"""Plans of training: asked for, looked at beside what would happen without them, accepted."""

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions import plans as actions
from courses.enums import PlanState
from courses.models import TrainingPlan
from courses.plan_forms import PlanForm
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.models import User
from lms.people.models.user import below
from lms.people.permissions import Permission
from lms.skills.quarters import future_quarter_ends


def _plans_of(user: User) -> QuerySet[TrainingPlan]:
    """Plans for the units in which the person may assign training."""
    return TrainingPlan.objects.filter(below(user.units_with(Permission.ASSIGN_TRAINING))).select_related(
        "unit", "job", "created_by", "accepted_by"
    )


@needs(Permission.ASSIGN_TRAINING)
@require_GET
def plans(request: SignedRequest) -> HttpResponse:
    page = page_of(request, _plans_of(request.user).order_by("-pk"))
    return render(request, "courses/plans.html", {"page": page})


@needs(Permission.ASSIGN_TRAINING)
@require_http_methods(["GET", "POST"])
def plan_new(request: SignedRequest) -> HttpResponse:
    end = next(
        day
        for day in future_quarter_ends(timezone.localdate(), 2)
        if (day - timezone.localdate()).days > actions.SHORTEST
    )
    form = PlanForm(posted(request)[0], viewer=request.user, initial={"ends_on": end, "jp_budget": 4000})
    if request.method == "POST" and form.is_valid():
        plan = actions.ask_for_plan(by=request.user, **form.cleaned_data)
        return redirect("plan", plan.pk)
    return render(request, "courses/plan_new.html", {"form": form}, status=422 if form.errors else 200)


@needs(Permission.ASSIGN_TRAINING)
@require_GET
def plan_page(request: SignedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(_plans_of(request.user), pk=pk)
    rows = plan.places.select_related("user", "course").order_by("round", "course__title", "user__name")
    by_course = plan.places.order_by().values("course__title", "course__jp").annotate(people=Count("pk"))
    context = {
        "plan": plan,
        "page": page_of(request, rows),
        "by_course": by_course.order_by("-people", "course__title"),
        "dues": actions.due_dates(timezone.localdate(), plan.ends_on, plan.rounds),
        "compared": _compared(plan),
    }
    return render(request, "courses/plan.html", context)


def _compared(plan: TrainingPlan) -> list[tuple[str, dict[str, int]]]:
    if not plan.result:
        return []
    labels = {
        "without": _("Tanpa pelatihan baru"),
        "first_come": _("Siapa cepat, dia dapat"),
        "plan": _("Rencana ini"),
    }
    return [(label, plan.result[name]) for name, label in labels.items()]


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def plan_accept(request: SignedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(_plans_of(request.user), pk=pk)
    count = actions.accept(plan=plan, by=request.user)
    if count:
        messages.success(request, _("Rencana disetujui. %(n)s penugasan dibuat.") % {"n": count})
        return redirect("mandates")
    return redirect("plan", pk)


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def plan_drop(request: SignedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(_plans_of(request.user).exclude(state=PlanState.ACCEPTED), pk=pk)
    actions.drop(plan=plan, by=request.user)
    messages.success(request, _("Rencana dibuang."))
    return redirect("plans")
