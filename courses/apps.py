from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = _("Pelatihan")

    def ready(self) -> None:
        from courses import authors_pages, forgetting, handlers, own_data, receivers

        authors_pages.install()
