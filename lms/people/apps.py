from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"
    verbose_name = _("Kepegawaian")

    def ready(self) -> None:
        from lms.people import handlers, receivers
        from lms.people.actions import anonymise
