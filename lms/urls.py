from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms.people.doors import closed_door, second_login

handler400 = "lms.core.views.bad_request"
handler403 = "lms.core.views.permission_denied"
handler404 = "lms.core.views.page_not_found"
handler500 = "lms.core.views.server_error"

# Wagtail's own sign-in and reset would let people past the second factor; addresses come from the staff sheet.
doors = [
    path("admin/login/", second_login),
    path("admin/password_reset/", closed_door),
    path("admin/password_reset/<path:rest>", closed_door),
    path("_util/login/", closed_door),
    path("accounts/email/", closed_door),
    path("accounts/signup/", closed_door),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *doors,
    path("", include("lms.core.urls")),
    path("", include("lms.dashboards.urls")),
    path("", include("lms.people.urls")),
    path("", include("lms.skills.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("bahasa/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("dokumen/", include(wagtaildocs_urls)),
    path("admin/", include(wagtailadmin_urls)),
]
