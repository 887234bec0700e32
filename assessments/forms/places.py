"""The form of places on a picture: the picture first, then areas by the numbers of its grid."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.areas import Sheet, sheet
from assessments.enums import QuestionKind
from assessments.exchange.images import LIMIT, BadPicture, picture, size_of
from assessments.forms.question import QuestionForm, html_of, number_of, text_of
from assessments.grading.places import is_area
from assessments.models import QuestionPicture

AREA_ROWS = 6
SHAPES = [("rect", _("Persegi")), ("circle", _("Lingkaran")), ("polygon", _("Segi banyak"))]
WANTED = {
    "rect": _("Persegi memerlukan empat angka."),
    "circle": _("Lingkaran memerlukan tiga angka."),
    "polygon": _("Segi banyak memerlukan paling sedikit tiga pasang angka."),
}
GRID = (1000, 1000)  # of a drawing, which has no pixels
BETWEEN = re.compile(r"[\s,;]+")


class HotspotForm(QuestionForm):
    """A picture is kept as soon as it is found sound, so that it need not be chosen again when something else is amiss.

    ``found``: the picture that was uploaded just now, for the view to keep.
    """

    kind = QuestionKind.HOTSPOT
    picture = forms.FileField(
        label=_("Gambar"), required=False, help_text=_("PNG, JPEG, GIF, WebP, atau SVG; paling besar 2 MB.")
    )
    alt = forms.CharField(
        label=_("Teks pengganti gambar"),
        max_length=500,
        required=False,
        help_text=_("Apa yang terlihat, tanpa menyebut jawabannya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = self._kept()
        self.numbers = range(1, max(AREA_ROWS, len(self.original.get("areas", []))) + 1)
        for n in self.numbers:
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
        for n in self.numbers:
            shape, points = self[f"shape_{n}"].value() or "rect", self[f"points_{n}"].value() or ""
            numbers = _numbers(points)
            if numbers and not _fault(shape, numbers):
                found.append({"n": n, "shape": shape, "points": [int(part) for part in numbers]})
        return found

    def clean_picture(self) -> Any:
        upload = self.cleaned_data["picture"]
        if upload:
            try:
                self.found = picture(upload.read(LIMIT + 1))  # enough to see that it is too large
            except BadPicture as fault:
                raise forms.ValidationError(str(fault)) from None
            self.kept = _facts(self.found.name, self.found.data)
        elif not self.kept:
            raise forms.ValidationError(_("Pilih gambarnya."))
        return upload

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data["alt"]:
            raise forms.ValidationError(_("Tulis teks pengganti gambar bagi yang tidak melihatnya."))
        rows = [n for n in self.numbers if data[f"label_{n}"]]
        if len(rows) < 2:
            raise forms.ValidationError(_("Tulis paling sedikit dua bidang, satu di antaranya keliru."))
        return {"image": self.kept | {"alt": data["alt"]}, "areas": [self._area(data, n) for n in rows]}

    def _area(self, data: dict[str, Any], n: int) -> dict[str, Any]:
        shape = data[f"shape_{n}"] or "rect"
        points = _numbers(data[f"points_{n}"])
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
    return "" if is_area(shape, points) else WANTED[shape]


def _numbers(text: str) -> list[str]:
    return [part for part in BETWEEN.split(text.strip()) if part]
