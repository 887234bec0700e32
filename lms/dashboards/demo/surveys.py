"""What those who finished think of their course: two in three answer, one in six of them with a sentence."""

from datetime import timedelta
from random import Random
from typing import Any

from courses.enums import EnrolmentState
from courses.models import Enrolment, SurveyAnswer

SENTENCES = (
    "Contoh dari kantor kelurahan sangat membantu.",
    "Gambarnya jelas. Mohon ditambah latihan.",
    "Langsung saya pakai di loket pelayanan.",
    "Bagian terakhir terlalu cepat bagi saya.",
    "Bahasanya mudah diikuti, juga di ponsel lama.",
    "Mohon ada contoh untuk sekolah dan puskesmas.",
)
BATCH = 1000


def answer_surveys(seed: int) -> None:
    random = Random(seed)
    rows = Enrolment.objects.filter(state=EnrolmentState.COMPLETED, survey=None).order_by("pk")
    answers = [
        _answer(row, row.completed_at, random) for row in rows.iterator(BATCH) if random.random() < 2 / 3
    ]
    SurveyAnswer.objects.bulk_create(answers, batch_size=BATCH)


def _answer(enrolment: Enrolment, done: Any, random: Random) -> SurveyAnswer:
    useful, clear, pace = random.choices((3, 4, 5), (1, 4, 5), k=3)
    return SurveyAnswer(
        enrolment=enrolment,
        useful=useful,
        clear=clear,
        pace=max(pace - (random.random() < 0.3), 1),
        comment=random.choice(SENTENCES) if random.random() < 1 / 6 else "",
        answered_at=done + timedelta(hours=random.randint(1, 48)),
    )
