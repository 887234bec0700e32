from django.urls import include, path

from lms.urls import *  # noqa: F403
from lms.urls import urlpatterns

urlpatterns = [*urlpatterns, path("", include("lms.dashboards.coverage_urls"))]
