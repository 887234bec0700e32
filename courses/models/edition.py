from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """What stands published of a course, as a token that changes with every publication in it.

    Whatever is drawn from published content can be kept under this token for ever, in any process.
    """

    course = models.OneToOneField(
        "courses.CoursePage",
        models.CASCADE,
        primary_key=True,
        related_name="edition",
        verbose_name=_("pelatihan"),
    )
    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("edisi")
        verbose_name_plural = _("edisi")

    def __str__(self) -> str:
        return self.token
