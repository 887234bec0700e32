"""What this room forgets about a person who is anonymised."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models import AnswerFile, AnswerStep, AttemptSlot, LateAnswer
from lms.people.forgetting import Share, contribute
from lms.people.models import User


def forget(user: User) -> None:
    """Answers stay, for a grade must go on agreeing with them (I3); the device they came from goes.

    Files go with their names: what was given for them stands in the marks.
    """
    steps = AnswerStep.objects.filter(slot__attempt__user=user)
    steps.update(device="", client_at=None)
    files = AnswerFile.objects.filter(slot__attempt__user=user)
    for row in files:
        row.file.delete(save=False)
    files.delete()
    mine = {"slot__attempt__user": user, "slot__version__kind": "file"}
    _unname(AnswerStep.objects.filter(**mine))
    _unname(LateAnswer.objects.filter(**mine))
    _unname(AttemptSlot.objects.filter(attempt__user=user, version__kind="file"))


def _unname(rows: QuerySet[Any]) -> None:
    """Answers that name a file: the name may be that of a person."""
    for row in rows.filter(response__isnull=False):
        ending = row.response["name"].rpartition(".")[2]
        rows.filter(pk=row.pk).update(response=row.response | {"name": f"berkas.{ending}"})


contribute(
    "assessments",
    Share(
        removed=[
            _("Tanda perangkat yang dipakai menjawab kuis"),
            _("Berkas yang dikumpulkan sebagai jawaban kuis"),
        ],
        kept=[
            (
                _("Percobaan, jawaban, dan nilai kuis, tanpa nama"),
                _("Nilai harus tetap dapat dihitung ulang."),
            )
        ],
        forget=forget,
    ),
)
