"""Training that took place elsewhere: handed in by the person, decided by somebody else, and then JP.

Reasons stand in the row, which can forget them, and not in the audit trail, which cannot.
"""

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.credits import credit_training, uncredit_training
from courses.enums import TrainingState
from courses.models import OtherTraining
from lms.audit import log
from lms.core.notices import tell
from lms.people.models import User


class TrainingRefused(Exception):
    """The act is not possible (any more); the text says why, to the person who tried."""


def hand_in(*, user: User, facts: Mapping[str, Any], file: File, kind: str, sha256: str) -> OtherTraining:
    """Keep the training and its proof; the name of the file is not kept.

    Raises ``TrainingRefused`` when the same file already stands for one; after any failure nothing is left.
    """
    training = OtherTraining(user=user, file_kind=kind, sha256=sha256, **facts)
    training.file.save(f"{sha256}.{kind}", file, save=False)
    try:
        with transaction.atomic():
            training.save()
            log.record("courses.hand_in_training", training, by=user, after={"form": training.form})
    except IntegrityError:
        training.file.storage.delete(str(training.file.name))
        raise TrainingRefused(_("Berkas ini sudah pernah Anda ajukan.")) from None
    except BaseException:
        training.file.storage.delete(str(training.file.name))
        raise
    return training


@transaction.atomic
def approve(*, training: OtherTraining, by: User) -> int:
    """From now on its JP count, within the caps; returns how many are recognised."""
    training = _held(training, TrainingState.WAITING)
    _decide(training, TrainingState.APPROVED, by)
    entries = credit_training(training=training)
    jp = sum(entry.recognised_jp for entry in entries)
    raw = sum(entry.raw_jp for entry in entries)
    log.record("courses.approve_training", training, by=by, after={"raw_jp": raw, "recognised_jp": jp})
    _tell(training, _("“%(title)s” disetujui: %(jp)s JP diakui.") % {"title": training.title, "jp": jp})
    return jp


@transaction.atomic
def refuse(*, training: OtherTraining, reason: str, by: User) -> None:
    training = _held(training, TrainingState.WAITING)
    _decide(training, TrainingState.REFUSED, by, reason)
    log.record("courses.refuse_training", training, by=by)
    _tell(training, _("“%(title)s” tidak disetujui.") % {"title": training.title}, reason)


@transaction.atomic
def withdraw(*, training: OtherTraining, reason: str, by: User) -> None:
    """An approval that was wrong: what it credited goes out of the ledger."""
    training = _held(training, TrainingState.APPROVED)
    jp = sum(training.credits.values_list("recognised_jp", flat=True))
    _decide(training, TrainingState.WITHDRAWN, by, reason)
    others = uncredit_training(training=training)
    log.record(
        "courses.withdraw_training",
        training,
        by=by,
        before={"recognised_jp": jp},
        after={"recognised_jp": 0, "other_entries_changed": others},
    )
    _tell(training, _("JP dari “%(title)s” dicabut.") % {"title": training.title}, reason)


@transaction.atomic
def take_back(*, training: OtherTraining) -> None:
    """The person changes their mind before it is decided; the file goes too."""
    training = _held(training, TrainingState.WAITING)
    name, storage = training.file.name, training.file.storage
    training.state, training.file = TrainingState.TAKEN_BACK, ""
    training.save(update_fields=["state", "file"])
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    log.record("courses.take_back_training", training, by=training.user)


def _held(training: OtherTraining, state: TrainingState) -> OtherTraining:
    """The row, locked; two people who decide at once get one decision."""
    rows = OtherTraining.objects.select_for_update(of=("self",)).select_related("user")
    held = rows.get(pk=training.pk)
    if held.state != state:
        raise TrainingRefused(
            _("Pelatihan ini sudah berkeadaan: %(state)s.") % {"state": held.get_state_display()}
        )
    return held


def _decide(training: OtherTraining, state: TrainingState, by: User, reason: str = "") -> None:
    training.state, training.reason = state, reason
    training.decided_by, training.decided_at = by, timezone.now()
    training.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _tell(training: OtherTraining, title: str, body: str = "") -> None:
    tell(
        [training.user_id],
        event=f"training:{training.pk}:{training.state}",
        title=title,
        body=body,
        url=reverse("my_trainings"),
    )
