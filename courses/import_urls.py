"""Bringing courses in and out, and the media of lessons."""

from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from courses.views import doors, exports, imports, media

urlpatterns: list[URLPattern] = [
    # Wagtail's own account page asks for names and pictures that our people don't have; it comes after this one.
    path("admin/account/", RedirectView.as_view(pattern_name="profile")),
    path("admin/reports/page-types-usage/", doors.not_for_authors),
    path("admin/reports/page-types-usage/<path:rest>", doors.not_for_authors),
    path("admin/choose-page/<int:parent_page_id>/", doors.choose_below),
    path("pengampu/impor/", imports.course_imports, name="course_imports"),
    path("pengampu/impor/<int:pk>/", imports.course_import, name="course_import"),
    path("pengampu/impor/<int:pk>/lanjutkan/", imports.course_import_confirm, name="course_import_confirm"),
    path("pengampu/impor/<int:pk>/batalkan/", imports.course_import_cancel, name="course_import_cancel"),
    path("pengampu/pelatihan/<int:pk>/ekspor.zip", exports.course_export, name="course_export"),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:name>", media.media_file, name="media"),
]
