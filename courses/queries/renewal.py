"""Whether a finished course may be taken again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from courses.models import Enrolment
from courses.models.enrolment import PROOF
from courses.rules import RENEW_DAYS, renewable_from
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence


@dataclass(frozen=True)
class Renewal:
    """``opens`` is the day from which on; None where the proof lasts for good. ``withdrawn``: it was taken back."""

    opens: date | None
    withdrawn: bool
    today: date

    @property
    def until(self) -> date | None:
        return self.opens + timedelta(days=RENEW_DAYS) if self.opens else None

    @property
    def is_open(self) -> bool:
        return self.withdrawn or (self.opens is not None and self.opens <= self.today)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < self.today


def taken_back() -> Exists:
    """Of an enrolment: the evidence out of it was withdrawn."""
    withdrawn = Evidence.objects.filter(
        user=OuterRef("user"),
        source=EvidenceSource.COURSE,
        reference=Concat(Value(PROOF), Cast(OuterRef("pk"), CharField())),
        withdrawn_at__isnull=False,
    )
    return Exists(withdrawn)


def renewal_of(enrolment: Enrolment) -> Renewal:
    """Of a completed enrolment; one query."""
    done = timezone.localtime(enrolment.completed_at).date()
    withdrawn = Enrolment.objects.filter(taken_back(), pk=enrolment.pk).exists()
    opens = renewable_from(done, enrolment.course.certificate_valid_months)
    return Renewal(opens, withdrawn, timezone.localdate())
