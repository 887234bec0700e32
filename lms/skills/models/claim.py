from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.models import User
from lms.people.models.staff_import import private_storage
from lms.people.permissions import Permission
from lms.skills.enums import ClaimState


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_charge(self, viewer: User) -> "ClaimQuerySet":
        """Those of the staff over whom the viewer decides; one's own are for others to decide."""
        people = User.objects.within(viewer, Permission.CHECK_EVIDENCE)
        return self.exclude(user=viewer.pk).filter(user__in=people.values("pk"))

    def open(self) -> "ClaimQuerySet":
        return self.filter(state__in=[ClaimState.WAITING, ClaimState.CHECKED])


class Claim(models.Model):
    """A certificate from elsewhere that a person hands in as proof; two people look at it before it counts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims", verbose_name=_("pegawai")
    )
    title = models.CharField(_("nama sertifikat"), max_length=200)
    issuer = models.CharField(_("penerbit"), max_length=160)
    number = models.CharField(_("nomor"), max_length=80, blank=True)
    obtained_on = models.DateField(_("tanggal terbit"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    file = models.FileField(_("berkas"), upload_to="bukti/%Y/", storage=private_storage, blank=True)
    file_kind = models.CharField(_("jenis berkas"), max_length=8)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("keadaan"), max_length=16, choices=ClaimState, default=ClaimState.WAITING)
    handed_in_at = models.DateTimeField(_("diajukan"), default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diperiksa oleh"),
    )
    checked_at = models.DateTimeField(_("diperiksa"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengajuan bukti")
        verbose_name_plural = _("pengajuan bukti")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(checked_by__isnull=False, decided_by__isnull=False),
                name="claim_approved_was_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(checked_by=F("decided_by")), name="claim_takes_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("user")) & ~Q(decided_by=F("user")),
                name="claim_not_decided_by_holder",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("obtained_on")),
                name="claim_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "sha256"],
                condition=Q(state__in=["waiting", "checked", "approved"]),
                name="claim_once_per_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "handed_in_at"], name="claim_state_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What a person wrote may have to be forgotten; the trail keeps only which row it was."""
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in {ClaimState.WAITING, ClaimState.CHECKED}

    @property
    def reference(self) -> str:
        """What the evidence that comes of it points to."""
        return f"claim:{self.pk}"


class ClaimedSkill(models.Model):
    """What the certificate is said to prove."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="skills", verbose_name=_("pengajuan"))
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="+", verbose_name=_("kompetensi"))
    level = models.PositiveSmallIntegerField(_("tingkat"))

    class Meta:
        verbose_name = _("kompetensi yang diajukan")
        verbose_name_plural = _("kompetensi yang diajukan")
        ordering = ["claim", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "skill"], name="claimed_skill_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="claimed_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} · {self.level}"
