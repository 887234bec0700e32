from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "certificates"
    verbose_name = _("Sertifikat")

    def ready(self) -> None:
        from certificates import forgetting, handlers, own_data, receivers, restored
