from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.utils.file import hash_filelike

from courses.importer.mediafiles import content_fault


class CourseImage(AbstractImage):
    """A picture of a lesson; one that came with a course folder keeps the name it has there."""

    folder_name = models.CharField(_("nama di folder pelatihan"), max_length=255, blank=True, db_index=True)

    admin_form_fields = Image.admin_form_fields

    def get_upload_to(self, filename: str) -> str:
        """The name holds a part of the content's hash, so that browsers may keep the file for ever."""
        folder, _slash, name = super().get_upload_to(filename).rpartition("/")
        stem, dot, ending = name.rpartition(".")
        return f"{folder}/{stem[:60]}-{self._digest()}{dot}{ending}"

    def clean(self) -> None:
        """What comes in through the editor is looked at as closely as what comes in a folder."""
        super().clean()
        if self.file:
            with self.open_file() as file:
                fault = content_fault(self.file.name, file.read())
            if fault:
                raise ValidationError({"file": fault})

    def _digest(self) -> str:
        with self.open_file() as file:
            return hash_filelike(file)[:8]

    class Meta(AbstractImage.Meta):
        verbose_name = _("gambar")
        verbose_name_plural = _("gambar")
        permissions = [("choose_image", "Can choose image")]


class CourseRendition(AbstractRendition):
    image = models.ForeignKey(CourseImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_course_rendition"
            )
        ]
