from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.coverage import Place
from lms.skills.relations import RequiredOfPost


class Seat(models.Model):
    """Where a counted person stands in the coverage cells; whoever has no row is not counted.

    Written in the same transaction as the cells, so that what is taken away later is exactly what was added,
    even when a posting has begun or ended meanwhile by the mere passing of days.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="seat",
        verbose_name=_("pegawai"),
    )
    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, related_name="seats", verbose_name=_("unit kerja")
    )
    post_group = models.CharField(_("kelompok jabatan"), max_length=16, choices=PostGroup)
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    required = RequiredOfPost()

    class Meta:
        verbose_name = _("pegawai terhitung")
        verbose_name_plural = _("pegawai terhitung")
        indexes = [models.Index(fields=["post_group", "digital_role"], name="seat_post_role")]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.unit_id}"

    @property
    def place(self) -> Place:
        return Place(self.unit_id, self.post_group, self.digital_role)
