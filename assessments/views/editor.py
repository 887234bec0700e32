"""Write one question, with a preview of what learners will see; saving makes a new version."""

from random import Random
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.corrections import graded_otherwise
from assessments.actions.pictures import keep_pictures
from assessments.actions.questions import edit_question, restore_question, retire_question
from assessments.drawing import option_order
from assessments.enums import BankRight, QuestionKind
from assessments.forms.kinds import FORMS
from assessments.forms.question import QuestionForm, text_of
from assessments.grading import choice_ids, draw_values, realised
from assessments.models import Question, QuestionBank, QuestionVersion
from assessments.queries.banks import bank_for, question_for
from assessments.queries.scope import rights_to
from assessments.showing import Revealed, revealed
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def question_new(request: SignedRequest, bank_id: int, kind: str) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.EDIT)
    if kind not in FORMS:
        raise Http404
    taken = set(bank.questions.values_list("name", flat=True)) if request.method == "POST" else set()
    form = FORMS[kind](*posted(request), taken=taken)
    return _edit(request, bank, form, None)


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def question_edit(request: SignedRequest, question_id: int) -> HttpResponse:
    needed = BankRight.EDIT if request.method == "POST" else BankRight.USE
    question = question_for(request.user, question_id, needed)
    version = question.current
    if version is None:
        raise Http404
    initial = _initial(question, version)
    form = FORMS[version.kind](
        *posted(request), initial=initial, fixed_name=question.name, original=version.body
    )
    return _edit(request, question.bank, form, question)


def _initial(question: Question, version: QuestionVersion) -> dict[str, Any]:
    body = version.body
    category = question.category.path if question.category else ""
    shared = {"tag": question.tag, "level": question.level, "category": category, "bloom": question.bloom}
    hints = "\n".join(" ".join(text_of(text).split()) for text in body.get("hints", []))
    texts = {"stem": text_of(body["stem"]), "feedback": text_of(body["feedback"]), "hints": hints}
    return shared | texts | FORMS[version.kind].initial_of(body)


def _edit(
    request: SignedRequest, bank: QuestionBank, form: QuestionForm, question: Question | None
) -> HttpResponse:
    valid = request.method == "POST" and form.is_valid()
    if form.found:
        keep_pictures([form.found], now=timezone.now())
    if valid and "simpan" in request.POST and form.draft:
        edit_question(bank=bank, draft=form.draft, by=request.user, now=timezone.now())
        messages.success(request, _("Soal tersimpan. Percobaan yang sudah ada tidak berubah."))
        return redirect("bank", bank.pk)
    rights = rights_to(request.user, bank)
    context = {
        "bank": bank,
        "form": form,
        "question": question,
        "kind": QuestionKind(form.kind),
        "may_edit": BankRight.EDIT in rights,
        "may_manage": BankRight.MANAGE in rights,
        "graded_otherwise": _graded_otherwise(question),
        "preview": _preview(form, question, bound=request.method == "POST"),
    }
    refused = request.method == "POST" and not valid
    return render(request, "assessments/question.html", context, status=422 if refused else 200)


def _graded_otherwise(question: Question | None) -> int:
    """How many ended attempts another version than the current one has graded."""
    if question is None or question.current is None:
        return 0
    return graded_otherwise(question, question.current).count()


def _preview(form: QuestionForm, question: Question | None, *, bound: bool) -> Revealed | None:
    """What is typed once it is valid; the stored version when the form was just opened."""
    if form.draft:
        kind, body = form.draft.kind, form.draft.body
    elif question and question.current and not bound:
        kind, body = question.current.kind, question.current.body
    else:
        return None
    rng = Random(0)  # noqa: S311  (the same example each time)
    asked = realised(kind, body, draw_values(kind, body, rng))
    return revealed(kind, asked, option_order(kind, choice_ids(kind, body), rng, shuffle=False), None)


@needs(Permission.WRITE_COURSES)
@require_POST
def question_use(request: SignedRequest, question_id: int) -> HttpResponse:
    """Take a question out of use, or back into it."""
    question = question_for(request.user, question_id, BankRight.EDIT)
    if question.retired_at:
        restore_question(question=question, by=request.user)
        messages.success(request, _("Soal dipakai kembali."))
    else:
        retire_question(question=question, by=request.user, now=timezone.now())
        messages.success(request, _("Soal tidak dipakai lagi untuk percobaan baru."))
    return redirect("bank", question.bank_id)
