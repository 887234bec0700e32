from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import UnitKind


def whole_city(units: Iterable["Unit"]) -> bool:
    """Whether one of the units is the topmost, and so holds everything."""
    return any(unit.parent_id is None for unit in units)


class UnitQuerySet(models.QuerySet["Unit"]):
    def current(self, on: date | None = None) -> "UnitQuerySet":
        on = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)

    def opds(self) -> "UnitQuerySet":
        """The units that targets are promised for: the OPDs, kecamatan among them."""
        return self.filter(opd=F("pk"))

    def below(self, *units: "Unit") -> "UnitQuerySet":
        """The units themselves and everything below them."""
        condition = Q(pk__in=[])
        for unit in units:
            condition |= Q(path__startswith=unit.path)
        return self.filter(condition)


class Unit(models.Model):
    """A government unit in the tree of the city; names and places change, so it has dates and a successor.

    ``path`` is the chain of ids from the root, ``/1/16/48/``; ``opd`` the OPD a unit belongs to (itself
    for an OPD). Both are kept by ``save``.
    """

    code = models.CharField(_("kode"), max_length=64, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("nama singkat"), max_length=40, blank=True)
    kind = models.CharField(_("jenis"), max_length=16, choices=UnitKind, default=UnitKind.DIVISION)
    aliases = models.JSONField(_("nama lain"), default=list, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("induk")
    )
    opd = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("OPD")
    )
    path = models.CharField(_("jalur"), max_length=255, db_index=True, editable=False)
    order = models.PositiveIntegerField(_("urutan"), default=0)
    valid_from = models.DateField(_("berlaku dari"), default=date(2017, 1, 1))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("penerus")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="unit_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``path`` and ``opd``; a unit that moves takes everything below it along."""
        old_path = self.path
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        opd_id = self._opd_id()
        if path == old_path and opd_id == self.opd_id:
            return
        self.path, self.opd_id = path, opd_id
        Unit.objects.filter(pk=self.pk).update(path=path, opd_id=opd_id)
        if old_path:
            for child in self.children.all():
                child.parent = self
                child.save()

    @property
    def exists(self) -> bool:
        """Whether today lies between its first day and its last."""
        today = timezone.localdate()
        return self.valid_from <= today and (self.valid_until is None or self.valid_until >= today)

    @property
    def label(self) -> str:
        return self.short_name or self.name

    def is_called(self, words: str) -> bool:
        """Whether the words stand in its name, its short name or an earlier name; any unit for no words."""
        return any(words.lower() in name.lower() for name in (self.name, self.short_name, *self.aliases))

    def _opd_id(self) -> int | None:
        if self.kind in {UnitKind.OPD, UnitKind.DISTRICT}:
            return self.pk
        return self.parent.opd_id if self.parent else None
