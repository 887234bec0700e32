"""Read a GIFT file: every question becomes a draft or a named fault, nothing disappears silently."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.categories import DEEPEST, LONGEST, BadPath, clean_path, path_of
from assessments.enums import Bloom
from assessments.gift import texts
from assessments.gift.answers import (
    choice_body,
    essay_body,
    kind_of,
    matching_body,
    short_body,
    truth_body,
)
from assessments.gift.blocks import Block, blocks
from assessments.gift.drafts import Broken, Draft, Parsed
from assessments.gift.numbers import numeric_body
from assessments.gift.signs import Piece, unmasked
from courses.importer.faults import Fault, LeftOut

NAME_LIMIT = 120
TAG_LIMIT = 60
MARKS = {"tag", "level", "unit", "category", "bloom"}


def parse(source: str, file: str = "") -> Parsed:
    """All questions of a file, its faults with their lines, and what a question here can't hold."""
    parsed = Parsed()
    seen: dict[str, int] = {}
    for block in blocks(source):
        try:
            draft = _Reader(block, file, parsed).draft()
            _check_name(draft, seen)
        except Broken as broken:
            parsed.faults.append(Fault(file, broken.line, broken.value, broken.reason, broken.mend))
        else:
            if draft:
                parsed.drafts.append(draft)
    return parsed


def _check_name(draft: Draft | None, seen: dict[str, int]) -> None:
    if draft is None:
        return
    if draft.name in seen:
        reason = _("Nama soal ini sudah dipakai di baris %(line)s.") % {"line": seen[draft.name]}
        raise Broken(draft.line, draft.name, reason, _("Beri nama tetap yang lain."))
    seen[draft.name] = draft.line


