from django.urls import URLPattern, URLResolver, path

from lms.dashboards.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("peran/", home.switch_role, name="switch_role"),
]
