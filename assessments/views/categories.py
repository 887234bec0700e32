"""The tree of a bank, for those who manage it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.categories import create_category, move_category, remove_category
from assessments.categories import BadPath
from assessments.enums import BankRight
from assessments.forms.categories import CategoryForm
from assessments.queries.banks import bank_for, tree_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def categories(request: SignedRequest, bank_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.MANAGE)
    form = CategoryForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        create_category(bank=bank, path=form.cleaned_data["path"], by=request.user)
        return redirect("categories", bank.pk)
    context = {"bank": bank, "form": form, "tree": tree_of(bank)}
    return render(request, "assessments/categories.html", context, status=422 if form.errors else 200)


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def category(request: SignedRequest, bank_id: int, category_id: int) -> HttpResponse:
    """Rename or move; the path is the whole new one."""
    bank = bank_for(request.user, bank_id, BankRight.MANAGE)
    row = get_object_or_404(bank.categories, pk=category_id)
    form = CategoryForm(posted(request)[0], initial={"path": row.path})
    if request.method == "POST" and form.is_valid():
        try:
            move_category(category=row, path=form.cleaned_data["path"], by=request.user)
            return redirect("categories", bank.pk)
        except BadPath as fault:
            form.add_error("path", str(fault))
    context = {"bank": bank, "form": form, "category": row}
    return render(request, "assessments/category.html", context, status=422 if form.errors else 200)


@needs(Permission.WRITE_COURSES)
@require_POST
def category_remove(request: SignedRequest, bank_id: int, category_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.MANAGE)
    row = get_object_or_404(bank.categories, pk=category_id)
    try:
        remove_category(category=row, by=request.user)
        messages.success(request, _("Kategori dihapus. Soalnya pindah ke kategori di atasnya."))
    except BadPath as fault:
        messages.error(request, str(fault))
    return redirect("categories", bank.pk)
