from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Audit events are written once; the database refuses updates too (``triggers``)."""


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class Event(models.Model):
    """Who did what to what, when, from where, and what it was before and after."""

    at = models.DateTimeField(_("waktu"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("pelaku"),
    )
    act = models.CharField(_("tindakan"), max_length=80, db_index=True)
    target_type = models.CharField(_("jenis sasaran"), max_length=80)
    target_id = models.CharField(_("id sasaran"), max_length=64)
    target_label = models.CharField(_("sasaran"), max_length=200, blank=True)
    before = models.JSONField(_("sebelum"), default=dict, blank=True)
    after = models.JSONField(_("sesudah"), default=dict, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    address = models.GenericIPAddressField(_("alamat"), null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="event_target")]

    def __str__(self) -> str:
        return f"{self.act} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly
