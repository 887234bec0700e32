from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("Pilihan tunggal")
    MULTIPLE = "multiple", _("Pilihan ganda (lebih dari satu)")
    TRUE_FALSE = "true_false", _("Benar atau salah")
    NUMERIC = "numeric", _("Angka")
    SHORT = "short", _("Isian singkat")


class FeedbackTiming(models.TextChoices):
    AFTER_SUBMIT = "after_submit", _("Setelah dikumpulkan")
    AFTER_PASS = "after_pass", _("Setelah lulus atau kesempatan habis")
    NEVER = "never", _("Tidak ditampilkan")


class AttemptChoice(models.TextChoices):
    """Which attempts statistics are about."""

    FIRST = "first", _("Percobaan pertama")
    BEST = "best", _("Percobaan terbaik")
    ALL = "all", _("Semua percobaan")


class GradeMethod(models.TextChoices):
    BEST = "best", _("Nilai terbaik")
    LAST = "last", _("Nilai terakhir")


class AttemptState(models.TextChoices):
    OPEN = "open", _("Berjalan")
    SUBMITTED = "submitted", _("Dikumpulkan")


class ClosedBy(models.TextChoices):
    LEARNER = "learner", _("Peserta")
    DEADLINE = "deadline", _("Batas waktu")
