from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.people.access import SignedRequest, must_cover_city, needs, posted
from lms.people.actions import grants, numbers, users
from lms.people.enums import DigitalRole, Role
from lms.people.forms.staff import (
    DigitalRoleForm,
    GrantForm,
    NumberForm,
    PersonForm,
    StaffFilter,
    TimeFactorForm,
)
from lms.people.models import RoleGrant, User
from lms.people.models.user import below
from lms.people.permissions import ROLES, Permission
from lms.people.queries.staff_list import with_posts


@needs(Permission.VIEW_STAFF)
@require_GET
def staff(request: SignedRequest) -> HttpResponse:
    form = StaffFilter(request.GET, viewer=request.user)
    people = form.narrowed(User.objects.visible_to(request.user).kept())
    context = {
        "form": form,
        "page": page_of(request, with_posts(people)),
        "may_anonymise": request.user.can(Permission.ANONYMISE),
    }
    return render(request, "people/staff.html", context)


@needs(Permission.VIEW_STAFF)
@require_GET
def person(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(User.objects.visible_to(request.user), pk=pk))


def _page(request: SignedRequest, someone: User, status: int = 200, **extra: object) -> HttpResponse:
    viewer = request.user
    may_grant = User.objects.within(viewer, Permission.GRANT_ROLES).kept().filter(pk=someone.pk).exists()
    managed = User.objects.within(viewer, Permission.IMPORT_STAFF).kept().filter(pk=someone.pk).exists()
    context = {
        "person": someone,
        "postings": someone.postings.select_related("unit__opd", "position"),
        "grants": someone.current_grants,
        "sentences": {role.value: ROLES[role].sentence for role in Role},
        "former_numbers": someone.former_numbers.all(),
        "may_manage": managed,
        "may_grant": may_grant and someone.pk != viewer.pk,
        "revocable": _revocable(viewer).filter(user=someone).values_list("pk", flat=True),
        "may_get_link": users.may_get_link(someone, viewer),
        "grant_form": GrantForm(viewer=viewer),
        "role_form": DigitalRoleForm(initial={"digital_role": someone.digital_role}),
        "number_form": NumberForm(),
        "time_form": TimeFactorForm(initial={"time_factor": f"{someone.time_factor:.2f}"}),
    }
    response = render(request, "people/person.html", context | extra, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _revocable(viewer: User) -> QuerySet[RoleGrant]:
    scope = below(viewer.units_with(Permission.GRANT_ROLES))
    return RoleGrant.objects.current().filter(scope).exclude(user=viewer.pk)


def _managed(request: SignedRequest, pk: int, permission: Permission) -> User:
    """A person over whom the viewer holds the permission; 404 for all others, and for whom nobody is any more."""
    return get_object_or_404(User.objects.within(request.user, permission).kept(), pk=pk)


@needs(Permission.GRANT_ROLES)
@require_POST
def grant_role(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _managed(request, pk, Permission.GRANT_ROLES)
    form = GrantForm(request.POST, viewer=request.user)
    if not form.is_valid():
        return _page(request, someone, 422, grant_form=form)
    grant = grants.grant_role(
        user=someone, role=Role(form.cleaned_data["role"]), unit=form.cleaned_data["unit"], by=request.user
    )
    messages.success(request, _("Peran %(role)s diberikan.") % {"role": grant.get_role_display()})
    return redirect("person", pk)


@needs(Permission.GRANT_ROLES)
@require_POST
def revoke_role(request: SignedRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(_revocable(request.user).select_related("unit", "user"), pk=pk)
    grants.revoke_role(grant=grant, by=request.user)
    messages.success(request, _("Peran %(role)s dicabut.") % {"role": grant.get_role_display()})
    return redirect("person", grant.user_id)


@needs(Permission.IMPORT_STAFF)
@require_POST
def set_digital_role(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _managed(request, pk, Permission.IMPORT_STAFF)
    form = DigitalRoleForm(request.POST)
    if not form.is_valid():
        return _page(request, someone, 422, role_form=form)
    users.set_digital_role(user=someone, role=DigitalRole(form.cleaned_data["digital_role"]), by=request.user)
    messages.success(request, _("Peran digital disimpan."))
    return redirect("person", pk)


@needs(Permission.IMPORT_STAFF)
@require_POST
def set_time_factor(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _managed(request, pk, Permission.IMPORT_STAFF)
    form = TimeFactorForm(request.POST)
    if not form.is_valid():
        return _page(request, someone, 422, time_form=form)
    users.set_time_factor(user=someone, factor=form.cleaned_data["time_factor"], by=request.user)
    messages.success(request, _("Waktu kuis disimpan."))
    return redirect("person", pk)


@needs(Permission.IMPORT_STAFF)
@require_POST
def change_number(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _managed(request, pk, Permission.IMPORT_STAFF)
    form = NumberForm(request.POST)
    try:
        if form.is_valid():
            numbers.change_nip(user=someone, nip=form.cleaned_data["nip"], by=request.user)
            messages.success(request, _("NIP diganti; nomor lama tetap tercatat."))
            return redirect("person", pk)
    except ValidationError as error:
        form.add_error("nip", error)
    return _page(request, someone, 422, number_form=form)


@needs(Permission.IMPORT_STAFF)
@require_POST
def sign_in_link(request: SignedRequest, pk: int) -> HttpResponse:
    """Shows the link in the answer itself, and never again: it is stored nowhere."""
    someone = _managed(request, pk, Permission.IMPORT_STAFF)
    path = users.sign_in_link(user=someone, by=request.user)
    return _page(request, someone, link=request.build_absolute_uri(path))


@needs(Permission.IMPORT_STAFF)
@require_POST
def set_active(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _managed(request, pk, Permission.IMPORT_STAFF)
    if someone.pk == request.user.pk:
        raise PermissionDenied
    if request.POST.get("aktif") == "1":
        users.reactivate(user=someone, by=request.user)
        messages.success(request, _("Akun dibuka kembali."))
    else:
        users.deactivate(user=someone, by=request.user)
        messages.success(request, _("Akun ditutup dan semua sesinya diakhiri."))
    still_visible = User.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect("person", pk) if still_visible else redirect("staff")


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def person_new(request: SignedRequest) -> HttpResponse:
    must_cover_city(request.user, Permission.IMPORT_STAFF)
    form = PersonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        someone = users.create_outsider(by=request.user, **form.cleaned_data)
        messages.success(request, _("Akun dibuat. Beri perannya, lalu buat tautan masuk pertama."))
        return redirect("person", someone.pk)
    return render(request, "people/person_new.html", {"form": form}, status=422 if form.errors else 200)
