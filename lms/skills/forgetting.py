"""What this room forgets about a person who is anonymised."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.forgetting import Share, contribute
from lms.people.models import User
from lms.people.models.staff_import import private_storage
from lms.skills.models import Claim, Observation


def forget(user: User) -> None:
    """Scans of certificates carry names; what a claim says of one, and why it was refused, goes with them."""
    claims = Claim.objects.filter(user=user)
    names = list(claims.exclude(file="").values_list("file", flat=True))
    Observation.objects.filter(user=user).update(seen="–")
    claims.update(file="", title="–", issuer="–", number="", reason="")
    for name in names:
        transaction.on_commit(partial(private_storage().delete, name))


contribute(
    "skills",
    Share(
        removed=[_("Sertifikat dari luar Piawai dengan pindaiannya"), _("Isi pengamatan atasan")],
        kept=[(_("Bukti kompetensi, tanpa nama"), _("Angka capaian tahun-tahun lalu tetap benar."))],
        forget=forget,
    ),
)
