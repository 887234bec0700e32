from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsConfig(AppConfig):
    name = "lms.skills"
    label = "skills"
    verbose_name = _("Kompetensi")

    def ready(self) -> None:
        from lms.skills import forgetting, handlers, own_data, receivers
