"""What a format can't hold of a question, in words for who exports it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.exchange.found import Draft
from assessments.gift.texts import to_plain
from courses.importer.faults import LeftOut

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def loss(draft: Draft, why: str) -> LeftOut:
    return LeftOut("", None, draft.name, why)


def whole(draft: Draft) -> LeftOut:
    return loss(draft, _("Jenis soal ini tidak ada di format itu. Soal ini tidak ikut diekspor."))


def only_plain(draft: Draft, texts: list[str]) -> Iterator[LeftOut]:
    if any(to_plain(text) is None for text in texts):
        yield loss(draft, _("Huruf tebal, gambar, atau susunan di dalam pilihan hilang di format itu."))


def only_lines(draft: Draft, texts: list[str]) -> Iterator[LeftOut]:
    """As ``only_plain``, where the format has room for one line."""
    if any(to_plain(text) is None or "<br>" in text for text in texts):
        yield loss(draft, _("Huruf tebal, gambar, atau susunan di dalam pilihan hilang di format itu."))


def odd_signs(draft: Draft) -> Iterator[LeftOut]:
    if NOT_XML.search(str(draft)) or "\\x" in repr(draft.name):
        yield loss(draft, _("Tanda kendali yang tidak terlihat dihapus."))


def same_extras(draft: Draft) -> Iterator[LeftOut]:
    answers = {pair["answer"] for pair in draft.body["pairs"]}
    if answers & set(draft.body["extras"]):
        yield loss(draft, _("Pengecoh yang sama dengan jawaban tidak ikut."))


def pair_feedback(draft: Draft) -> Iterator[LeftOut]:
    if any(pair["feedback"] for pair in draft.body["pairs"]):
        yield loss(draft, _("Umpan balik tiap pasangan tidak ikut."))
