from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("Pilihan tunggal")
    MULTIPLE = "multiple", _("Pilihan ganda (lebih dari satu)")
    TRUE_FALSE = "true_false", _("Benar atau salah")
    NUMERIC = "numeric", _("Angka")
    SHORT = "short", _("Isian singkat")
    CALCULATED = "calculated", _("Hitungan dengan angka berbeda tiap peserta")
    MATCHING = "matching", _("Menjodohkan")
    ORDERING = "ordering", _("Mengurutkan")
    CLOZE = "cloze", _("Isian di dalam teks")
    WORDS = "words", _("Memilih kata yang hilang")
    HOTSPOT = "hotspot", _("Titik pada gambar")
    IP = "ip", _("Alamat IP dan jaringan")
    LAB = "lab", _("Laboratorium konfigurasi")
    ESSAY = "essay", _("Uraian, dinilai pengampu")
    FILE = "file", _("Berkas, dinilai pengampu")
    DESCRIPTION = "description", _("Keterangan (bukan soal)")


class Bloom(models.TextChoices):
    """What a question asks the mind to do (Anderson & Krathwohl 2001), numbered as Indonesian curricula do."""

    REMEMBER = "C1", _("C1 Mengingat")
    UNDERSTAND = "C2", _("C2 Memahami")
    APPLY = "C3", _("C3 Menerapkan")
    ANALYSE = "C4", _("C4 Menganalisis")
    EVALUATE = "C5", _("C5 Mengevaluasi")
    CREATE = "C6", _("C6 Mencipta")


class BankRight(models.TextChoices):
    """What somebody may do with a bank; each holds the ones before it."""

    USE = "use", _("Memakai: melihat soal dan mengundinya di kuis sendiri")
    EDIT = "edit", _("Menulis: juga menulis dan mengimpor soal")
    MANAGE = "manage", _("Mengelola: juga mengatur kategori, koreksi, dan berbagi")


class Phase(models.TextChoices):
    """Since when something of a graded attempt may be seen."""

    AFTER = "after", _("Segera setelah dikumpulkan")
    LATER = "later", _("Setelah lulus atau kesempatan habis")
    CLOSED = "closed", _("Setelah kuis ditutup")


class ReviewItem(models.TextChoices):
    MARKS = "marks", _("Skor tiap bagian dan soal")
    ANSWERS = "answers", _("Jawaban sendiri, benar atau belum")
    FEEDBACK = "feedback", _("Umpan balik")
    KEY = "key", _("Jawaban benar")


class FeedbackTiming(models.TextChoices):
    """Words of the course folder for the review options that are asked for most."""

    AFTER_SUBMIT = "after_submit", _("Setelah dikumpulkan")
    AFTER_PASS = "after_pass", _("Setelah lulus atau kesempatan habis")
    AFTER_CLOSE = "after_close", _("Setelah kuis ditutup")
    NEVER = "never", _("Tidak ditampilkan")


class Behaviour(models.TextChoices):
    """When a learner hears whether an answer is right."""

    DEFERRED = "deferred", _("Setelah semua dikumpulkan")
    IMMEDIATE = "immediate", _("Segera, satu kali per soal")
    TRIES = "tries", _("Segera, beberapa kali dengan petunjuk")
    CERTAINTY = "certainty", _("Setelah semua dikumpulkan, dengan tingkat keyakinan")


class Certainty(models.IntegerChoices):
    """How sure a learner says they are of an answer; 0 where nobody asks."""

    LOW = 1, _("Kurang yakin")
    MEDIUM = 2, _("Cukup yakin")
    HIGH = 3, _("Sangat yakin")


class AttemptChoice(models.TextChoices):
    """Which attempts statistics are about."""

    FIRST = "first", _("Percobaan pertama")
    BEST = "best", _("Percobaan terbaik")
    ALL = "all", _("Semua percobaan")


class GradeMethod(models.TextChoices):
    BEST = "best", _("Nilai terbaik")
    LAST = "last", _("Nilai terakhir")
    FIRST = "first", _("Nilai pertama")
    AVERAGE = "average", _("Rata-rata")


class AttemptState(models.TextChoices):
    OPEN = "open", _("Berjalan")
    WAITING = "waiting", _("Menunggu penilaian")
    SUBMITTED = "submitted", _("Dikumpulkan")


class Waits(models.TextChoices):
    """For whom an answer that people mark is waiting."""

    MARKER = "marker", _("Penilai")
    SECOND = "second", _("Penilai kedua")
    DECISION = "decision", _("Keputusan")


class ClosedBy(models.TextChoices):
    LEARNER = "learner", _("Peserta")
    DEADLINE = "deadline", _("Batas waktu")


class GradeCause(models.TextChoices):
    CORRECTION = "correction", _("Koreksi soal")
    LATE = "late", _("Jawaban terlambat dihitung")
    MARKING = "marking", _("Penilaian oleh pengampu")


class CorrectionState(models.TextChoices):
    CHECKING = "checking", _("Sedang dihitung")
    READY = "ready", _("Menunggu keputusan")
    APPLYING = "applying", _("Sedang diterapkan")
    DONE = "done", _("Diterapkan")
    CANCELLED = "cancelled", _("Dibatalkan")


class BankImportState(models.TextChoices):
    CHECKING = "checking", _("Sedang diperiksa")
    REFUSED = "refused", _("Perlu diperbaiki")
    READY = "ready", _("Siap diimpor")
    IMPORTING = "importing", _("Sedang diimpor")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")
