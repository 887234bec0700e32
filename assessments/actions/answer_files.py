import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import AnswerFile, Attempt, AttemptSlot
from assessments.uploads import BadFile, checked


@transaction.atomic
def keep_file(*, attempt: Attempt, position: int, upload: UploadedFile, now: datetime) -> dict[str, str]:
    """Store a file of a question that asks for one; returns the answer that names it.

    The same file is kept once. Raises ``BadFile``, and ``AttemptSlot.DoesNotExist`` for another kind of question.
    """
    rows = AttemptSlot.objects.select_for_update(of=("self",)).select_related("version")
    slot = rows.get(attempt=attempt, position=position, version__kind="file")
    body = slot.version.body
    content = upload.read(int(body["megabytes"]) * 1_000_000 + 1)
    limits: Any = {"types": body["types"], "megabytes": int(body["megabytes"])}
    name = checked(upload.name or "", upload.size or 0, content, **limits)
    digest = hashlib.sha256(content).hexdigest()
    if not slot.has_file(digest):
        _keep(slot, digest, name, content, now)
    return {"name": name, "size": str(len(content)), "digest": digest}


def _keep(slot: AttemptSlot, digest: str, name: str, content: bytes, now: datetime) -> None:
    if slot.files.count() >= AnswerFile.MOST:
        raise BadFile(
            _("Paling banyak %(most)s berkas untuk satu soal. Pakai yang sudah terkirim.")
            % {"most": AnswerFile.MOST}
        )
    row = AnswerFile(slot=slot, digest=digest, name=name, size=len(content), at=now)
    row.file.save(f"{digest}.bin", ContentFile(content), save=False)
    stored = str(row.file.name)
    try:
        row.save(force_insert=True)
    except BaseException:
        row.file.storage.delete(stored)
        raise
