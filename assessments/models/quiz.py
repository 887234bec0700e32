from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from assessments.drawing import Filter
from assessments.enums import Behaviour, Bloom, GradeMethod
from assessments.page_forms import QuizForm
from assessments.review import at_once
from courses.enums import Purpose
from courses.models.content import CourseContentPage
from courses.models.pages import course_of


class QuizPage(CourseContentPage):
    """A quiz in a module: sections that draw questions at random, and the rules of an attempt."""

    purpose = models.CharField(
        _("kegunaan"),
        max_length=16,
        choices=Purpose,
        default=Purpose.TEST,
        help_text=_(
            "Pra-uji dan uji penempatan tidak wajib. Yang lulus uji penempatan diakui kompetensinya tanpa"
            " mengikuti pelatihan."
        ),
    )
    minutes = models.PositiveSmallIntegerField(
        _("batas waktu (menit)"), default=20, help_text=_("0 = tanpa batas")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("kesempatan"), default=3, help_text=_("0 = tanpa batas")
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("batas lulus (%)"), default=70, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    opens_at = models.DateTimeField(
        _("dibuka"), null=True, blank=True, help_text=_("Kosong = sejak diterbitkan.")
    )
    closes_at = models.DateTimeField(
        _("ditutup"),
        null=True,
        blank=True,
        help_text=_("Setelah ini percobaan baru tidak dapat dimulai, dan yang berjalan berakhir."),
    )
    access_code = models.CharField(
        _("kode akses"), max_length=40, blank=True, help_text=_("Diminta sebelum percobaan dimulai.")
    )
    wait_minutes = models.PositiveIntegerField(
        _("jeda antarpercobaan (menit)"), default=0, help_text=_("0 = tanpa jeda")
    )
    shuffle = models.BooleanField(_("acak urutan"), default=True)
    review = models.JSONField(_("yang boleh dilihat peserta"), default=at_once, blank=True)
    behaviour = models.CharField(
        _("pemeriksaan jawaban"),
        max_length=16,
        choices=Behaviour,
        default=Behaviour.DEFERRED,
        help_text=_(
            "Untuk latihan, biarkan peserta memeriksa jawabannya segera. Untuk ujian, setelah dikumpulkan."
        ),
    )
    tries = models.PositiveSmallIntegerField(
        _("percobaan per soal"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(5)],
        help_text=_("Hanya bila beberapa kali. Setelah tiap jawaban keliru muncul petunjuk berikutnya."),
    )
    penalty_percent = models.PositiveSmallIntegerField(
        _("potongan tiap kekeliruan (%)"),
        default=33,
        validators=[MaxValueValidator(100)],
        help_text=_("Hanya bila beberapa kali."),
    )
    markers = models.PositiveSmallIntegerField(
        _("penilai tiap jawaban"),
        default=1,
        choices=[(1, _("Satu orang")), (2, _("Dua orang, tanpa saling melihat"))],
        help_text=_("Untuk soal uraian dan berkas."),
    )
    marker_gap_percent = models.PositiveSmallIntegerField(
        _("selisih dua penilai paling banyak (%)"),
        default=15,
        validators=[MaxValueValidator(100)],
        help_text=_("Sampai selisih ini rata-ratanya berlaku; di atasnya orang ketiga memutuskan."),
    )
    blind = models.BooleanField(
        _("nilai tanpa nama"), default=True, help_text=_("Penilai tidak melihat nama peserta.")
    )
    grade_method = models.CharField(
        _("nilai akhir"), max_length=8, choices=GradeMethod, default=GradeMethod.BEST
    )

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = QuizForm

    content_panels = [
        *CourseContentPage.content_panels,
        InlinePanel("sections", label=_("Bagian kuis"), min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("minutes"),
                FieldPanel("opens_at"),
                FieldPanel("closes_at"),
                FieldPanel("access_code"),
                FieldPanel("wait_minutes"),
                FieldPanel("attempts_allowed"),
                FieldPanel("pass_percent"),
                FieldPanel("grade_method"),
                FieldPanel("shuffle"),
                FieldPanel("behaviour"),
                FieldPanel("tries"),
                FieldPanel("penalty_percent"),
            ],
            _("Aturan"),
        ),
        MultiFieldPanel(
            [FieldPanel("markers"), FieldPanel("marker_gap_percent"), FieldPanel("blind")],
            _("Penilaian uraian dan berkas"),
        ),
        FieldPanel("review"),
    ]

    class Meta:
        verbose_name = _("kuis")
        verbose_name_plural = _("kuis")

    def own_path(self) -> str:
        return reverse("quiz", args=[course_of(self).pk, self.pk])


class QuizSection(Orderable):
    """Draw ``count`` questions of ``bank``: of one category and those below it, tag, level and Bloom step, or any.

    A section that names a ``question`` asks just that one.
    """

    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(_("judul"), max_length=120, blank=True)
    bank = models.ForeignKey(
        "assessments.QuestionBank", models.PROTECT, related_name="+", verbose_name=_("bank soal")
    )
    category = models.ForeignKey(
        "assessments.Category",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("kategori"),
        help_text=_("Beserta yang di bawahnya."),
    )
    tag = models.CharField(_("tag"), max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(
        _("tingkat"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1 sampai 5; kosong = semua."),
    )
    bloom = models.CharField(_("ranah kognitif"), max_length=2, choices=Bloom, blank=True)
    count = models.PositiveSmallIntegerField(_("jumlah soal"), default=5, validators=[MinValueValidator(1)])
    question = models.ForeignKey(
        "assessments.Question",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("soal tetap"),
        help_text=_("Nama soal yang selalu ditanyakan. Kosong = diundi."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("bank"),
        FieldPanel("category"),
        FieldPanel("tag"),
        FieldPanel("level"),
        FieldPanel("bloom"),
        FieldPanel("count"),
        FieldPanel("question"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question=None)
                | models.Q(count=1, category=None, level=None, tag="", bloom=""),
                name="section_asks_one_or_draws",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.count})"

    @property
    def filter(self) -> Filter:
        """What it draws from, within its bank."""
        return Filter(
            self.tag, self.category.path if self.category else "", self.level, self.bloom, self.question_id
        )
