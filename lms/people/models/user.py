from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lms.core.prepared import Prepared
from lms.people.enums import DigitalRole, EmploymentStatus, Role
from lms.people.models.grant import RoleGrant
from lms.people.models.posting import Posting
from lms.people.models.unit import Unit, whole_city
from lms.people.permissions import ROLES, Permission
from lms.people.rules import masked_nip, nip_digits

GRANTS = Prepared(
    lambda user, on: RoleGrant.objects.current(on).filter(user=user).select_related("unit").order_by("pk")
)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: "User") -> "UserQuerySet":
        """The one door to other people's rows: oneself, and the staff of the units one may look into."""
        return self.within(viewer, Permission.VIEW_STAFF) | self.filter(pk=viewer.pk)

    def within(self, viewer: "User", permission: Permission) -> "UserQuerySet":
        """People over whom the viewer holds the permission; in the whole city also those without a post."""
        units = viewer.units_with(permission)
        if whole_city(units):
            return self.all()
        return self.posted_below(units)

    def posted_below(self, units: Iterable[Unit]) -> "UserQuerySet":
        return self.filter(pk__in=Posting.objects.current().filter(below(units)).values("user"))

    def kept(self) -> "UserQuerySet":
        """Everybody who still has a name."""
        return self.filter(anonymised_at=None)

    def left(self) -> "UserQuerySet":
        """Closed accounts that still bear a name."""
        return self.kept().filter(is_active=False)

    def forgettable(self, on: date | None = None) -> "UserQuerySet":
        """Those of them that nothing in this room holds back: no post, no role, no legal hold."""
        in_post = Posting.objects.not_over(on).filter(user=OuterRef("pk"))
        in_role = RoleGrant.objects.not_over(on).filter(user=OuterRef("pk"))
        return self.left().filter(~Exists(in_post), ~Exists(in_role), legal_hold=False, is_superuser=False)

    def search(self, text: str) -> "UserQuerySet":
        """By part of the name, or by the beginning of the NIP however it is spaced; everybody for no text."""
        words, digits = text.replace("\0", "").split(), nip_digits(text)
        if digits.isascii() and digits.isdigit():
            return self.filter(nip__startswith=digits)
        return self.filter(*(Q(name__icontains=word) for word in words[:6]))


def below(units: Iterable[Unit], prefix: str = "unit__") -> Q:
    """A condition on rows whose unit is one of ``units`` or stands below one; nothing for no units."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= Q(**{f"{prefix}path__startswith": unit.path})
    return condition


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: "User") -> UserQuerySet:
        return self.get_queryset().visible_to(viewer)

    def within(self, viewer: "User", permission: Permission) -> UserQuerySet:
        return self.get_queryset().within(viewer, permission)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: a civil servant (with a NIP) or a lecturer from outside (without one).

    The NIP is never a key: it changes with a new contract; earlier ones are kept in ``FormerNumber``.
    """

    username = models.CharField(_("nama pengguna"), max_length=150, unique=True)
    nip = models.CharField(_("NIP/NI PPPK"), max_length=18, unique=True, null=True, blank=True)
    email = models.EmailField(_("alamat surel"), unique=True, null=True, blank=True)
    name = models.CharField(_("nama"), max_length=200)
    title_front = models.CharField(_("gelar depan"), max_length=60, blank=True)
    title_back = models.CharField(_("gelar belakang"), max_length=100, blank=True)
    employment_status = models.CharField(
        _("status kepegawaian"), max_length=20, choices=EmploymentStatus, default=EmploymentStatus.NOT_ASN
    )
    standing = models.CharField(_("kedudukan hukum"), max_length=4, default="01")
    golongan = models.CharField(_("golongan"), max_length=8, blank=True)
    education = models.CharField(_("pendidikan terakhir"), max_length=60, blank=True)
    digital_role = models.CharField(
        _("peran digital"), max_length=16, choices=DigitalRole, default=DigitalRole.USES
    )
    wants_digest = models.BooleanField(_("ringkasan harian lewat surel"), default=True)
    time_factor = models.DecimalField(
        _("faktor waktu kuis"),
        max_digits=3,
        decimal_places=2,
        default=1,
        help_text=_("1; 1,25; 1,5; 2; 0 = tanpa batas"),
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    session_epoch = models.PositiveIntegerField(_("angkatan sesi"), default=0, editable=False)
    left_on = models.DateField(_("akun ditutup"), null=True, blank=True)
    legal_hold = models.BooleanField(_("ditahan untuk perkara hukum"), default=False)
    anonymised_at = models.DateTimeField(_("dianonimkan"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("terdaftar"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="user_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip=None) | Q(nip__regex=r"^\d{18}$"), name="user_nip_18_digits"
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None) | Q(nip=None, email=None, is_active=False, legal_hold=False),
                name="user_anonymised_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password or ``session_epoch`` changes (a leaver's die at once)."""
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac("people.User.session", value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def full_name(self) -> str:
        """``Dr. Rina Lestari, S.Kom.`` with both titles."""
        name = f"{self.title_front} {self.name}".strip()
        return f"{name}, {self.title_back}" if self.title_back else name

    @property
    def audit_label(self) -> str:
        """The audit trail is never changed and must not hold a name that may have to be forgotten."""
        return f"#{self.pk}"

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def masked_nip(self) -> str:
        return masked_nip(self.nip or "")

    @property
    def is_staff(self) -> bool:
        """Wagtail and Django ask this; who may enter the authors' area follows from the roles."""
        return self.is_superuser or self.can(Permission.WRITE_COURSES)

    @cached_property
    def current_grants(self) -> list[Any]:
        """Role grants in force today, fetched once for each user object."""
        return GRANTS(user=self.pk, on=timezone.localdate()) if self.pk else []

    @property
    def roles(self) -> list[Role]:
        return [role for role in Role if any(grant.role == role for grant in self.current_grants)]

    def has_role(self, role: Role) -> bool:
        return any(grant.role == role for grant in self.current_grants)

    def can(self, permission: Permission) -> bool:
        """Whether any of the person's roles carries the permission, in whatever unit."""
        return bool(self.units_with(permission))

    def units_with(self, permission: Permission) -> list[Unit]:
        """The units (everything below them included) in which the person holds the permission."""
        return [
            grant.unit for grant in self.current_grants if permission in ROLES[Role(grant.role)].permissions
        ]

    def may_in(self, permission: Permission, unit: Unit) -> bool:
        return any(unit.path.startswith(scope.path) for scope in self.units_with(permission))

    @cached_property
    def unread_notices(self) -> int:
        """How many notices wait; the sign-in backend fetches it together with the user."""
        return self.notices.filter(read_at=None).count()

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or any(ROLES[role].second_factor for role in self.roles)

    def posting_on(self, on: date | None = None) -> Posting | None:
        return self.postings.current(on).select_related("unit__opd", "position").first()


class FormerNumber(models.Model):
    """A NIP that a person had before; the same number is never given to a second person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_numbers", verbose_name=_("pegawai"))
    nip = models.CharField(_("NIP/NI PPPK"), max_length=18, unique=True)
    until = models.DateField(_("sampai"), default=timezone.localdate)

    class Meta:
        verbose_name = _("nomor terdahulu")
        verbose_name_plural = _("nomor terdahulu")

    def __str__(self) -> str:
        return masked_nip(self.nip)
