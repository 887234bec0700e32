from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import CreditForm, TrainingState
from lms.people.models import User
from lms.people.models.staff_import import private_storage
from lms.people.permissions import Permission


class OtherTrainingQuerySet(models.QuerySet["OtherTraining"]):
    def in_charge(self, viewer: User) -> "OtherTrainingQuerySet":
        """Those of the staff over whom the viewer decides; one's own are for others to decide."""
        people = User.objects.within(viewer, Permission.CHECK_EVIDENCE)
        return self.exclude(user=viewer.pk).filter(user__in=people.values("pk"))

    def waiting(self) -> "OtherTrainingQuerySet":
        return self.filter(state=TrainingState.WAITING)


class OtherTraining(models.Model):
    """Training that took place elsewhere, with its proof; it counts as JP once somebody else has approved it.

    ``quantity`` is in the unit of the form: hours, days, times or semesters.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="other_trainings", verbose_name=_("pegawai")
    )
    form = models.CharField(_("bentuk"), max_length=4, choices=CreditForm)
    title = models.CharField(_("nama kegiatan"), max_length=200)
    organiser = models.CharField(_("penyelenggara"), max_length=160)
    number = models.CharField(_("nomor sertifikat atau surat"), max_length=80, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    quantity = models.PositiveSmallIntegerField(_("jumlah"))
    abroad = models.BooleanField(_("internasional"), default=False)
    file = models.FileField(_("berkas"), upload_to="pelatihan-lain/%Y/", storage=private_storage, blank=True)
    file_kind = models.CharField(_("jenis berkas"), max_length=8)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("keadaan"), max_length=16, choices=TrainingState, default=TrainingState.WAITING
    )
    handed_in_at = models.DateTimeField(_("diajukan"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    objects = OtherTrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pelatihan lain")
        verbose_name_plural = _("pelatihan lain")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken_back"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="training_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("user")), name="training_not_decided_by_holder"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""),
                name="training_refused_with_reason",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_dates_in_order"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="training_of_something"),
            models.UniqueConstraint(
                fields=["user", "sha256"],
                condition=Q(state__in=["waiting", "approved"]),
                name="training_once_per_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "handed_in_at"], name="training_state_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What a person wrote may have to be forgotten; the trail keeps only which row it was."""
        return f"#{self.pk}"

    @property
    def waits(self) -> bool:
        return self.state == TrainingState.WAITING

    @property
    def counts(self) -> bool:
        return self.state == TrainingState.APPROVED
