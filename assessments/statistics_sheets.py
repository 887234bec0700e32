"""What stands in the sheet about a quiz, and what the words in it mean. Numbers only, no names."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from assessments.queries.statistics import Line, Statistics
from lms.core.templatetags.say import moment

Cells = list[Any]


def question_heads() -> list[str]:
    return [
        _("Soal"),
        _("Pertanyaan"),
        _("Tag"),
        _("Jawaban"),
        _("Kosong"),
        _("Kemudahan (%)"),
        _("Simpangan baku (%)"),
        _("Daya beda"),
        _("Efisiensi daya beda (%)"),
        _("Bobot rencana (%)"),
        _("Bobot nyata (%)"),
        _("Waktu tengah (detik)"),
        _("Catatan"),
    ]


def question_rows(found: Statistics) -> Iterator[Cells]:
    yield from (_question(line) for line in found.lines)


def _question(line: Line) -> Cells:
    figures = line.figures
    cells: Cells = [line.question.name, line.stem, line.question.tag, figures["answers"], figures["empty"]]
    names = ("facility", "spread", "discrimination", "efficiency", "intended", "weight", "seconds")
    cells += [_rounded(figures[name]) for name in names]
    return [*cells, " ".join(finding.text for finding in line.findings)]


def option_heads() -> list[str]:
    return [
        _("Soal"),
        _("Pilihan"),
        _("Teks"),
        _("Benar"),
        _("Dipilih"),
        _("Semua (%)"),
        _("Sepertiga bawah (%)"),
        _("Sepertiga atas (%)"),
        _("Nilai soal lain (%)"),
    ]


def option_rows(found: Statistics) -> Iterator[Cells]:
    for line in found.lines:
        for choice in line.choices:
            shares = [_rounded(value) for value in (choice.share, choice.low, choice.high, choice.rest)]
            right = _("ya") if choice.right else _("tidak")
            yield [line.question.name, choice.letter, choice.text, right, choice.count, *shares]


def quiz_rows(found: Statistics) -> list[Cells]:
    """Of the whole quiz, and what the words mean."""
    payload, reliability = found.payload, found.payload["reliability"] or {}
    kind = _("alfa Cronbach") if reliability.get("same") else _("KR-21 untuk soal acak")
    return [
        [_("Percobaan"), found.row.get_choice_display()],
        [_("Dihitung pada"), moment(found.row.computed_at)],
        [_("Banyaknya percobaan"), payload["attempts"]],
        [_("Rata-rata (%)"), _rounded(payload["average"])],
        [_("Median (%)"), _rounded(payload["median"])],
        [_("Simpangan baku (%)"), _rounded(payload["spread"])],
        [_("Kemencengan"), _rounded(payload["skewness"], 2)],
        [_("Keruncingan"), _rounded(payload["kurtosis"], 2)],
        [_("Keandalan (%(kind)s)") % {"kind": kind}, _rounded(reliability.get("value"), 2)],
        [_("Galat baku (%)"), _rounded(reliability.get("error"))],
        [_("Nisbah galat (%)"), _rounded(reliability.get("ratio"))],
        *([name, text] for name, text in meanings()),
    ]


def meanings() -> list[tuple[str, str]]:
    return [
        (_("Kemudahan"), _("Bagian nilai penuh yang dicapai peserta yang mendapat soal ini.")),
        (
            _("Daya beda"),
            _(
                "Hubungan antara nilai soal ini dan nilai soal lain dari orang yang sama, dari −100 sampai 100."
            ),
        ),
        (
            _("Efisiensi daya beda"),
            _("Daya beda dibandingkan dengan yang paling tinggi yang mungkin pada soal semudah ini."),
        ),
        (_("Bobot nyata"), _("Seberapa besar soal ini ikut menentukan urutan nilai peserta.")),
        (
            _("Soal acak"),
            _(
                "Tidak semua orang mendapat soal yang sama: angka tiap soal hanya dari yang mendapatnya;"
                " yang tidak mendapatnya bukan nol."
            ),
        ),
        (_("Jawaban kosong"), _("Soal yang didapat tetapi tidak dijawab dihitung nol.")),
        (
            _("Sepertiga"),
            _("Percobaan dengan nilai terendah dan tertinggi; nilai yang sama masuk bersama-sama."),
        ),
        (
            _("Waktu"),
            _(
                "Sejak jawaban sebelumnya diterima. Jawaban yang datang sekaligus, tanpa jaringan, tidak dihitung."
            ),
        ),
    ]


def _rounded(value: float | None, places: int = 1) -> float | None:
    return None if value is None else round(value, places)
