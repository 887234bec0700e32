from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import PositionKind, PostGroup


class Position(models.Model):
    """A post (jabatan) as the SIASN reference lists it; what it requires hangs on its group."""

    code = models.CharField(_("kode"), max_length=64, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=16, choices=PositionKind)
    post_group = models.CharField(_("kelompok"), max_length=16, choices=PostGroup)
    eselon = models.CharField(_("eselon"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "eselon"], name="position_once_per_name_kind_eselon"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    def not_over(self, on: date | None = None) -> "PostingQuerySet":
        """In force on the day, or only later."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on or timezone.localdate()))

    def current(self, on: date | None = None) -> "PostingQuerySet":
        on = on or timezone.localdate()
        return self.not_over(on).filter(valid_from__lte=on)


class Posting(models.Model):
    """Who holds which post in which unit, and from when until when; open at the end while it lasts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="postings", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="postings", verbose_name=_("unit kerja")
    )
    position = models.ForeignKey(Position, models.PROTECT, related_name="postings", verbose_name=_("jabatan"))
    valid_from = models.DateField(_("dari"))
    valid_until = models.DateField(_("sampai"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("penempatan")
        verbose_name_plural = _("penempatan")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(valid_until=None), name="posting_one_open_per_person"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="posting_dates_in_order",
            ),
        ]
        indexes = [models.Index(fields=["unit", "valid_until"], name="posting_unit_until")]

    def __str__(self) -> str:
        return f"{self.position}, {self.unit}"
