"""What the operator sees: the system in sentences, its jobs, and the audit trail."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.core.enums import JobState
from lms.core.jobs import label_of
from lms.core.models import Job
from lms.core.pagination import page_of
from lms.core.ways_back import back_to
from lms.dashboards.actions.jobs import retry_job
from lms.dashboards.operator_forms import AuditFilter, JobFilter
from lms.dashboards.queries import audit
from lms.dashboards.queries.operator import findings, health
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

RETRIABLE = {JobState.FAILED, JobState.DEAD}


def cleaned(form: forms.Form) -> dict[str, Any]:
    """What makes sense of a filter; the rest is as if it had been left empty."""
    form.is_valid()
    return form.cleaned_data


@needs(Permission.VIEW_JOBS)
@require_GET
def operator(request: SignedRequest) -> HttpResponse:
    state = health()
    return render(request, "dashboards/operator.html", {"health": state, "findings": findings(state)})


@needs(Permission.VIEW_JOBS)
@require_GET
def jobs(request: SignedRequest) -> HttpResponse:
    form = JobFilter(request.GET)
    wanted = cleaned(form)
    rows = Job.objects.all()
    if wanted.get("keadaan"):
        rows = rows.in_state(JobState(wanted["keadaan"]))
    if wanted.get("jenis"):
        rows = rows.filter(kind=wanted["jenis"])
    page = page_of(request, rows)
    shown = [(job, label_of(job.kind), job.state in RETRIABLE) for job in page]
    return render(request, "dashboards/operator_jobs.html", {"form": form, "page": page, "rows": shown})


@needs(Permission.RETRY_JOBS)
@require_POST
def job_retry(request: SignedRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job, pk=pk)
    if retry_job(job=job, by=request.user):
        messages.success(request, _("%(job)s diulang.") % {"job": label_of(job.kind)})
    else:
        messages.warning(request, _("Pekerjaan ini sudah selesai atau sedang dikerjakan."))
    return back_to(request.POST.get("kembali", ""), "jobs")


@needs(Permission.VIEW_AUDIT)
@require_GET
def audit_log(request: SignedRequest) -> HttpResponse:
    form = AuditFilter(request.GET)
    wanted = cleaned(form)
    rows = audit.events(
        act=wanted.get("tindakan", ""),
        actor=wanted.get("pelaku", ""),
        since=wanted.get("dari"),
        until=wanted.get("sampai"),
    )
    page = page_of(request, rows)
    context = {"form": form, "page": page, "lines": audit.lines_of(page)}
    return render(request, "dashboards/operator_audit.html", context)
