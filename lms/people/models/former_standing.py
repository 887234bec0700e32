from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole, EmploymentStatus


class FormerStanding(models.Model):
    """How a person stood from one day (None: from the beginning) through another; afterwards the next row holds, or
    the person's own. No two rows of a person overlap: written by ``lms.people.actions.standings`` only.
    """

    FIELDS = ("is_active", "employment_status", "standing", "digital_role")

    user = models.ForeignKey(
        "people.User", models.CASCADE, related_name="former_standings", verbose_name=_("pegawai")
    )
    since = models.DateField(_("sejak"), null=True)
    until = models.DateField(_("sampai"))
    is_active = models.BooleanField(_("aktif"))
    employment_status = models.CharField(_("status kepegawaian"), max_length=20, choices=EmploymentStatus)
    standing = models.CharField(_("kedudukan hukum"), max_length=4)
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)

    class Meta:
        verbose_name = _("keadaan terdahulu")
        verbose_name_plural = _("keadaan terdahulu")
        ordering = ["user", "until"]
        constraints = [
            models.UniqueConstraint(fields=["user", "until"], name="former_standing_once_per_day"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(since__lte=F("until")), name="former_standing_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} ({self.until})"
