from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.models import User
from lms.people.models.user import below
from lms.people.permissions import Permission
from lms.skills.enums import NeedState


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, viewer: User) -> "NeedQuerySet":
        """Needs of the units for which the viewer proposes, follows up or decides."""
        units = [
            *viewer.units_with(Permission.PROPOSE_NEEDS),
            *viewer.units_with(Permission.DECIDE_NEEDS),
        ]
        return self.filter(below(units))


class Need(models.Model):
    """What an OPD lacks to reach what it has promised: so many people with a skill at a level (usulan)."""

    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="needs", verbose_name=_("unit kerja")
    )
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="+", verbose_name=_("kompetensi"))
    level = models.PositiveSmallIntegerField(_("tingkat"))
    head_count = models.PositiveIntegerField(_("jumlah pegawai"))
    reason = models.TextField(_("alasan"))
    indicators = models.ManyToManyField(
        "skills.Indicator", through="skills.CitedIndicator", related_name="needs", verbose_name=_("indikator")
    )
    state = models.CharField(_("keadaan"), max_length=16, choices=NeedState, default=NeedState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diusulkan oleh")
    )
    proposed_at = models.DateTimeField(_("diusulkan"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    decision_note = models.CharField(_("catatan keputusan"), max_length=300, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan kebutuhan")
        verbose_name_plural = _("usulan kebutuhan")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="need_level_1_to_5"),
            models.CheckConstraint(condition=Q(head_count__gte=1), name="need_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="need_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="need_state_time")]

    def __str__(self) -> str:
        return f"{self.skill} – {self.unit}"


class CitedIndicator(models.Model):
    """The promise that a need serves; it cannot be deleted under the need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="cited", verbose_name=_("usulan"))
    indicator = models.ForeignKey(
        "skills.Indicator", models.PROTECT, related_name="cited", verbose_name=_("indikator")
    )

    class Meta:
        verbose_name = _("indikator yang dirujuk")
        verbose_name_plural = _("indikator yang dirujuk")
        constraints = [models.UniqueConstraint(fields=["need", "indicator"], name="indicator_cited_once")]

    def __str__(self) -> str:
        return f"{self.need_id} · {self.indicator_id}"


class NeedComment(models.Model):
    """What somebody who may see the need says about it; never changed."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="comments", verbose_name=_("usulan"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("penulis")
    )
    text = models.TextField(_("komentar"))
    at = models.DateTimeField(_("ditulis"), default=timezone.now)

    class Meta:
        verbose_name = _("komentar usulan")
        verbose_name_plural = _("komentar usulan")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.text[:40]}"
