"""The framework as everyone may read it, and what HR decides about a skill on screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.people.access import SignedRequest, covers_city, must_cover_city, needs, posted
from lms.people.enums import DigitalRole
from lms.people.permissions import Permission
from lms.skills.actions.framework import set_evidence_rule
from lms.skills.actions.requirements import ask_for_requirements
from lms.skills.enums import EvidenceRule
from lms.skills.forms.framework import EvidenceRuleForm, RequirementsForm
from lms.skills.models import Skill
from lms.skills.queries.framework import framework_fields, skill_page
from lms.skills.queries.requirements import effects, required_of


@login_required
@require_GET
def framework(request: SignedRequest) -> HttpResponse:
    return render(request, "skills/framework.html", {"fields": framework_fields()})


def _skill(code: str) -> Skill:
    return get_object_or_404(Skill.objects.select_related("field"), code=code)


@login_required
@require_GET
def skill(request: SignedRequest, code: str) -> HttpResponse:
    found = _skill(code)
    context = skill_page(found)
    if request.user.can(Permission.KEEP_FRAMEWORK):
        context["form"] = EvidenceRuleForm(initial={"rule": found.evidence_rule})
        context["may_require"] = covers_city(request.user, Permission.KEEP_FRAMEWORK)
    return render(request, "skills/skill.html", context)


@needs(Permission.KEEP_FRAMEWORK)
@require_http_methods(["GET", "POST"])
def requirements(request: SignedRequest, code: str) -> HttpResponse:
    """Which posts require the skill; what a change would mean is shown before it is made."""
    must_cover_city(request.user, Permission.KEEP_FRAMEWORK)
    found = _skill(code)
    form = RequirementsForm(posted(request)[0], levels=required_of(found))
    context = {"skill": found, "form": form, "roles": DigitalRole.labels}
    if request.method == "GET" or not form.is_valid():
        return render(request, "skills/requirements.html", context, status=422 if form.errors else 200)
    if "confirm" in request.POST:
        ask_for_requirements(skill=found, levels=form.levels, by=request.user)
        messages.success(
            request, _("Disimpan. Cakupan disesuaikan di latar; Anda diberi tahu bila sudah berlaku.")
        )
        return redirect("skill", code)
    changes = effects(found, form.levels)
    context |= {"effects": changes, "asked": True, "gaps": sum(change.more_gaps for change in changes)}
    return render(request, "skills/requirements.html", context)


@needs(Permission.KEEP_FRAMEWORK)
@require_POST
def skill_rule(request: SignedRequest, code: str) -> HttpResponse:
    found, form = _skill(code), EvidenceRuleForm(request.POST)
    if not form.is_valid():
        return render(request, "skills/skill.html", skill_page(found) | {"form": form}, status=422)
    set_evidence_rule(skill=found, rule=EvidenceRule(form.cleaned_data["rule"]), by=request.user)
    messages.success(request, _("Disimpan. Tingkat pegawai disesuaikan dalam beberapa menit."))
    return redirect("skill", code)
