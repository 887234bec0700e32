from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import Role


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def not_over(self, on: date | None = None) -> "RoleGrantQuerySet":
        """In force on the day, or only later."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on or timezone.localdate()))

    def current(self, on: date | None = None) -> "RoleGrantQuerySet":
        on = on or timezone.localdate()
        return self.not_over(on).filter(valid_from__lte=on)


class RoleGrant(models.Model):
    """A role for one person in one unit and everything below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("pegawai")
    )
    role = models.CharField(_("peran"), max_length=16, choices=Role)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="grants", verbose_name=_("lingkup"))
    valid_from = models.DateField(_("dari"), default=timezone.localdate)
    valid_until = models.DateField(_("sampai"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberian peran")
        verbose_name_plural = _("pemberian peran")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"], condition=Q(valid_until=None), name="grant_once_while_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit}"
