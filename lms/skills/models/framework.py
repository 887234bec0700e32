from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.enums import EvidenceRule, TagScheme


class Field(models.Model):
    """One of the fields of co-operation, such as Keamanan Siber."""

    slug = models.SlugField(_("slug"), unique=True)
    code = models.CharField(_("kode"), max_length=8, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    short_name = models.CharField(_("nama singkat"), max_length=24)
    order = models.PositiveIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("bidang")
        verbose_name_plural = _("bidang")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A place in another framework; skills point to many of them."""

    scheme = models.CharField(_("kerangka"), max_length=16, choices=TagScheme)
    code = models.CharField(_("kode"), max_length=64)
    name = models.CharField(_("nama"), max_length=160)

    class Meta:
        verbose_name = _("rujukan silang")
        verbose_name_plural = _("rujukan silang")
        ordering = ["scheme", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="tag_once_per_scheme")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}: {self.name}"


class Skill(models.Model):
    field = models.ForeignKey(Field, models.PROTECT, related_name="skills", verbose_name=_("bidang"))
    code = models.CharField(_("kode"), max_length=16, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    description = models.TextField(_("uraian"), blank=True)
    order = models.PositiveIntegerField(_("urutan"), default=0)
    evidence_rule = models.CharField(
        _("bukti yang menentukan"), max_length=8, choices=EvidenceRule, default=EvidenceRule.BEST
    )
    requirements_set_at = models.DateTimeField(_("persyaratan ditetapkan BKPSDM"), null=True, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="skills", verbose_name=_("rujukan silang"))

    class Meta:
        verbose_name = _("kompetensi")
        verbose_name_plural = _("kompetensi")
        ordering = ["field__order", "order", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Level(models.Model):
    """What a person at one of the five levels of a skill can be seen to do (scale of PermenPANRB 38/2017)."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="levels", verbose_name=_("kompetensi"))
    level = models.PositiveSmallIntegerField(_("tingkat"))
    descriptor = models.TextField(_("uraian"))

    class Meta:
        verbose_name = _("tingkat")
        verbose_name_plural = _("tingkat")
        ordering = ["skill", "level"]
        constraints = [
            models.UniqueConstraint(fields=["skill", "level"], name="level_once_per_skill"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code} · {self.level}"


class Requirement(models.Model):
    """The level that everyone in a post group with a digital role is to hold in a skill."""

    post_group = models.CharField(_("kelompok jabatan"), max_length=16, choices=PostGroup)
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    skill = models.ForeignKey(
        Skill, models.CASCADE, related_name="requirements", verbose_name=_("kompetensi")
    )
    level = models.PositiveSmallIntegerField(_("tingkat dipersyaratkan"))

    class Meta:
        verbose_name = _("persyaratan")
        verbose_name_plural = _("persyaratan")
        ordering = ["post_group", "digital_role", "skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["post_group", "digital_role", "skill"], name="requirement_once_per_post_role_skill"
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="requirement_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.post_group} {self.skill.code} ≥ {self.level}"


class FormerRequirement(models.Model):
    """What was required from one day (None: from the beginning) through another, 0 for nothing; afterwards the next
    row holds, or the requirement itself. No two rows of one post and skill overlap.
    """

    post_group = models.CharField(_("kelompok jabatan"), max_length=16, choices=PostGroup)
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    skill = models.ForeignKey(
        Skill, models.CASCADE, related_name="former_requirements", verbose_name=_("kompetensi")
    )
    level = models.PositiveSmallIntegerField(_("tingkat dipersyaratkan"))
    since = models.DateField(_("sejak"), null=True)
    until = models.DateField(_("sampai"))

    class Meta:
        verbose_name = _("persyaratan terdahulu")
        verbose_name_plural = _("persyaratan terdahulu")
        ordering = ["post_group", "digital_role", "skill", "until"]
        constraints = [
            models.UniqueConstraint(
                fields=["post_group", "digital_role", "skill", "until"],
                name="former_requirement_once_per_day",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=5) & (Q(since=None) | Q(since__lte=F("until"))),
                name="former_requirement_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_group} {self.skill_id} ≥ {self.level} ({self.until})"
