from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentPolicy(models.TextChoices):
    OPEN = "open", _("Terbuka untuk semua")
    ASSIGNED = "assigned", _("Hanya lewat penugasan")


class EnrolmentSource(models.TextChoices):
    SELF = "self", _("Mendaftar sendiri")
    MANDATE = "mandate", _("Ditugaskan")


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("Berjalan")
    COMPLETED = "completed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class MandateState(models.TextChoices):
    APPLYING = "applying", _("Sedang diterapkan")
    ACTIVE = "active", _("Berlaku")
    WITHDRAWN = "withdrawn", _("Dibatalkan")


class PlanState(models.TextChoices):
    SOLVING = "solving", _("Sedang dihitung")
    READY = "ready", _("Siap dilihat")
    ACCEPTED = "accepted", _("Disetujui")


class CourseImportState(models.TextChoices):
    CHECKING = "checking", _("Sedang diperiksa")
    REFUSED = "refused", _("Perlu diperbaiki")
    READY = "ready", _("Siap diimpor")
    IMPORTING = "importing", _("Sedang diimpor")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class CreditForm(models.TextChoices):
    """Forms of competency development whose hours count, with the letters of the BPS/PerLAN table."""

    ELEARNING = "C3", _("E-learning")
