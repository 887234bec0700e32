"""What completed courses leave behind: evidence, JP, and the promise of a certificate."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.utils import timezone

from certificates.actions.issue import promise
from courses.actions.credits import credit_jp
from courses.models import Enrolment
from courses.models.enrolment import PROOF
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence

BATCH = 1000


def write_proofs(enrolments: Sequence[Enrolment]) -> None:
    """Evidence goes in without cells; whoever calls this rebuilds the coverage afterwards."""
    taught = {item.course_id: list(item.course.skills_taught.all()) for item in _one_per_course(enrolments)}
    Evidence.objects.bulk_create(
        (
            Evidence(
                user_id=item.user_id,
                skill_id=skill.skill_id,
                level=skill.level,
                source=EvidenceSource.COURSE,
                reference=f"{PROOF}{item.pk}",
                obtained_on=_day(item),
                valid_until=item.course.proof_until(_day(item)),
            )
            for item in enrolments
            for skill in taught[item.course_id]
        ),
        batch_size=BATCH,
    )
    for item in sorted(enrolments, key=_completed_at):
        credit_jp(enrolment=item)
        if item.course.certificate_enabled:
            promise(enrolment=item)


def _one_per_course(enrolments: Sequence[Enrolment]) -> list[Enrolment]:
    return list({item.course_id: item for item in enrolments}.values())


def _completed_at(enrolment: Enrolment) -> datetime:
    return cast(datetime, enrolment.completed_at)  # only completed ones come here


def _day(enrolment: Enrolment) -> date:
    return timezone.localtime(_completed_at(enrolment)).date()
