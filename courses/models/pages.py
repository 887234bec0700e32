from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.blocks import LessonBlocks
from courses.enums import EnrolmentPolicy
from lms.core.fields import BlockField
from lms.core.models.base_page import BasePage

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class CatalogueIndexPage(BasePage):
    """The shelf that all courses stand on."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("katalog pelatihan")
        verbose_name_plural = _("katalog pelatihan")

    def own_path(self) -> str:
        return reverse("catalogue")


class CoursePage(BasePage):
    folder_slug = models.SlugField(
        _("nama tetap"), max_length=120, unique=True, help_text=_("Dipakai folder pelatihan; tidak pernah diubah.")
    )
    summary = models.CharField(_("ringkasan"), max_length=300)
    description = RichTextField(_("uraian"), blank=True, features=["bold", "italic", "link", "ol", "ul"])
    field = models.ForeignKey("skills.Field", models.PROTECT, related_name="courses", verbose_name=_("bidang"))
    level = models.PositiveSmallIntegerField(_("tingkat"), validators=ONE_TO_FIVE, default=1)
    jp = models.PositiveSmallIntegerField(_("JP kurikulum"), validators=[MinValueValidator(1)], default=2)
    audience = models.CharField(_("sasaran peserta"), max_length=200, blank=True)
    objectives = models.TextField(_("tujuan"), blank=True, help_text=_("Satu tujuan satu baris."))
    prerequisites = ParentalManyToManyField(
        "self", symmetrical=False, blank=True, related_name="opens", verbose_name=_("prasyarat")
    )
    lecturers = ParentalManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="courses_taught", verbose_name=_("pengampu")
    )
    lecturer_names = models.TextField(
        _("nama pengampu di sertifikat"), blank=True, help_text=_("Satu nama satu baris.")
    )
    enrolment_policy = models.CharField(
        _("pendaftaran"), max_length=16, choices=EnrolmentPolicy, default=EnrolmentPolicy.OPEN
    )
    needs_lessons = models.BooleanField(_("lulus bila semua materi selesai"), default=True)
    needs_quizzes = models.BooleanField(_("lulus bila semua kuis lulus"), default=True)
    certificate_enabled = models.BooleanField(_("bersertifikat"), default=True)
    certificate_valid_months = models.PositiveSmallIntegerField(
        _("masa berlaku sertifikat (bulan)"), default=36, help_text=_("0 = tanpa batas")
    )

    parent_page_types = ["courses.CatalogueIndexPage"]
    subpage_types = ["courses.ModulePage"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("field"), FieldPanel("level"), FieldPanel("jp"), FieldPanel("audience")], _("Bidang dan bobot")
        ),
        FieldPanel("objectives"),
        InlinePanel("skills_taught", label=_("Kompetensi yang dibuktikan")),
        MultiFieldPanel([FieldPanel("lecturers"), FieldPanel("lecturer_names")], _("Pengampu")),
    ]
    settings_panels = [
        FieldPanel("folder_slug"),
        FieldPanel("enrolment_policy"),
        FieldPanel("prerequisites"),
        MultiFieldPanel([FieldPanel("needs_lessons"), FieldPanel("needs_quizzes")], _("Syarat lulus")),
        MultiFieldPanel([FieldPanel("certificate_enabled"), FieldPanel("certificate_valid_months")], _("Sertifikat")),
        *BasePage.settings_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("objectives"),
        index.FilterField("field_id"),
        index.FilterField("level"),
        index.FilterField("jp"),
    ]

    class Meta:
        verbose_name = _("pelatihan")
        verbose_name_plural = _("pelatihan")

    def own_path(self) -> str:
        return reverse("course", args=[self.pk])

    @property
    def objective_lines(self) -> list[str]:
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]

    @property
    def lecturer_lines(self) -> list[str]:
        return [line.strip() for line in self.lecturer_names.splitlines() if line.strip()]


class CourseSkill(Orderable):
    """A skill that passing the course proves, and the level."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="skills_taught")
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="+", verbose_name=_("kompetensi"))
    level = models.PositiveSmallIntegerField(_("tingkat"), validators=ONE_TO_FIVE)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["course", "skill"], name="course_skill_once")]

    def __str__(self) -> str:
        return f"{self.skill_id} · {self.level}"


class ModulePage(BasePage):
    """A chapter: lessons, and quizzes, in their order."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "assessments.QuizPage"]

    class Meta:
        verbose_name = _("modul")
        verbose_name_plural = _("modul")

    def own_path(self) -> str:
        return reverse("course", args=[course_of(self).pk])


class LessonPage(BasePage):
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("lama (menit)"), default=10, validators=[MinValueValidator(1)])
    body = BlockField(LessonBlocks(), verbose_name=_("isi"))

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("materi")
        verbose_name_plural = _("materi")

    def own_path(self) -> str:
        return reverse("lesson", args=[course_of(self).pk, self.pk])

    @cached_property
    def check_ids(self) -> list[str]:
        """Ids of the check-yourself blocks, in their order."""
        return [block.id for block in self.body if block.block_type == "check"]


def course_of(page: Page) -> CoursePage:
    """The course that a module, lesson or quiz belongs to."""
    return CoursePage.objects.ancestor_of(page, inclusive=True).get()
