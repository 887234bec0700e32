"""A bank in a format of others, as a file; who took it is kept, since it holds the right answers."""

import tempfile
from collections.abc import Iterator
from functools import cache
from typing import IO, Any

from assessments.exchange import lost, write
from assessments.gift import Draft
from assessments.importer.export import draft_of
from assessments.models import QuestionBank, QuestionPicture
from courses.importer.faults import LeftOut
from lms.audit.log import record


def drafts_in(bank: QuestionBank) -> Iterator[Draft]:
    """The questions in use, in the order in which they were first written."""
    rows = bank.questions.usable().select_related("current").order_by("pk")
    yield from (draft_of(row) for row in rows.iterator(chunk_size=500))


def export_bank(*, bank: QuestionBank, form: str, by: Any) -> IO[bytes]:
    """The finished file, open and read from its start."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (handed over open)
    for piece in write(form, drafts_in(bank), _bytes_of):
        file.write(piece)
    file.seek(0)
    record("assessments.export_questions", bank, by=by, after={"format": form})
    return file


def _bytes_of(name: str) -> bytes | None:
    found = QuestionPicture.objects.filter(pk=name).values_list("content", flat=True).first()
    return bytes(found) if found is not None else None


def losses_of(bank: QuestionBank, form: str) -> list[LeftOut]:
    """What that format can't hold of these questions."""

    @cache
    def known(name: str) -> bool:
        return QuestionPicture.objects.filter(pk=name).exists()

    return [note for draft in drafts_in(bank) for note in lost(form, draft, known)]
