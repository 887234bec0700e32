"""JP of persons and units. Included by ``lms.dashboards.urls``."""

from django.urls import URLPattern, path

from lms.dashboards.views import exports, jp, jp_units

urlpatterns: list[URLPattern] = [
    path("saya/jp/", jp.my_jp, name="my_jp"),
    path("saya/jp/<int:year>/surat.pdf", jp.my_jp_letter, name="my_jp_letter"),
    path("jp/", jp_units.jp, name="jp"),
    path("jp/pegawai/", jp_units.jp_staff, name="jp_staff"),
    path("jp/ekspor/", exports.export_jp, name="export_jp"),
    path("jp/<int:pk>/", jp.jp_person, name="jp_person"),
    path("jp/<int:pk>/<int:year>/surat.pdf", jp.jp_letter_of, name="jp_letter"),
]
