"""Words of the Indonesian civil service; codes as SIASN uses them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmploymentStatus(models.TextChoices):
    PNS = "PNS", _("PNS")
    CPNS = "CPNS", _("CPNS")
    PPPK = "PPPK", _("PPPK")
    PPPK_PART_TIME = "PPPK_PARUH_WAKTU", _("PPPK paruh waktu")
    NOT_ASN = "NON_ASN", _("Bukan ASN")


class DigitalRole(models.TextChoices):
    MANAGES = "pengelola", _("Pengelola layanan digital")
    USES = "pengguna", _("Pengguna layanan digital")
    OTHER = "lainnya", _("Lainnya")


class UnitKind(models.TextChoices):
    CITY = "kota", _("Kota")
    OPD = "opd", _("Perangkat daerah")
    SECTION = "bagian", _("Bagian")
    DIVISION = "bidang", _("Bidang")
    UPTD = "uptd", _("UPTD")
    DISTRICT = "kecamatan", _("Kecamatan")
    VILLAGE = "kelurahan", _("Kelurahan")


class PositionKind(models.TextChoices):
    STRUCTURAL = "struktural", _("Struktural")
    FUNCTIONAL = "fungsional", _("Fungsional")
    GENERAL = "pelaksana", _("Pelaksana")


class PostGroup(models.TextChoices):
    """Groups of posts that share a standard of competence (PermenPANRB 38/2017)."""

    JPT = "jpt", _("JPT Pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "pengawas", _("Pengawas")
    JF_UTAMA = "jf-utama", _("JF Ahli Utama")
    JF_MADYA = "jf-madya", _("JF Ahli Madya")
    JF_MUDA = "jf-muda", _("JF Ahli Muda")
    JF_PERTAMA = "jf-pertama", _("JF Ahli Pertama")
    JF_PENYELIA = "jf-penyelia", _("JF Penyelia")
    JF_MAHIR = "jf-mahir", _("JF Mahir")
    JF_TERAMPIL = "jf-terampil", _("JF Terampil")
    JF_PEMULA = "jf-pemula", _("JF Pemula")
    GENERAL = "pelaksana", _("Pelaksana")


class Role(models.TextChoices):
    HR = "hr", _("BKPSDM")
    OPD_HEAD = "opd_head", _("Kepala OPD")
    LEADER = "leader", _("Pimpinan")
    LECTURER = "lecturer", _("Pengampu")
    REVIEWER = "reviewer", _("Penelaah kurikulum")
    OPERATOR = "operator", _("Operator")


class ImportState(models.TextChoices):
    CHECKING = "checking", _("Sedang diperiksa")
    REFUSED = "refused", _("Perlu diperbaiki")
    READY = "ready", _("Siap diimpor")
    IMPORTING = "importing", _("Sedang diimpor")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class ReorganisationState(models.TextChoices):
    DRAFT = "draft", _("Rancangan")
    CONFIRMED = "confirmed", _("Disahkan, menunggu tanggalnya")
    DONE = "done", _("Diterapkan")


class StepKind(models.TextChoices):
    """What may happen to a unit in a new order."""

    RENAME = "rename", _("Ganti nama")
    MOVE = "move", _("Pindah induk")
    MERGE = "merge", _("Gabung ke unit lain")
    SPLIT = "split", _("Pecah menjadi unit baru")
    NEW = "new", _("Unit baru")
