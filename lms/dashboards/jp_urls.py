"""JP of persons and units. Included by ``lms.dashboards.urls``."""

from django.urls import URLPattern, path

from lms.dashboards.views import jp

urlpatterns: list[URLPattern] = [
    path("saya/jp/", jp.my_jp, name="my_jp"),
    path("jp/<int:pk>/", jp.jp_person, name="jp_person"),
]
