"""What is wrong with a question, in words for its author. A body without faults can be asked, shown and graded."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from assessments.gift.texts import words_of
from assessments.grading import draw_values, realised
from assessments.grading.addresses import meaning
from assessments.grading.behaviours import MOST_HINTS, UNCHECKED
from assessments.grading.calculated import PLACE
from assessments.grading.formula import FormulaError, names_in
from assessments.grading.places import is_area
from assessments.labs import LABS
from assessments.showing.shown import GAP
from assessments.uploads import MOST_MEGABYTES, TYPES

Body = dict[str, Any]
NAME = re.compile(r"[A-Za-z_]\w{0,39}")
DRAWS = 40
MOST_ITEMS = 12
MOST_WORDS, MOST_POINTS = 3000, 1000


def faults_in(kind: str, body: Body) -> list[str]:
    faults = [] if body["stem"] else [_("Soal ini tidak memiliki teks.")]
    if len(body.get("hints", [])) > MOST_HINTS or (body.get("hints") and kind in UNCHECKED):
        faults.append(_("Petunjuk paling banyak tiga, dan hanya untuk soal yang dijawab."))
    return [*faults, *CHECKS.get(kind, _nothing)(body)]


def _nothing(body: Body) -> Iterator[str]:
    yield from ()


def _twice(texts: Iterable[str]) -> Iterator[str]:
    """A text that stands twice could not be told apart by its id."""
    for text, count in Counter(texts).items():
        if not text:
            yield _("Ada baris tanpa teks.")
        elif count > 1:
            yield _("“%(text)s” tertulis dua kali.") % {"text": words_of(text, 60)}


def _single(body: Body) -> Iterator[str]:
    yield from _options(body)
    if [Decimal(row["weight"]) for row in body["options"]].count(Decimal(100)) != 1:
        yield _("Tandai tepat satu jawaban benar.")


def _options(body: Body) -> Iterator[str]:
    yield from _twice(row["text"] for row in body["options"])
    if len(body["options"]) < 2:
        yield _("Tulis paling sedikit dua pilihan.")
    yield from _signed(body["options"])


def _signed(rows: Iterable[Body]) -> Iterator[str]:
    if any(abs(Decimal(row["weight"])) > 100 for row in rows):
        yield _("Bobot harus antara −100 dan 100.")


def _multiple(body: Body) -> Iterator[str]:
    yield from _options(body)
    weights = [Decimal(row["weight"]) for row in body["options"]]
    if abs(sum((weight for weight in weights if weight > 0), Decimal(0)) - 100) > Decimal("0.1"):
        yield _("Bobot jawaban benar tidak berjumlah 100.")
    if weights and min(weights) > 0:
        yield _("Semua pilihan benar. Tambahkan satu yang salah.")


def _weights(rows: Iterable[Body]) -> Iterator[str]:
    if not all(0 < Decimal(row["weight"]) <= 100 for row in rows):
        yield _("Bobot jawaban harus lebih dari 0 dan paling banyak 100.")


def _numeric(body: Body) -> Iterator[str]:
    yield from _weights(body["answers"])
    yield from _measure(body)


def _measure(body: Body) -> Iterator[str]:
    tolerances = [Decimal(row["tolerance"]) for row in body["answers"]]
    if min(tolerances) < 0:
        yield _("Toleransi tidak boleh negatif.")
    if body.get("mode") == "digits" and not all(1 <= t <= 15 and t == int(t) for t in tolerances):
        yield _("Pada cara “digits”, toleransi adalah jumlah angka penting: 1 sampai 15.")
    if any(Decimal(unit["factor"]) == 0 or not unit["name"] for unit in body.get("units", [])):
        yield _("Tiap satuan memerlukan nama dan pengali yang bukan 0.")


def _short(body: Body) -> Iterator[str]:
    yield from _weights(body["answers"])
    yield from _twice(row["text"] for row in body["answers"])


def _calculated(body: Body) -> Iterator[str]:
    yield from _weights(body["answers"])
    yield from _measure(body)
    names = [variable["name"] for variable in body["variables"]]
    yield from _twice(names)
    for variable in body["variables"]:
        yield from _variable(variable)
    yield from _formulas(body, set(names))


def _variable(variable: Body) -> Iterator[str]:
    name = variable["name"]
    if not NAME.fullmatch(name):
        yield _("Nama variabel “%(name)s” harus berupa huruf, angka, atau garis bawah.") % {"name": name}
    low, high, step = (Decimal(variable[key]) for key in ("low", "high", "step"))
    if low > high or step <= 0 or (high - low) / step > 1_000_000:
        yield _("Rentang variabel “%(name)s” tidak dapat dipakai.") % {"name": name}


def _formulas(body: Body, names: set[str]) -> Iterator[str]:
    texts = [body["stem"], body["feedback"], *(row["feedback"] for row in body["answers"])]
    inside = [found["formula"] for text in texts for found in PLACE.finditer(text) if found["formula"]]
    try:
        wanted = set().union(*(names_in(f) for f in [*(row["formula"] for row in body["answers"]), *inside]))
    except FormulaError as fault:
        yield str(fault)
        return
    for name in sorted(wanted - names):
        yield _("Variabel %(name)s tidak ada.") % {"name": name}
    if wanted <= names:
        yield from _tried("calculated", body)


def _tried(kind: str, body: Body, check: Callable[[Body], str] = lambda _body: "") -> Iterator[str]:
    """The first fault among some drawn questions."""
    rng = Random(0)  # noqa: S311  (the same trial every time)
    for _n in range(DRAWS):
        try:
            fault = check(realised(kind, body, draw_values(kind, body, rng)))
        except (ArithmeticError, ValueError) as error:
            fault = str(error) or _("Soal ini tidak dapat dibuat dengan batas-batas itu.")
        if fault:
            yield fault
            return


def _ip(body: Body) -> Iterator[str]:
    yield from _weights(body["answers"])
    yield from _tried("ip", body, _unreadable)


def _unreadable(body: Body) -> str:
    for row in body["answers"]:
        if meaning(row["form"], row["text"]) is None:
            return _("Jawaban “%(text)s” tidak terbaca.") % {"text": row["text"]}
    return ""


def _matching(body: Body) -> Iterator[str]:
    yield from _twice(pair["text"] for pair in body["pairs"])
    answers = [pair["answer"] for pair in body["pairs"]]
    yield from _twice(body["extras"])
    if len(body["pairs"]) < 2 or len({*answers, *body["extras"]}) < 2:
        yield _("Tulis paling sedikit dua pasangan yang berbeda.")
    if not all(answers):
        yield _("Ada pasangan tanpa jawaban.")


def _ordering(body: Body) -> Iterator[str]:
    yield from _twice(item["text"] for item in body["items"])
    if not 2 <= len(body["items"]) <= MOST_ITEMS:
        yield _("Tulis 2 sampai %(most)s langkah.") % {"most": MOST_ITEMS}


def _gaps(body: Body) -> Iterator[str]:
    marked, known = Counter(GAP.findall(body["stem"])), {gap["id"] for gap in body["gaps"]}
    for name in sorted(known - set(marked), key=int):
        yield _("Tanda [[%(n)s]] tidak ada di dalam teks.") % {"n": name}
    for name, count in marked.items():
        if name not in known:
            yield _("Tanda [[%(n)s]] tidak memiliki jawaban.") % {"n": name}
        elif count > 1:
            yield _("Tanda [[%(n)s]] tertulis dua kali.") % {"n": name}


def _words(body: Body) -> Iterator[str]:
    yield from _gaps(body)
    groups = Counter(choice["group"] for choice in body["choices"])
    if groups and min(groups.values()) < 2:
        yield _("Tiap kelompok memerlukan paling sedikit dua kata.")
    if not all(choice["text"] for choice in body["choices"]):
        yield _("Ada baris tanpa teks.")


def _cloze(body: Body) -> Iterator[str]:
    yield from _gaps(body)
    for gap in body["gaps"]:
        if Decimal(gap["weight"]) <= 0:
            yield _("Bobot bagian harus lebih dari 0.")
        for fault in CHECKS[gap["kind"]](gap):
            yield _("Bagian %(n)s: %(fault)s") % {"n": gap["id"], "fault": fault}


def _hotspot(body: Body) -> Iterator[str]:
    yield from _twice(area["label"] for area in body["areas"])
    if not any(Decimal(area["weight"]) == 100 for area in body["areas"]):
        yield _("Tidak ada bidang yang bernilai 100.")
    yield from _signed(body["areas"])
    for area in body["areas"]:
        if not is_area(area["shape"], area["points"]):
            yield _("Bidang “%(label)s” tidak terbaca.") % {"label": area["label"]}


def _lab(body: Body) -> Iterator[str]:
    yield from LABS[body["lab"]].check(body["setup"], body["goals"])


def _essay(body: Body) -> Iterator[str]:
    yield from _rubric(body)
    if not 0 <= body["words"] <= MOST_WORDS:
        yield _("Banyak kata paling banyak %(most)s.") % {"most": MOST_WORDS}


def _rubric(body: Body) -> Iterator[str]:
    yield from _twice(row["text"] for row in body["rubric"])
    if not all(0 < Decimal(row["points"]) <= MOST_POINTS for row in body["rubric"]):
        yield _("Poin tiap kriteria lebih dari 0 dan paling banyak %(most)s.") % {"most": MOST_POINTS}


def _file(body: Body) -> Iterator[str]:
    yield from _rubric(body)
    unknown = [name for name in body["types"] if name not in TYPES]
    if unknown or not body["types"]:
        yield _("Jenis berkas harus dari: %(names)s.") % {"names": ", ".join(TYPES)}
    if not 1 <= body["megabytes"] <= MOST_MEGABYTES:
        yield _("Ukuran berkas 1 sampai %(most)s MB.") % {"most": MOST_MEGABYTES}


CHECKS: dict[str, Callable[[Body], Iterator[str]]] = {
    "single": _single,
    "true_false": _single,
    "multiple": _multiple,
    "numeric": _numeric,
    "calculated": _calculated,
    "short": _short,
    "matching": _matching,
    "ordering": _ordering,
    "words": _words,
    "cloze": _cloze,
    "hotspot": _hotspot,
    "ip": _ip,
    "lab": _lab,
    "essay": _essay,
    "file": _file,
}
