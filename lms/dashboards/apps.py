from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "lms.dashboards"
    label = "dashboards"
    verbose_name = _("Dasbor")

    def ready(self) -> None:
        from lms.dashboards import export_handlers, receivers
