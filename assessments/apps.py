from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "assessments"
    verbose_name = _("Kuis")

    def ready(self) -> None:
        from assessments import forgetting, handlers, own_data, receivers
