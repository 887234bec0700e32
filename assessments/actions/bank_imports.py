"""Questions from a file: kept privately, checked in a dry run, confirmed, stored all or nothing."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.pictures import keep_pictures
from assessments.actions.question_batches import keep_questions
from assessments.actions.spool import Spool
from assessments.enums import BankImportState as State
from assessments.exchange import FORMATS, Found, detect, read
from assessments.exchange.formats import FIRST
from assessments.models import BankImport, QuestionBank
from assessments.queries.bank_imports import Examination, admitted, examined
from lms.audit.log import record
from lms.core.jobs import enqueue
from lms.core.notices import tell
from lms.core.retention import retention_start

CHECK, APPLY = "assessments.check_import", "assessments.apply_import"
Report = Callable[[int, int], None]


@transaction.atomic
def start_import(*, bank: QuestionBank, file: Any, name: str, by: Any) -> BankImport:
    """Keep an uploaded file and promise its dry run."""
    row = BankImport(bank=bank, file_name=name[:200], uploaded_by=by)
    row.file.save("soal", file, save=False)
    row.save()
    row.job = enqueue(CHECK, {"import": row.pk}, by=by, key=f"check:{row.pk}")
    row.save(update_fields=["job"])
    record("assessments.upload_questions", row, by=by, after={"bank": bank.slug})
    return row


def check_import(*, row: BankImport, report: Report) -> None:
    """The dry run. Stores nothing but its findings; safe to run twice."""
    with _local_copy(row) as file:
        form, expected = _form_of(file, row.file_name)
        result, findings = examined(
            row.bank,
            admitted(_found(file, row.file_name), row.file_name),
            lambda done: report(done, max(done, expected)),
        )
    with transaction.atomic():
        state = State.REFUSED if result.counts["faults"] else State.READY
        if _keep(row, State.CHECKING, state, result, findings, format=form):
            _tell_checked(row, bool(result.counts["faults"]))


@transaction.atomic
def confirm_import(*, row: BankImport, by: Any) -> bool:
    """Promise the import itself; False when it is not (or no longer) waiting for that."""
    if not BankImport.objects.filter(pk=row.pk, state=State.READY).update(state=State.IMPORTING):
        return False
    job = enqueue(APPLY, {"import": row.pk}, by=by, key=f"apply:{row.pk}")
    BankImport.objects.filter(pk=row.pk).update(job=job)
    record("assessments.confirm_questions", row, by=by)
    return True


@transaction.atomic
def cancel_import(*, row: BankImport, by: Any) -> bool:
    waiting = BankImport.objects.filter(pk=row.pk, state__in=[State.READY, State.REFUSED])
    if not waiting.update(state=State.CANCELLED):
        return False
    _forget_file(row)
    record("assessments.cancel_questions", row, by=by)
    return True


def apply_import(*, row: BankImport, finish: Callable[[], None]) -> None:
    """1. Read the file once more, without a lock, since bank and store may have changed. 2. Write all or nothing.

    ``finish`` is called in the transaction of the second step. Questions that the file does not name stay.
    """
    with _local_copy(row) as file, Spool() as spool:
        found = spool.keep(admitted(_found(file, row.file_name), row.file_name))
        result, findings = examined(row.bank, found, lambda _done: None)
        with transaction.atomic():
            if result.counts["faults"]:
                _keep(row, State.IMPORTING, State.REFUSED, result, findings)
            elif _keep(row, State.IMPORTING, State.DONE, result, findings):
                _store(row, spool)
                _forget_file(row)
            finish()


def _store(row: BankImport, spool: Spool) -> None:
    now = timezone.now()
    bank = QuestionBank.objects.select_for_update().get(pk=row.bank_id)
    for pictures in spool.pictures():
        keep_pictures(pictures, now=now)
    counts: dict[str, int] = {"new": 0, "changed": 0, "unchanged": 0}
    for drafts in spool.drafts():
        for name, count in keep_questions(bank=bank, drafts=drafts, by=row.uploaded_by, now=now).items():
            counts[name] += count
    record("assessments.import_questions", bank, by=row.uploaded_by, after=counts)
    title = _("Soal dari %(file)s sudah ada di bank “%(bank)s”.") % {"file": row.file_name, "bank": bank.name}
    tell([row.uploaded_by_id], event=f"bank-import-done:{row.pk}", title=title, url=_address(row))


def forget_old(*, now: datetime) -> int:
    """Delete imports whose retention is over, with their files; one that is under way stays."""
    until = retention_start(settings.PIAWAI_RETENTION_IMPORT_MONTHS, now)
    if until is None:
        return 0
    old = list(BankImport.objects.exclude(state=State.IMPORTING).filter(uploaded_at__lt=until))
    for row in old:
        if row.file:
            row.file.delete(save=False)
        row.delete()
    return len(old)


def _keep(
    row: BankImport, before: State, after: State, result: Examination, findings: dict[str, Any], **more: Any
) -> int:
    """Write down what was found, if the import is still where it was."""
    counts = {name: result.counts[name] for name in COUNTS}
    still = BankImport.objects.filter(pk=row.pk, state=before)
    return still.update(state=after, report=findings, counts=counts, **more)


COUNTS = ("questions", "new", "changed", "unchanged", "pictures", "faults", "left_out", "twins")


@contextmanager
def _local_copy(row: BankImport) -> Iterator[IO[bytes]]:
    """The file on this machine, where it can be sought in; gone at the end."""
    with tempfile.TemporaryFile() as copy, row.file.open("rb") as stored:
        for chunk in stored.chunks():
            copy.write(chunk)
        copy.seek(0)
        yield copy


def _form_of(file: IO[bytes], name: str) -> tuple[str, int]:
    """The format, and about how many questions there are, for the progress bar."""
    file.seek(0)
    form = detect(name, file.read(FIRST))
    mark = FORMATS[form].mark if form else b""
    file.seek(0)
    count = sum(line.count(mark) for line in file) if mark else 0
    return form, count


def _found(file: IO[bytes], name: str) -> Iterator[Found]:
    file.seek(0)
    return read(file, name)


def _forget_file(row: BankImport) -> None:
    """The file goes once the transaction stands; what it said is in the bank or not wanted."""
    name, storage = row.file.name or "", row.file.storage

    def delete() -> None:
        storage.delete(name)
        BankImport.objects.filter(pk=row.pk, file=name).update(file="")

    if name:
        transaction.on_commit(delete)


def _tell_checked(row: BankImport, faulty: bool) -> None:
    title = _("%(file)s perlu diperbaiki sebelum diimpor.") if faulty else _("%(file)s siap diimpor.")
    event = f"bank-import-checked:{row.pk}"
    tell([row.uploaded_by_id], event=event, title=title % {"file": row.file_name}, url=_address(row))


def _address(row: BankImport) -> str:
    return reverse("bank_import", args=[row.bank_id, row.pk])
