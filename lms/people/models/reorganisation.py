from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import ReorganisationState, StepKind, UnitKind
from lms.people.models.unit import Unit, whole_city
from lms.people.permissions import Permission

if TYPE_CHECKING:
    from lms.people.models.user import User


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def visible_to(self, viewer: "User") -> "ReorganisationQuerySet":
        """A new order of units is made by whoever keeps the staff of the whole city."""
        return self if whole_city(viewer.units_with(Permission.IMPORT_STAFF)) else self.none()

    def due(self, on: object) -> "ReorganisationQuerySet":
        return self.filter(state=ReorganisationState.CONFIRMED, on__lte=on)


class Reorganisation(models.Model):
    """A new order of units from a day on: written step by step, looked at, then done in one go."""

    title = models.CharField(_("judul"), max_length=200)
    basis = models.CharField(_("dasar hukum"), max_length=200, help_text=_("Misalnya nomor peraturan."))
    on = models.DateField(_("berlaku mulai"))
    state = models.CharField(
        _("keadaan"), max_length=16, choices=ReorganisationState, default=ReorganisationState.DRAFT
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dibuat oleh")
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disahkan oleh"),
    )
    done_at = models.DateTimeField(_("diterapkan"), null=True, blank=True)
    fault = models.CharField(_("sebab gagal"), max_length=300, blank=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("penataan unit")
        verbose_name_plural = _("penataan unit")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(confirmed_by__isnull=False),
                name="reorganisation_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
                name="reorganisation_done_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == ReorganisationState.DRAFT


class ReorganisationStep(models.Model):
    """One change of the tree. ``unit`` is what it happens to (none for a new unit); ``into`` where it leads."""

    reorganisation = models.ForeignKey(
        Reorganisation, models.CASCADE, related_name="steps", verbose_name=_("penataan")
    )
    kind = models.CharField(_("langkah"), max_length=16, choices=StepKind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    into = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit tujuan")
    )
    code = models.CharField(_("kode"), max_length=64, blank=True)
    name = models.CharField(_("nama baru"), max_length=200, blank=True)
    short_name = models.CharField(_("nama singkat"), max_length=40, blank=True)
    unit_kind = models.CharField(_("jenis"), max_length=16, choices=UnitKind, blank=True)
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("unit yang ikut"))
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("pegawai yang ikut")
    )

    class Meta:
        verbose_name = _("langkah penataan")
        verbose_name_plural = _("langkah penataan")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="new", unit=None) | (~Q(kind="new") & Q(unit__isnull=False)),
                name="step_has_a_unit_unless_new",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["rename", "split", "new"]) | ~Q(name=""),
                name="step_names_what_it_names",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["move", "merge", "split", "new"]) | Q(into__isnull=False),
                name="step_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(into=None) | ~Q(unit=models.F("into")) | Q(kind="split"),
                name="step_not_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.unit or self.name}"
