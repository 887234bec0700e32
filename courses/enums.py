from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentPolicy(models.TextChoices):
    OPEN = "open", _("Terbuka untuk semua")
    ASSIGNED = "assigned", _("Hanya lewat penugasan")


class Purpose(models.TextChoices):
    """What a quiz is for; only the first counts towards passing the course."""

    TEST = "test", _("Kuis atau ujian, dihitung untuk kelulusan")
    BEFORE = "before", _("Pra-uji, mengukur sebelum belajar")
    PLACEMENT = "placement", _("Uji penempatan, mengakui yang sudah dikuasai")


class EnrolmentSource(models.TextChoices):
    SELF = "self", _("Mendaftar sendiri")
    MANDATE = "mandate", _("Ditugaskan")


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("Berjalan")
    COMPLETED = "completed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class MandateState(models.TextChoices):
    APPLYING = "applying", _("Sedang diterapkan")
    ACTIVE = "active", _("Berlaku")
    WITHDRAWN = "withdrawn", _("Dibatalkan")


class PlanState(models.TextChoices):
    SOLVING = "solving", _("Sedang dihitung")
    READY = "ready", _("Siap dilihat")
    ACCEPTED = "accepted", _("Disetujui")


class CourseImportState(models.TextChoices):
    CHECKING = "checking", _("Sedang diperiksa")
    REFUSED = "refused", _("Perlu diperbaiki")
    READY = "ready", _("Siap diimpor")
    IMPORTING = "importing", _("Sedang diimpor")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class CreditForm(models.TextChoices):
    """Forms of competency development whose hours count, with the letters of the BPS/PerLAN table."""

    STUDY_DUTY = "A1", _("Tugas belajar")
    STUDY_LEAVE = "A2", _("Izin belajar")
    LEADERSHIP = "B1", _("Pelatihan struktural kepemimpinan")
    MANAGERIAL = "B2", _("Pelatihan manajerial")
    TECHNICAL = "B3", _("Pelatihan teknis")
    FUNCTIONAL = "B4", _("Pelatihan fungsional")
    SOCIOCULTURAL = "B5", _("Pelatihan sosial kultural")
    SEMINAR = "B6", _("Seminar, konferensi, atau sarasehan")
    WORKSHOP = "B7", _("Workshop atau lokakarya")
    COURSE = "B8", _("Kursus")
    UPGRADING = "B9", _("Penataran")
    GUIDANCE = "B10", _("Bimbingan teknis")
    OUTREACH = "B11", _("Sosialisasi")
    COACHING = "C1", _("Coaching")
    MENTORING = "C2", _("Mentoring")
    ELEARNING = "C3", _("E-learning")
    DISTANCE = "C4", _("Pelatihan jarak jauh")
    SECONDMENT = "C5", _("Detasering")
    OUTDOOR = "C6", _("Pembelajaran alam terbuka (outbond)")
    BENCHMARKING = "C7", _("Patok banding")
    EXCHANGE = "C8", _("Pertukaran dengan swasta, BUMN, atau BUMD")
    SELF_STUDY = "C9", _("Belajar mandiri")
    COMMUNITY = "C10", _("Komunitas belajar")
    INTERNSHIP = "C11", _("Magang atau praktik kerja")


class CreditUnit(models.TextChoices):
    """What the quantity of a form counts."""

    HOUR = "jp", _("jam pelajaran")
    DAY = "day", _("hari")
    TIME = "time", _("kali")
    SEMESTER = "semester", _("semester")


class TrainingState(models.TextChoices):
    """Of training that took place elsewhere."""

    WAITING = "waiting", _("Menunggu pemeriksaan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")
    TAKEN_BACK = "taken_back", _("Ditarik kembali")
    WITHDRAWN = "withdrawn", _("Dicabut")
