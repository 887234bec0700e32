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
        return "essay"
    if text.startswith("#"):
        return "numeric"
    if text.split("#")[0].strip().upper() in TRUTH:
        return "true_false"
    if "~" in text:
        return "single" if "=" in text else "multiple"
    return "matching" if _all_paired(text) else "short"


def _all_paired(text: str) -> bool:
    rows = text.split("=")[1:]
    return len(rows) > 1 and all("->" in row and not WEIGHT.match(row) for row in rows)


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


def essay_body() -> dict[str, Any]:
    """GIFT says nothing of how an essay is marked."""
    return {"rubric": [], "model": "", "words": 0}


def matching_body(piece: Piece, read: ReadText) -> dict[str, Any]:
    """``=left -> right``; an answer that nothing leads to, ``= -> right``, is there to mislead."""
    pairs, extras = [], []
    for found in answers_in(piece):
        if found.feedback is not None:
            raise Broken(
                found.text.line,
                unmasked(found.text.text),
                _("Pasangan tidak memiliki umpan balik di GIFT."),
                _("Pindahkan umpan baliknya ke #### di akhir soal."),
            )
        left, right = found.text.parted("->")
        text, answer_text = read(left), read(right) if right else ""
        if not answer_text:
            raise Broken(
                found.text.line,
                unmasked(found.text.text),
                _("Ada pasangan tanpa jawaban."),
                _("Isi kanan ->."),
            )
        if text:
            pairs.append({"id": option_id(text), "text": text, "answer": answer_text, "feedback": ""})
        else:
            extras.append(answer_text)
    _check_pairs(piece, [pair["text"] for pair in pairs], extras)
    return {"pairs": pairs, "extras": extras}


def _check_pairs(piece: Piece, lefts: list[str], extras: list[str]) -> None:
    twice = len(set(lefts)) < len(lefts) or len(set(extras)) < len(extras)
    if twice or len(lefts) < 2:
        raise Broken(
            piece.stripped().line,
            unmasked(piece.text.strip()),
            _("Soal menjodohkan memerlukan paling sedikit dua pasangan yang berbeda."),
            _("Tulis misalnya =SSH -> 22 =HTTPS -> 443, masing-masing satu kali."),
        )
