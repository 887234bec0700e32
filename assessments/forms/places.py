"""The form of places on a picture: the picture first, then areas by the numbers of its grid."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.areas import Sheet, sheet
from assessments.enums import QuestionKind
from assessments.exchange.found import Picture
from assessments.exchange.images import LIMIT, BadPicture, picture, size_of
from assessments.forms.question import QuestionForm, html_of, number_of, text_of
from assessments.models import QuestionPicture

AREA_ROWS = 6
SHAPES = [("rect", _("Persegi")), ("circle", _("Lingkaran")), ("polygon", _("Segi banyak"))]
GRID = (1000, 1000)  # of a drawing, which has no pixels
NUMBERS = re.compile(r"[\s,;]+")


class HotspotForm(QuestionForm):
    """A picture is kept as soon as it is found sound, so that it need not be chosen again when something else is amiss.

    ``found``: the picture that was uploaded just now, for the view to keep.
    """

    kind = QuestionKind.HOTSPOT
    multipart = True
    picture = forms.FileField(
        label=_("Gambar"), required=False, help_text=_("PNG, JPEG, GIF, WebP, atau SVG; paling besar 2 MB.")
    )
    alt = forms.CharField(
        label=_("Teks pengganti gambar"),
        max_length=500,
        required=False,
        help_text=_("Apa yang terlihat, tanpa menyebut jawabannya."),
    )
    found: Picture | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = self._kept()
        for n in range(1, max(AREA_ROWS, len(self.original.get("areas", []))) + 1):
            self._add_row(n)

    def _kept(self) -> dict[str, Any]:
        """The picture that is there already: of the question, or sent before with this form."""
        name = self.data.get("image", "") if self.is_bound else ""
        row = QuestionPicture.objects.filter(pk=name).first() if name else None
        if row is None:
            return dict(self.original.get("image", {}))
        return _facts(row.name, bytes(row.content))

    def _add_row(self, n: int) -> None:
        label = forms.CharField(label=_("Nama bidang %(n)s") % {"n": n}, max_length=200, required=False)
        shape = forms.ChoiceField(label=_("Bentuk"), choices=SHAPES, required=False)
        points = forms.CharField(
            label=_("Titik (0–1000)"),
            max_length=400,
            required=False,
            help_text=_("Persegi: kiri, atas, kanan, bawah. Lingkaran: tengah, lalu jari-jari."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        weight = forms.CharField(label=_("Bobot (%)"), max_length=20, required=False)
        note = forms.CharField(label=_("Umpan balik"), max_length=1000, required=False)
        row = {"label": label, "shape": shape, "points": points, "weight": weight, "note": note}
        self.fields |= {f"{name}_{n}": field for name, field in row.items()}

    @property
    def sheet(self) -> Sheet:
        """What is typed so far, to be drawn over the picture."""
        return sheet(self._drawable(), self.kept["width"], self.kept["height"])

    def _drawable(self) -> list[dict[str, Any]]:
        found = []
        for n in range(1, self._count + 1):
            shape, points = self[f"shape_{n}"].value() or "rect", self[f"points_{n}"].value() or ""
            numbers = [part for part in NUMBERS.split(points.strip()) if part]
            if numbers and not _fault(shape, numbers):
                found.append({"n": n, "shape": shape, "points": [int(part) for part in numbers]})
        return found

    @property
    def _count(self) -> int:
        return sum(name.startswith("points_") for name in self.fields)

    def clean_picture(self) -> Any:
        upload = self.cleaned_data["picture"]
        if upload:
            if upload.size > LIMIT:
                raise forms.ValidationError(
                    _("Gambar lebih besar dari %(limit)s MB.") % {"limit": LIMIT // 1024 // 1024}
                )
            try:
                self.found = picture(upload.read())
            except BadPicture as fault:
                raise forms.ValidationError(str(fault)) from None
            self.kept = _facts(self.found.name, self.found.data)
        elif not self.kept:
            raise forms.ValidationError(_("Pilih gambarnya."))
        return upload

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data["alt"]:
            raise forms.ValidationError(_("Tulis teks pengganti gambar bagi yang tidak melihatnya."))
        rows = [n for n in range(1, self._count + 1) if data[f"label_{n}"]]
        if len(rows) < 2:
            raise forms.ValidationError(_("Tulis paling sedikit dua bidang, satu di antaranya keliru."))
        return {"image": self.kept | {"alt": data["alt"]}, "areas": [self._area(data, n) for n in rows]}

    def _area(self, data: dict[str, Any], n: int) -> dict[str, Any]:
        shape = data[f"shape_{n}"] or "rect"
        points = [part for part in NUMBERS.split(data[f"points_{n}"].strip()) if part]
        if fault := _fault(shape, points):
            raise forms.ValidationError(_("Bidang %(n)s: %(fault)s") % {"n": n, "fault": fault})
        return {
            "id": str(n),
            "label": data[f"label_{n}"],
            "shape": shape,
            "points": [str(int(part)) for part in points],
            "weight": number_of(data[f"weight_{n}"] or "0"),
            "feedback": html_of(data[f"note_{n}"]),
        }

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {"alt": body["image"]["alt"]}
        for n, area in enumerate(body["areas"], start=1):
            initial |= {f"label_{n}": area["label"], f"weight_{n}": area["weight"]}
            initial |= {f"shape_{n}": area["shape"], f"points_{n}": ", ".join(map(str, area["points"]))}
            initial[f"note_{n}"] = text_of(area["feedback"])
        return initial


def _facts(name: str, content: bytes) -> dict[str, Any]:
    width, height = size_of(content) or GRID
    return {"name": name, "width": width, "height": height}


def _fault(shape: str, points: list[str]) -> Any:
    """Why these are no points of the shape, in permille of the picture's width and height; "" if they are."""
    if not all(part.isascii() and part.isdecimal() and int(part) <= 1000 for part in points):
        return _("Titik adalah angka bulat antara 0 dan 1000.")
    wanted = {"rect": _("Persegi memerlukan empat angka."), "circle": _("Lingkaran memerlukan tiga angka.")}
    if shape in wanted and len(points) != {"rect": 4, "circle": 3}[shape]:
        return wanted[shape]
    if shape == "polygon" and (len(points) < 6 or len(points) % 2):
        return _("Segi banyak memerlukan paling sedikit tiga pasang angka.")
    return ""