class _Reader:
    """One block on its way to a draft."""

    def __init__(self, block: Block, file: str, parsed: Parsed) -> None:
        self.block, self.file, self.parsed = block, file, parsed
        self.form = "plain"

    def draft(self) -> Draft | None:
        """None for a line that is no question, such as ``$CATEGORY``."""
        piece = self.block.piece.stripped()
        if piece.text.startswith("$CATEGORY"):
            self._category(piece)
            _line, rest = piece.parted("\n")
            if rest is None:
                return None
            piece = rest.stripped()
        if self.block.gap:
            raise Broken(
                self.block.gap,
                "",
                _("Ada baris kosong di dalam soal."),
                _("Hapus baris kosong di antara { dan }."),
            )
        name, rest = self._title(piece)
        if "{" not in rest.text and "}" not in rest.text:
            return self._description(name, rest, piece.line)
        stem, inside = self._braces(rest)
        return self._assembled(name, stem, inside, piece.line)

    def _description(self, name: str, stem: Piece, line: int) -> Draft:
        """Without braces it is read and not answered."""
        marks = self._marks()
        text = self._stem(name, stem)
        return Draft(name, "description", {"stem": text, "feedback": ""}, line=line, **self._place(marks))

    def _place(self, marks: dict[str, str]) -> dict[str, Any]:
        """Where a question stands in its bank."""
        return {
            "tag": marks.get("tag", ""),
            "level": int(marks.get("level", 1)),
            "category": marks.get("category", self.parsed.category),
            "bloom": marks.get("bloom", ""),
        }

    def _stem(self, name: str, stem: Piece) -> str:
        text, self.form, lost = texts.read_text(stem.text)
        self._note(stem, lost)
        if not text:
            raise Broken(
                stem.line, name, _("Soal ini tidak memiliki teks."), _("Tulis pertanyaannya sebelum {.")
            )
        return text

    def _category(self, piece: Piece) -> None:
        """The place of the questions below it that name none themselves."""
        line = unmasked(piece.text.split("\n")[0])
        path, cut = path_of(line.removeprefix("$CATEGORY").lstrip().removeprefix(":"))
        if cut:
            why = _("Kategori dipendekkan: paling banyak %(deep)s tingkat, tiap nama %(long)s karakter.")
            told = why % {"deep": DEEPEST, "long": LONGEST}
            self.parsed.left_out.append(LeftOut(self.file, piece.line, line, told))
        self.parsed.category = path

    def _title(self, piece: Piece) -> tuple[str, Piece]:
        before, rest = piece.parted("::")
        name, stem = rest.parted("::") if rest and not before.text.strip() else (piece, None)
        title = " ".join(unmasked(name.text).split())
        if stem is None or not title:
            raise Broken(
                piece.line,
                unmasked(piece.text),
                _("Soal ini tidak memiliki nama tetap."),
                _("Awali soal dengan ::nama-soal::"),
            )
        if len(title) > NAME_LIMIT:
            reason = _("Nama soal lebih dari %(limit)s karakter.") % {"limit": NAME_LIMIT}
            raise Broken(piece.line, title, reason, _("Persingkat namanya."))
        return title, stem

    def _braces(self, piece: Piece) -> tuple[Piece, Piece]:
        stem, rest = piece.parted("{")
        if rest is None:
            raise Broken(
                piece.line,
                unmasked(piece.text),
                _("Soal ini tidak memiliki jawaban di antara { dan }."),
                _("Tulis jawabannya, atau tulis \\{ bila kurung itu bagian dari teks."),
            )
        inside, after = rest.parted("}")
        if after is None:
            raise Broken(
                rest.line,
                unmasked(rest.text),
                _("Kurung { tidak ditutup."),
                _("Tutup jawaban dengan } dan jangan sisipkan baris kosong."),
            )
        if after.text.strip() or "{" in inside.text:
            raise Broken(
                after.stripped().line,
                unmasked(after.text.strip() or inside.text),
                _("Ada teks setelah jawaban."),
                _("Letakkan jawaban di akhir soal, dan tulis kurung di dalam teks sebagai \\{ dan \\}."),
            )
        return stem, inside

    def _assembled(self, name: str, stem: Piece, inside: Piece, line: int) -> Draft:
        marks = self._marks()
        question = self._stem(name, stem)
        answers, general = self._general(inside)
        kind = kind_of(answers)
        body = {"stem": question, "feedback": self._read(general) if general else ""}
        body |= self._body(kind, answers, marks.get("unit", ""))
        return Draft(name, kind, body, line=line, **self._place(marks))

    def _body(self, kind: str, answers: Piece, unit: str) -> dict[str, Any]:
        if kind == "numeric":
            return numeric_body(answers, self._read, unit)
        if kind == "true_false":
            return truth_body(answers, self._read)
        if kind == "short":
            return short_body(answers, self._read)
        if kind == "matching":
            return matching_body(answers, self._read)
        if kind == "essay":
            return essay_body()
        return choice_body(answers, self._read, kind)

    def _general(self, inside: Piece) -> tuple[Piece, Piece | None]:
        answers, general = inside.parted("####")
        for number, text in enumerate(general.text.split("\n") if general else []):
            if number and text.lstrip().startswith(("=", "~")):
                raise Broken(
                    general.line + number if general else inside.line,
                    unmasked(text),
                    _("Ada jawaban setelah umpan balik umum (####)."),
                    _("Pindahkan #### ke baris terakhir sebelum }."),
                )
        return answers, general

    def _read(self, piece: Piece) -> str:
        text, _form, lost = texts.read_text(piece.text, self.form)
        self._note(piece, lost)
        return text

    def _note(self, piece: Piece, lost: list[str]) -> None:
        if lost:
            why = _("Teks soal tidak memuat gambar dari luar, tautan, gaya, atau skrip.")
            self.parsed.left_out.append(LeftOut(self.file, piece.line, ", ".join(lost), why))

    def _marks(self) -> dict[str, str]:
        """What the comments in front of the question say of it."""
        kept: dict[str, str] = {}
        for key, value, line in self.block.marks:
            if key in MARKS and key not in kept:
                kept[key] = self._checked(key, value, line)
            else:
                why = _("Satu soal memiliki satu [tag:…], satu [level:…], dan satu [unit:…].")
                self.parsed.left_out.append(LeftOut(self.file, line, f"[{key}:{value}]", why))
        return kept

    def _checked(self, key: str, value: str, line: int) -> str:
        value = unmasked(value)
        if key == "level" and value not in {"1", "2", "3", "4", "5"}:
            raise Broken(
                line, f"[level:{value}]", _("Tingkat harus 1 sampai 5."), _("Tulis misalnya [level:2].")
            )
        if key == "bloom" and value not in Bloom.values:
            raise Broken(
                line,
                f"[bloom:{value}]",
                _("Ranah kognitif harus C1 sampai C6."),
                _("Tulis misalnya [bloom:C2]."),
            )
        if key == "category":
            return self._path(value, line)
        if len(value) > TAG_LIMIT:
            reason = _("Lebih dari %(limit)s karakter.") % {"limit": TAG_LIMIT}
            raise Broken(line, f"[{key}:{value}]", reason, _("Persingkat."))
        return value

    def _path(self, value: str, line: int) -> str:
        try:
            return clean_path(value)
        except BadPath as fault:
            raise Broken(line, f"[category:{value}]", str(fault), _("Persingkat.")) from None
