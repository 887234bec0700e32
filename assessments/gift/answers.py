"""The part between braces, by kind of question."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from assessments.gift.drafts import Broken
from assessments.gift.signs import Piece, unmasked
from assessments.grading.ids import option_id

WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
BARE_WEIGHT = re.compile(r"(?<=\s)(?=%-?\d+(?:\.\d+)?%\S)")
MARKER = re.compile(r"[=~]")
TRUTH = {"TRUE": True, "T": True, "FALSE": False, "F": False}
ReadText = Callable[[Piece], str]


@dataclass(frozen=True)
class Answer:
    """One marked answer: its sign, its weight in percent if one is written, its text and its feedback."""

    sign: str
    weight: str | None
    text: Piece
    feedback: Piece | None


def kind_of(piece: Piece) -> str:
    """The kind that GIFT means by what stands between the braces."""
    text = piece.text.strip()
    if not text:
        raise Broken(
            piece.line,
            "{}",
            _("Soal esai belum didukung."),
            _("Tulis jawaban yang dapat dinilai di antara { dan }."),
        )
    if text.startswith("#"):
        return "numeric"
    if text.split("#")[0].strip().upper() in TRUTH:
        return "true_false"
    if "~" in text:
        return "single" if "=" in text else "multiple"
    return "short"


def answers_in(piece: Piece) -> list[Answer]:
    """All answers that begin with ``=`` or ``~``, in their order."""
    starts = [found.start() for found in MARKER.finditer(piece.text)]
    if not starts or piece.text[: starts[0]].strip():
        first = piece.stripped()
        raise Broken(
            first.line,
            unmasked(first.text),
            _("Jawaban tidak dimulai dengan = atau ~."),
            _("Awali jawaban benar dengan = dan jawaban lain dengan ~."),
        )
    ends = [*starts[1:], len(piece.text)]
    return [answer(piece.part(start, end)) for start, end in zip(starts, ends, strict=True)]


def answer(piece: Piece) -> Answer:
    rest = piece.part(1)
    found = WEIGHT.match(rest.text)
    text, feedback = rest.part(found.end() if found else 0).parted("#")
    return Answer(piece.text[0], plain_number(found[1]) if found else None, text.stripped(), feedback)


def plain_number(text: str) -> str:
    """One way of writing each number, so that equal questions have equal digests; raises InvalidOperation."""
    value = Decimal(text)
    if not value.is_finite() or abs(value) > Decimal("1e15") or len(text) > 40:
        raise InvalidOperation
    return format(value.normalize() + 0, "f")


def choice_body(piece: Piece, read: ReadText, kind: str) -> dict[str, Any]:
    options = []
    for found in answers_in(piece):
        text = read(found.text)
        weight = found.weight or ("100" if found.sign == "=" else "0")
        feedback = read(found.feedback) if found.feedback else ""
        options.append({"id": option_id(text), "text": text, "weight": weight, "feedback": feedback})
        _check_option(found, text, weight, [option["text"] for option in options[:-1]])
    _check_weights(piece, kind, [Decimal(option["weight"]) for option in options])
    return {"options": options}


def _check_option(found: Answer, text: str, weight: str, earlier: list[str]) -> None:
    value = unmasked(found.text.text)
    if not text:
        raise Broken(
            found.text.line, value, _("Ada pilihan tanpa teks."), _("Tulis teks pilihannya atau hapus.")
        )
    if text in earlier:
        raise Broken(
            found.text.line, value, _("Dua pilihan sama."), _("Bedakan teksnya atau hapus salah satu.")
        )
    if not -100 <= Decimal(weight) <= 100:
        raise Broken(
            found.text.line,
            f"%{weight}%",
            _("Bobot di luar −100 sampai 100."),
            _("Tulis bobot dalam rentang itu."),
        )


def _check_weights(piece: Piece, kind: str, weights: list[Decimal]) -> None:
    line, value = piece.stripped().line, unmasked(piece.text.strip())
    if len(weights) < 2:
        raise Broken(line, value, _("Hanya ada satu pilihan."), _("Tulis paling sedikit dua pilihan."))
    full = sum((weight for weight in weights if weight > 0), Decimal(0))
    if kind == "single" and weights.count(Decimal(100)) != 1:
        raise Broken(
            line,
            value,
            _("Pilihan tunggal harus memiliki tepat satu jawaban benar (=)."),
            _("Tandai satu jawaban dengan =. Tanda = di dalam teks ditulis \\=."),
        )
    if kind == "multiple" and abs(full - 100) > Decimal("0.1"):
        raise Broken(
            line,
            _("jumlah bobot %(sum)s %%") % {"sum": full},
            _("Bobot jawaban benar tidak berjumlah 100."),
            _("Bagi 100 kepada jawaban benar, misalnya ~%50% dan ~%50%."),
        )
    if kind == "multiple" and min(weights) > 0:
        raise Broken(
            line, value, _("Semua pilihan benar."), _("Tambahkan paling sedikit satu pilihan yang salah.")
        )


def truth_body(piece: Piece, read: ReadText) -> dict[str, Any]:
    """``{TRUE#feedback when wrong#feedback when right}``."""
    word, rest = piece.stripped().parted("#")
    wrong, right = rest.parted("#") if rest else (None, None)
    truth = TRUTH[word.text.strip().upper()]
    texts = {False: read(wrong) if wrong else "", True: read(right) if right else ""}
    options = [
        {"id": "benar", "text": "Benar", "weight": "100" if truth else "0", "feedback": texts[truth]},
        {"id": "salah", "text": "Salah", "weight": "0" if truth else "100", "feedback": texts[not truth]},
    ]
    return {"options": options}


def short_body(piece: Piece, read: ReadText) -> dict[str, Any]:
    found = [part for answer in answers_in(piece) for part in _bare_parts(answer)]
    if len(found) > 1 and all("->" in answer.text.text and answer.weight is None for answer in found):
        raise Broken(
            piece.stripped().line,
            unmasked(found[0].text.text),
            _("Soal menjodohkan (->) belum didukung."),
            _("Pecah menjadi beberapa soal pilihan tunggal."),
        )
    return {"answers": [_short_answer(answer, read) for answer in found]}


def _bare_parts(found: Answer) -> list[Answer]:
    """``=enkripsi %50%sandi``: a weight after a blank begins a further answer."""
    if found.weight is not None:
        return [found]
    first, *others = BARE_WEIGHT.split(found.text.text)
    parts = [Answer("=", None, Piece(first.strip(), found.text.line), None)]
    parts += [answer(Piece(f"={text}", found.text.line)) for text in others]
    return [*parts[:-1], Answer("=", parts[-1].weight, parts[-1].text, found.feedback)]


def _short_answer(found: Answer, read: ReadText) -> dict[str, Any]:
    text = " ".join(unmasked(found.text.text).split())
    weight = found.weight or "100"
    if not text or not 0 < Decimal(weight) <= 100:
        raise Broken(
            found.text.line,
            text or f"%{weight}%",
            _("Jawaban isian kosong atau bobotnya bukan 1 sampai 100."),
            _("Tulis kata yang benar, misalnya =enkripsi atau =%50%sandi."),
        )
    return {"text": text, "weight": weight, "feedback": read(found.feedback) if found.feedback else ""}
