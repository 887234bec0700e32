from datetime import date
from itertools import count
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PagePermissionTester
from wagtail.search import index

from courses.blocks import LessonBlocks
from courses.enums import EnrolmentPolicy
from courses.models.content import CourseContentPage, ShelfTester
from courses.page_forms import CourseForm, LessonForm
from lms.core.dates import add_months
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

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ShelfTester(user, self)


class CoursePage(CourseContentPage):
    folder_slug = models.SlugField(
        _("nama tetap"),
        max_length=120,
        unique=True,
        help_text=_("Dipakai folder pelatihan; tidak pernah diubah."),
    )
    summary = models.CharField(_("ringkasan"), max_length=300)
    description = RichTextField(_("uraian"), blank=True, features=["bold", "italic", "link", "ol", "ul"])
    field = models.ForeignKey(
        "skills.Field", models.PROTECT, related_name="courses", verbose_name=_("bidang")
    )
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
            [FieldPanel("field"), FieldPanel("level"), FieldPanel("jp"), FieldPanel("audience")],
            _("Bidang dan bobot"),
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
        MultiFieldPanel(
            [FieldPanel("certificate_enabled"), FieldPanel("certificate_valid_months")], _("Sertifikat")
        ),
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

    base_form_class = CourseForm

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A copy gets a lasting name of its own."""
        if self._state.adding:
            self.folder_slug = free_folder_slug(self.folder_slug or self.slug)
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "CoursePage":
        """The lasting name belongs to the course, not to one of its revisions."""
        page = super().with_content_json(content)
        page.folder_slug = self.folder_slug
        return page

    def own_path(self) -> str:
        return reverse("course", args=[self.pk])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview_course(self, request)

    def proof_until(self, day: date) -> date | None:
        """The last day of what finishing on ``day`` proves; None where it lasts for good."""
        months = self.certificate_valid_months
        return add_months(day, months) if months else None

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


class ModulePage(CourseContentPage):
    """A chapter: lessons, and quizzes, in their order."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "assessments.QuizPage"]

    class Meta:
        verbose_name = _("modul")
        verbose_name_plural = _("modul")

    preview_modes: list[tuple[str, str]] = []

    def own_path(self) -> str:
        return reverse("course", args=[course_of(self).pk])


class LessonPage(CourseContentPage):
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("lama (menit)"), default=10, validators=[MinValueValidator(1)]
    )
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

    base_form_class = LessonForm

    def own_path(self) -> str:
        return reverse("lesson", args=[course_of(self).pk, self.pk])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview_lesson(self, request)

    @cached_property
    def check_ids(self) -> list[str]:
        """Ids of the check-yourself blocks, in their order."""
        return [block.id for block in self.body if block.block_type == "check"]


def free_folder_slug(wanted: str) -> str:
    """``wanted``, or the same with the first number that makes it unique."""
    taken = set(
        CoursePage.objects.filter(folder_slug__startswith=wanted).values_list("folder_slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def preview_course(course: CoursePage, request: HttpRequest) -> HttpResponse:
    from courses.views.previews import course_preview  # breaks a circle: previews are the screens of learners

    return course_preview(request, course)


def preview_lesson(lesson: LessonPage, request: HttpRequest) -> HttpResponse:
    from courses.views.previews import lesson_preview  # breaks a circle: previews are the screens of learners

    return lesson_preview(request, lesson)


def course_of(page: Page) -> CoursePage:
    """The course that a module, lesson or quiz belongs to."""
    return CoursePage.objects.ancestor_of(page, inclusive=True).get()
