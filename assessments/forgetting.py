"""What this room forgets about a person who is anonymised."""

from django.utils.translation import gettext_lazy as _

from assessments.models import AnswerStep
from lms.people.forgetting import Share, contribute
from lms.people.models import User


def forget(user: User) -> None:
    """Answers stay, for a grade must go on agreeing with them (I3); the device they came from goes."""
    steps = AnswerStep.objects.filter(slot__attempt__user=user)
    steps.update(device="", client_at=None)


contribute(
    "assessments",
    Share(
        removed=[_("Tanda perangkat yang dipakai menjawab kuis")],
        kept=[
            (
                _("Percobaan, jawaban, dan nilai kuis, tanpa nama"),
                _("Nilai harus tetap dapat dihitung ulang."),
            )
        ],
        forget=forget,
    ),
)
