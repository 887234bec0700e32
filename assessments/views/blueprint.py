"""The blueprint of a quiz: what it wants of each skill and level, whether its banks have it, and a table to write."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.blueprints import write_blueprint
from assessments.enums import BankRight
from assessments.forms.blueprint import BlueprintForm
from assessments.models import QuestionBank
from assessments.queries.blueprint import sections_of, supplies, table_of
from assessments.queries.scope import banks_for
from assessments.views.results import quiz_and_course
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_http_methods(["GET", "POST"])
def quiz_blueprint(request: SignedRequest, quiz_id: int) -> HttpResponse:
    quiz, course = quiz_and_course(request, quiz_id)
    sections = sections_of(quiz)
    tester = quiz.permissions_for_user(request.user)
    may_write = tester.can_edit() and not tester.page_locked()
    banks = list(banks_for(request.user, BankRight.USE).order_by("name", "pk")) if may_write else []
    bank = _bank(request, banks, [section.bank_id for section in sections])
    form = BlueprintForm(posted(request)[0], table=table_of(bank, sections)) if bank else None
    if request.method == "POST":
        if not may_write or form is None or bank is None:
            raise PermissionDenied
        if form.is_valid():
            write_blueprint(quiz=quiz, bank=bank, wanted=form.wanted, by=request.user)
            messages.success(request, _("Kisi-kisi tersimpan sebagai draf kuis. Terbitkan agar berlaku."))
            return redirect(f"{request.path}?bank={bank.pk}")
    context = {
        "quiz": quiz,
        "course": course,
        "supplies": supplies(sections),
        "banks": banks,
        "bank": bank,
        "form": form,
        "is_draft": quiz.has_unpublished_changes,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/blueprint.html", context, status=status)


def _bank(request: SignedRequest, banks: list[QuestionBank], used: list[int]) -> QuestionBank | None:
    """The bank that the address names, else the first one the quiz draws from, else the first of all."""
    named = request.GET.get("bank", "")
    by_id = {str(bank.pk): bank for bank in banks}
    first = next((by_id[str(pk)] for pk in used if str(pk) in by_id), None)
    return by_id.get(named) or first or (banks[0] if banks else None)
