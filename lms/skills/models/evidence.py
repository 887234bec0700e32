from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.skills.enums import EvidenceSource

STRENGTHS = {
    EvidenceSource.COURSE: _("kuat: diuji di akhir pelatihan"),
    EvidenceSource.PLACEMENT: _("kuat: diuji tanpa pelatihan"),
    EvidenceSource.EXTERNAL: _("kuat: sertifikat diperiksa dua orang"),
    EvidenceSource.OBSERVATION: _("cukup: dilihat atasan, tidak diuji"),
}


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def valid(self, on: date | None = None) -> "EvidenceQuerySet":
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on), withdrawn_at=None, obtained_on__lte=on
        )


class Evidence(models.Model):
    """A reason to believe that a person holds a skill at a level, until a day or for ever."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence", verbose_name=_("pegawai")
    )
    skill = models.ForeignKey(
        "skills.Skill", models.PROTECT, related_name="evidence", verbose_name=_("kompetensi")
    )
    level = models.PositiveSmallIntegerField(_("tingkat"))
    source = models.CharField(_("sumber"), max_length=16, choices=EvidenceSource)
    reference = models.CharField(_("rujukan"), max_length=120)
    obtained_on = models.DateField(_("diperoleh"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("bukti kompetensi")
        verbose_name_plural = _("bukti kompetensi")
        ordering = ["-obtained_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "skill", "source", "reference"], name="evidence_once_per_reference"
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="evidence_1_to_5"),
        ]
        indexes = [
            models.Index(fields=["valid_until"], condition=Q(withdrawn_at=None), name="evidence_expiry")
        ]

    def __str__(self) -> str:
        return f"{self.skill.code} · {self.level}"

    @property
    def strength(self) -> str:
        """How far it can be trusted, in words."""
        return str(STRENGTHS[EvidenceSource(self.source)])

    def is_valid(self, on: date) -> bool:
        ended = self.valid_until is not None and self.valid_until < on
        return self.withdrawn_at is None and self.obtained_on <= on and not ended


class Holding(models.Model):
    """The level a person holds today: the best valid evidence of each skill, kept with the evidence."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="holdings", verbose_name=_("pegawai")
    )
    skill = models.ForeignKey(
        "skills.Skill", models.CASCADE, related_name="holdings", verbose_name=_("kompetensi")
    )
    level = models.PositiveSmallIntegerField(_("tingkat"))

    class Meta:
        verbose_name = _("kompetensi saat ini")
        verbose_name_plural = _("kompetensi saat ini")
        ordering = ["user", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["user", "skill"], name="holding_once_per_person_skill"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="holding_1_to_5"),
        ]
        indexes = [models.Index(fields=["skill", "level"], name="holding_skill_level")]

    def __str__(self) -> str:
        return f"{self.skill_id} · {self.level}"
