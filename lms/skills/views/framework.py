"""The framework as everyone may read it, and the one thing about a skill that HR decides on screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission
from lms.skills.actions.framework import set_evidence_rule
from lms.skills.enums import EvidenceRule
from lms.skills.forms.framework import EvidenceRuleForm
from lms.skills.models import Skill
from lms.skills.queries.framework import framework_fields, skill_page


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
    return render(request, "skills/skill.html", context)


@needs(Permission.KEEP_FRAMEWORK)
@require_POST
def skill_rule(request: SignedRequest, code: str) -> HttpResponse:
    found, form = _skill(code), EvidenceRuleForm(request.POST)
    if not form.is_valid():
        return render(request, "skills/skill.html", skill_page(found) | {"form": form}, status=422)
    set_evidence_rule(skill=found, rule=EvidenceRule(form.cleaned_data["rule"]), by=request.user)
    messages.success(request, _("Disimpan. Tingkat pegawai disesuaikan dalam beberapa menit."))
    return redirect("skill", code)
