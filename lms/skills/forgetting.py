"""What this room keeps about a person who is anonymised."""

from django.utils.translation import gettext_lazy as _

from lms.people.forgetting import Share, contribute

contribute(
    "skills",
    Share(kept=[(_("Bukti kompetensi, tanpa nama"), _("Angka capaian tahun-tahun lalu tetap benar."))]),
)
