"""What this room forgets about a person who is anonymised."""

from django.utils.translation import gettext_lazy as _

from courses.models import ActivityProgress, CoursePage, Enrolment, Exemption, Note
from lms.people.forgetting import Share, contribute
from lms.people.models import User


def forget(user: User) -> None:
    """What they wrote and when they last looked; as a lecturer they leave their courses."""
    Note.objects.filter(enrolment__user=user).delete()
    ActivityProgress.objects.filter(enrolment__user=user).exclude(answers={}).update(answers={})
    Exemption.objects.filter(user=user).delete()
    Enrolment.objects.filter(user=user).update(last_seen_at=None)
    CoursePage.lecturers.through.objects.filter(user=user).delete()


contribute(
    "courses",
    Share(
        removed=[
            _("Catatan belajar dan jawaban periksa diri"),
            _("Tugas sebagai pengampu pelatihan"),
            _("Pengecualian dari penugasan"),
        ],
        kept=[
            (
                _("Pendaftaran, kemajuan, dan JP, tanpa nama"),
                _("Laporan pengembangan kompetensi; lewat sertifikat masih dapat dibuktikan milik siapa."),
            )
        ],
        forget=forget,
    ),
)
