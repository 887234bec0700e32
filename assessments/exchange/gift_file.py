"""GIFT files, with the reader and writer of course folders."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import IO

from django.utils.translation import gettext as _

from assessments.exchange.found import Desk, Draft, Found
from assessments.exchange.losses import loss, whole
from assessments.exchange.text_file import text_of
from assessments.exchange.xml import Refused
from assessments.gift import holds, parse
from assessments.gift import write as written
from assessments.gift.writer import WRITERS
from courses.importer.faults import LeftOut

BATCH = 200


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    desk = Desk(name)
    try:
        parsed = parse(text_of(file), name)
    except Refused as refused:
        yield refused.fault(name)
        return
    if not parsed.drafts and not parsed.faults:
        desk.fault(None, "", _("Berkas ini tidak berisi soal."), _("Tulis soalnya dalam format GIFT."))
    yield from desk.taken()
    yield from parsed.faults
    yield from parsed.left_out
    yield from parsed.drafts


def write(drafts: Iterable[Draft], _pictures: Callable[[str], bytes | None]) -> Iterator[bytes]:
    held = (draft for draft in drafts if draft.kind in WRITERS)
    for _number, part in groupby(enumerate(held), key=lambda row: row[0] // BATCH):
        yield (written([draft for _index, draft in part]) + "\n").encode()


def lost(draft: Draft) -> Iterator[LeftOut]:
    if draft.kind not in WRITERS:
        yield whole(draft)
    elif not holds(draft):
        yield loss(
            draft,
            _(
                "Sebagian pengaturan soal ini tidak ada di GIFT: cara menilai, umpan balik, petunjuk, atau rubrik."
            ),
        )
