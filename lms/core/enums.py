from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    RUNNING = "running", _("Dikerjakan")
    FAILED = "failed", _("Gagal, akan diulang")
    DEAD = "dead", _("Dihentikan")
    DONE = "done", _("Selesai")
