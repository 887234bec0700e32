from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateState
from lms.people.models import Posting, User
from lms.people.models.staff_import import private_storage
from lms.people.models.unit import whole_city
from lms.people.models.user import below
from lms.people.permissions import Permission


class NumberSeries(models.Model):
    """The last number given in a year; locked while the next one is taken, so numbers have no gaps."""

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("seri nomor")
        verbose_name_plural = _("seri nomor")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_force(self) -> "CertificateQuerySet":
        """All but those that another one stands for now."""
        return self.exclude(state=CertificateState.SUPERSEDED)

    def printed(self) -> "CertificateQuerySet":
        """Issued at some time, and its file still kept."""
        return self.exclude(state=CertificateState.PENDING).filter(forgotten_at=None)

    def for_siasn(self, viewer: User) -> "CertificateQuerySet":
        """Issued to people with a NIP, in the viewer's charge, and not yet in their record at BKN."""
        issued = self.in_charge(viewer).filter(state=CertificateState.ISSUED, forgotten_at=None)
        return issued.exclude(user__nip=None).filter(siasn_at=None)

    def in_charge(self, viewer: User) -> "CertificateQuerySet":
        """What ``viewer`` may withdraw: of people posted in their units, or gone from there."""
        units = viewer.units_with(Permission.WITHDRAW_CERTIFICATES)
        if whole_city(units):
            return self.all()
        postings = Posting.objects.filter(user=OuterRef("user"))
        here = Exists(postings.current().filter(below(units)))
        left = ~Exists(postings.current()) & Exists(postings.filter(below(units)))
        return self.filter(here | left)

    def visible_to(self, viewer: User) -> "CertificateQuerySet":
        """One's own issued ones, and those one is in charge of."""
        own = Q(user=viewer.pk, state=CertificateState.ISSUED)
        return self.filter(own | Q(pk__in=Certificate.objects.in_charge(viewer).values("pk")))


class Certificate(models.Model):
    """One certificate in force per completed enrolment cycle; numbering freezes what it says in ``snapshot``.

    One whose data was wrong is superseded by another, to which it points.
    """

    enrolment = models.ForeignKey(
        "courses.Enrolment", models.PROTECT, related_name="certificates", verbose_name=_("pendaftaran")
    )
    user = models.ForeignKey(
        "people.User", models.PROTECT, related_name="certificates", verbose_name=_("pemegang")
    )
    token = models.CharField(max_length=43, unique=True, editable=False)
    state = models.CharField(
        _("keadaan"), max_length=16, choices=CertificateState, default=CertificateState.PENDING
    )
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("urutan"), null=True, blank=True)
    number = models.CharField(_("nomor"), max_length=80, unique=True, null=True, blank=True)
    snapshot = models.JSONField(_("data beku"), default=dict)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    issued_at = models.DateTimeField(_("diterbitkan"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    file = models.FileField(_("berkas"), upload_to="sertifikat/%Y/", storage=private_storage, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    superseded_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("diganti oleh"),
    )
    superseded_at = models.DateTimeField(_("diganti"), null=True, blank=True)
    siasn_at = models.DateTimeField(_("diunggah ke SIASN"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("data pemegang dihapus"), null=True, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=~Q(state="superseded"),
                name="certificate_one_in_force_per_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_at__isnull=False)
                | ~Q(state="superseded") & Q(superseded_at=None, superseded_by=None),
                name="certificate_superseded_says_when",
            ),
            models.UniqueConstraint(fields=["year", "sequence"], name="certificate_number_once_per_year"),
            models.CheckConstraint(
                condition=Q(state="pending")
                | (Q(issued_at__isnull=False, number__isnull=False) & ~Q(sha256="")),
                name="certificate_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="certificate_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("verify", args=[self.token])

    def expired(self, on: date | None = None) -> bool:
        return self.valid_until is not None and self.valid_until < (on or timezone.localdate())

    @property
    def has_expired(self) -> bool:
        return self.expired()
