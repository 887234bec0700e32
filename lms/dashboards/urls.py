from django.urls import URLPattern, URLResolver, include, path

from lms.dashboards.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("lms.dashboards.coverage_urls")),
    path("", include("lms.dashboards.jp_urls")),
    path("", include("lms.dashboards.operator_urls")),
    path("peran/", home.switch_role, name="switch_role"),
]
