from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import BankRight, Bloom, QuestionKind


class QuestionBank(models.Model):
    """Questions that quizzes draw from; a bank that came with a course folder belongs to that course."""

    name = models.CharField(_("nama"), max_length=160)
    slug = models.SlugField(_("nama tetap"), max_length=120)
    course = models.ForeignKey(
        "courses.CoursePage", models.CASCADE, related_name="banks", verbose_name=_("pelatihan")
    )

    class Meta:
        verbose_name = _("bank soal")
        verbose_name_plural = _("bank soal")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="bank_once_per_course")]

    def __str__(self) -> str:
        return self.name


class BankShare(models.Model):
    """A right to a bank for a person, or for a team: all who teach another course."""

    bank = models.ForeignKey(QuestionBank, models.CASCADE, related_name="shares", verbose_name=_("bank soal"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="bank_shares",
        verbose_name=_("orang"),
    )
    course = models.ForeignKey(
        "courses.CoursePage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="bank_shares",
        verbose_name=_("pengampu pelatihan"),
    )
    right = models.CharField(_("hak"), max_length=8, choices=BankRight)

    class Meta:
        verbose_name = _("hak atas bank soal")
        verbose_name_plural = _("hak atas bank soal")
        ordering = ["bank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, course=None)
                | models.Q(user=None, course__isnull=False),
                name="bank_share_of_one",
            ),
            models.UniqueConstraint(
                fields=["bank", "user"], condition=models.Q(course=None), name="bank_share_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["bank", "course"], condition=models.Q(user=None), name="bank_share_once_per_course"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_id}: {self.user or self.course} {self.right}"


class Category(models.Model):
    """A place in the tree of a bank: ``path`` is its names from the top, parted by slashes."""

    bank = models.ForeignKey(
        QuestionBank, models.CASCADE, related_name="categories", verbose_name=_("bank soal")
    )
    path = models.CharField(_("jalur"), max_length=400)

    class Meta:
        verbose_name = _("kategori soal")
        verbose_name_plural = _("kategori soal")
        ordering = ["bank", "path"]
        constraints = [models.UniqueConstraint(fields=["bank", "path"], name="category_once_per_bank")]

    def __str__(self) -> str:
        return self.path

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def depth(self) -> int:
        """0 at the top."""
        return self.path.count("/")


class HeldQuestions(models.Model):
    """What an import into a live course brought for one bank; it waits until the course is published again.

    ``questions``: list of {``name``, ``kind``, ``body``, ``tag``, ``level``, ``category``, ``bloom``}, the whole bank
    as it is to become.
    """

    bank = models.OneToOneField(
        QuestionBank, models.CASCADE, primary_key=True, related_name="held", verbose_name=_("bank soal")
    )
    questions = models.JSONField(_("soal"))
    brought_at = models.DateTimeField(_("diimpor"), default=timezone.now)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("oleh")
    )

    class Meta:
        verbose_name = _("soal yang menunggu terbit")
        verbose_name_plural = _("soal yang menunggu terbit")

    def __str__(self) -> str:
        return str(self.bank)


class QuestionQuerySet(models.QuerySet["Question"]):
    def usable(self) -> "QuestionQuerySet":
        """What new attempts may draw."""
        return self.filter(retired_at=None, current__isnull=False)


class Question(models.Model):
    """A question keeps its name for ever; what it asks stands in its versions."""

    bank = models.ForeignKey(
        QuestionBank, models.CASCADE, related_name="questions", verbose_name=_("bank soal")
    )
    name = models.CharField(_("nama tetap"), max_length=120)
    tag = models.CharField(_("tag"), max_length=60, blank=True, db_index=True)
    level = models.PositiveSmallIntegerField(_("tingkat"), default=1)
    category = models.ForeignKey(
        Category,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("kategori"),
    )
    bloom = models.CharField(_("ranah kognitif"), max_length=2, choices=Bloom, blank=True)
    current = models.ForeignKey(
        "assessments.QuestionVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("versi berlaku"),
    )
    retired_at = models.DateTimeField(_("tidak dipakai sejak"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("soal")
        verbose_name_plural = _("soal")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["bank", "name"], name="question_once_per_bank")]

    def __str__(self) -> str:
        return self.name


class Immutable(Exception):
    """A version of a question never changes: attempts point to it (invariant I14)."""


class QuestionVersion(models.Model):
    """What a question asked at one time; the shape of ``body`` by kind stands in docs/adr/0020-question-kinds.md."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions", verbose_name=_("soal"))
    number = models.PositiveIntegerField(_("versi"))
    kind = models.CharField(_("jenis"), max_length=16, choices=QuestionKind)
    body = models.JSONField(_("isi"))
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )

    class Meta:
        verbose_name = _("versi soal")
        verbose_name_plural = _("versi soal")
        ordering = ["question", "-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="version_once_per_number")]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)
