"""What this room forgets about a person who is anonymised."""

from functools import partial

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from courses.actions.duties import LATE_STAFF
from courses.models import (
    ActivityProgress,
    CalendarFeed,
    CoursePage,
    Enrolment,
    Exemption,
    Note,
    OtherTraining,
    PathFollower,
    SurveyAnswer,
)
from lms.core.models import Notice
from lms.people.forgetting import Share, contribute
from lms.people.models import User
from lms.people.models.staff_import import private_storage


def forget(user: User) -> None:
    """What they wrote, when they last looked, and that a head was told of them; as a lecturer they leave."""
    Note.objects.filter(enrolment__user=user).delete()
    ActivityProgress.objects.filter(enrolment__user=user).exclude(answers={}).update(answers={})
    Exemption.objects.filter(user=user).delete()
    SurveyAnswer.objects.filter(enrolment__user=user).update(comment="")
    CalendarFeed.objects.filter(user=user).delete()
    PathFollower.objects.filter(user=user).delete()
    Enrolment.objects.filter(user=user).update(last_seen_at=None)
    CoursePage.lecturers.through.objects.filter(user=user).delete()
    Notice.objects.filter(event__startswith=LATE_STAFF, body__contains=user.name).update(body="")
    _forget_other_trainings(user)


def _forget_other_trainings(user: User) -> None:
    """Scans carry names; what a training was called goes with them, its form and JP stay."""
    rows = OtherTraining.objects.filter(user=user)
    names = list(rows.exclude(file="").values_list("file", flat=True))
    reason = Case(When(reason="", then=Value("")), default=Value("–"))
    rows.update(file="", title="–", organiser="–", number="", reason=reason)
    for name in names:
        transaction.on_commit(partial(private_storage().delete, name))


contribute(
    "courses",
    Share(
        removed=[
            _("Catatan belajar dan jawaban periksa diri"),
            _("Tugas sebagai pengampu pelatihan"),
            _("Nama, penyelenggara, dan pindaian bukti pelatihan lain"),
            _("Pengecualian dari penugasan"),
            _("Jalur belajar yang diikuti"),
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
