from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUESTIONS = ("useful", "clear", "pace")


class SurveyAnswer(models.Model):
    """What somebody who finished a course thinks of it: three marks from 1 to 5, and words if they like."""

    enrolment = models.OneToOneField(
        "courses.Enrolment", models.CASCADE, related_name="survey", verbose_name=_("pendaftaran")
    )
    useful = models.PositiveSmallIntegerField(_("berguna bagi pekerjaan"))
    clear = models.PositiveSmallIntegerField(_("mudah dipahami"))
    pace = models.PositiveSmallIntegerField(_("beban belajar pas"))
    comment = models.TextField(_("saran"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("dijawab"), default=timezone.now)

    class Meta:
        verbose_name = _("penilaian pelatihan")
        verbose_name_plural = _("penilaian pelatihan")
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), clear__range=(1, 5), pace__range=(1, 5)),
                name="survey_marks_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.enrolment_id}"
