"""What HR fills in: sheets, filters, roles, numbers, people from outside, units."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField
from lms.people.actions.grants import roles_given_by
from lms.people.enums import DigitalRole, EmploymentStatus, Role, UnitKind
from lms.people.models import Unit, User
from lms.people.models.user import UserQuerySet, below
from lms.people.permissions import Permission
from lms.people.rules import clean_name, nip_digits, nip_fault, unprintable
from lms.people.sheets.staff_row import nip_reason


def units_for(viewer: User, permission: Permission) -> QuerySet[Unit]:
    """The serving units in which the viewer holds the permission."""
    scope = below(viewer.units_with(permission), prefix="")
    return Unit.objects.current().filter(scope).order_by("path")


class UnitChoiceField(ByIdField):
    def label_from_instance(self, unit: Any) -> str:
        """Indented by depth, as a list box cannot show a tree."""
        return f"{'— ' * max(unit.path.count('/') - 2, 0)}{unit.name}"


def _offer(form: forms.Form, name: str, units: QuerySet[Unit]) -> None:
    cast(UnitChoiceField, form.fields[name]).queryset = units


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Lembar pegawai (XLSX atau CSV)"),
        help_text=_("Ekspor SIASN dengan semua kolomnya. Berkas asli dihapus begitu selesai diperiksa."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    marks_leavers = forms.BooleanField(
        required=False, label=_("Lembar memuat seluruh pegawai: tutup akun yang tidak tercantum")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.PIAWAI_UPLOAD_LIMIT_MB * 1_000_000:
            limit = {"limit": settings.PIAWAI_UPLOAD_LIMIT_MB}
            raise ValidationError(_("Berkas lebih besar dari %(limit)s MB.") % limit)
        return file


class TimeFactorForm(forms.Form):
    time_factor = forms.TypedChoiceField(
        label=_("Waktu kuis"),
        help_text=_(
            "Untuk pegawai yang memerlukan waktu lebih; berlaku di semua kuis yang dimulai sesudahnya."
        ),
        coerce=Decimal,
        choices=[
            ("1.00", _("Biasa")),
            ("1.25", _("1,25 kali")),
            ("1.50", _("1,5 kali")),
            ("2.00", _("2 kali")),
            ("0.00", _("Tanpa batas waktu")),
        ],
    )


class StaffFilter(forms.Form):
    q = forms.CharField(required=False, max_length=100, label=_("Nama atau NIP"))
    unit = UnitChoiceField(
        Unit.objects.none(), required=False, label=_("Unit kerja"), empty_label=_("Semua unit")
    )
    status = forms.ChoiceField(
        required=False, label=_("Status"), choices=[("", _("Semua status")), *EmploymentStatus.choices]
    )
    peran = forms.ChoiceField(
        required=False, label=_("Peran digital"), choices=[("", _("Semua peran")), *DigitalRole.choices]
    )

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units_for(viewer, Permission.VIEW_STAFF))

    def narrowed(self, people: UserQuerySet) -> UserQuerySet:
        """``people`` with the filters that make sense applied; a wrong one is ignored."""
        self.is_valid()
        wanted = self.cleaned_data
        people = people.search(wanted.get("q") or "")
        if wanted.get("unit"):
            people = people.posted_below([wanted["unit"]])
        if wanted.get("status"):
            people = people.filter(employment_status=wanted["status"])
        return people.filter(digital_role=wanted["peran"]) if wanted.get("peran") else people


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices)
    unit = UnitChoiceField(Unit.objects.none(), label=_("Lingkup"), empty_label=None)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units_for(viewer, Permission.GRANT_ROLES))
        given = roles_given_by(viewer)
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            pair for pair in Role.choices if pair[0] in given
        ]


class DigitalRoleForm(forms.Form):
    digital_role = forms.ChoiceField(label=_("Peran digital"), choices=DigitalRole.choices)


class NumberForm(forms.Form):
    nip = forms.CharField(label=_("NIP/NI PPPK baru"), max_length=30)

    def clean_nip(self) -> str:
        nip = nip_digits(self.cleaned_data["nip"])
        reason = nip_reason(nip_fault(nip, timezone.localdate()))
        if reason:
            raise ValidationError(reason)
        return nip


class PersonForm(forms.Form):
    """Somebody from outside, such as a lecturer: no NIP, signs in with the e-mail address."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    title_front = forms.CharField(label=_("Gelar depan"), max_length=60, required=False)
    title_back = forms.CharField(label=_("Gelar belakang"), max_length=100, required=False)
    email = forms.EmailField(label=_("Surel"))

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if unprintable(name):
            raise ValidationError(_("Tulis nama dengan huruf Latin saja."))
        return name

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        taken = User.objects.filter(email=email) | User.objects.filter(username=email)
        if taken.exists():
            raise ValidationError(_("Alamat ini sudah dipakai sebuah akun."))
        return email


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Jenis"), choices=UnitKind.choices)
    aliases = forms.CharField(
        label=_("Nama lain dan UNOR ID"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu per baris. Lembar pegawai dengan nama atau UNOR ID ini dikenali sebagai unit ini."),
    )

    def clean_aliases(self) -> list[str]:
        return [clean_name(line) for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class NewUnitForm(UnitForm):
    field_order = ["code", "name", "short_name", "kind", "parent", "aliases"]
    code = forms.CharField(label=_("Kode atau UNOR ID"), max_length=64)
    parent = UnitChoiceField(Unit.objects.none(), label=_("Di bawah"), empty_label=None)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "parent", units_for(viewer, Permission.IMPORT_STAFF))

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if Unit.objects.filter(code=code).exists():
            raise ValidationError(_("Kode ini sudah dipakai unit lain."))
        return code


class EndUnitForm(forms.Form):
    valid_until = forms.DateField(
        label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    successor = UnitChoiceField(
        Unit.objects.none(), required=False, label=_("Diteruskan oleh"), empty_label=_("Tidak ada penerus")
    )

    def __init__(self, *args: Any, viewer: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        within = units_for(viewer, Permission.IMPORT_STAFF)
        _offer(self, "successor", within.exclude(path__startswith=unit.path))

    def clean_valid_until(self) -> Any:
        until = self.cleaned_data["valid_until"]
        if until < self.unit.valid_from:
            raise ValidationError(_("Tanggal ini sebelum unit mulai berlaku."))
        return until


class PreferencesForm(forms.Form):
    wants_digest = forms.BooleanField(required=False, label=_("Kirim ringkasan harian lewat surel"))
