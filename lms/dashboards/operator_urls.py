from django.urls import URLPattern, URLResolver, path

from lms.dashboards.views import operator

urlpatterns: list[URLPattern | URLResolver] = [
    path("operator/", operator.operator, name="operator"),
    path("operator/pekerjaan/", operator.jobs, name="jobs"),
    path("operator/pekerjaan/<int:pk>/ulangi/", operator.job_retry, name="job_retry"),
    path("operator/audit/", operator.audit_log, name="audit_log"),
]
