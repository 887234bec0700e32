from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.people.access import SignedRequest, posted
from lms.people.actions.users import set_preferences
from lms.people.enums import Role
from lms.people.forms.staff import PreferencesForm
from lms.people.permissions import ROLES
from lms.people.queries.own_data import own_data


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: SignedRequest) -> HttpResponse:
    user = request.user
    form = PreferencesForm(posted(request)[0], initial={"wants_digest": user.wants_digest})
    if request.method == "POST" and form.is_valid():
        set_preferences(user=user, wants_digest=form.cleaned_data["wants_digest"])
        messages.success(request, _("Pilihan Anda disimpan."))
        return redirect("profile")
    factors = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "form": form,
        "postings": user.postings.select_related("unit__opd", "position"),
        "grants": [(grant, ROLES[Role(grant.role)].sentence) for grant in user.current_grants],
        "factors": factors,
        "dpo": settings.PIAWAI_DPO_CONTACT,
        "languages": settings.LANGUAGES,
    }
    return render(request, "people/profile.html", context)


@login_required
@require_GET
def my_data(request: SignedRequest) -> JsonResponse:
    """One's own personal data as a file (UU 27/2022 article 32)."""
    response = JsonResponse(own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    response["Cache-Control"] = "no-store"
    return response
