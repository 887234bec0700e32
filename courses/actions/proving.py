"""What passing proves: the skills that a course teaches."""

from datetime import date

from courses.models import Enrolment
from lms.skills.actions.evidence import record_all
from lms.skills.enums import EvidenceSource


def prove_taught(*, enrolment: Enrolment, source: EvidenceSource, reference: str, day: date) -> bool:
    """Evidence of every skill that the course teaches, as lasting as its certificate; False where it teaches none."""
    course = enrolment.course
    taught = dict(course.skills_taught.values_list("skill", "level"))
    if taught:
        record_all(
            user=enrolment.user,
            levels=taught,
            source=source,
            reference=reference,
            obtained_on=day,
            valid_until=course.proof_until(day),
        )
    return bool(taught)
