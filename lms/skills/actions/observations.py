"""Heads write down what they have seen their people do."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core.dates import add_months
from lms.core.notices import tell
from lms.people.models import User
from lms.skills.actions.evidence import record_evidence, withdraw_evidence
from lms.skills.enums import EvidenceSource
from lms.skills.models import Observation, Skill

VALID_MONTHS = 12


@transaction.atomic
def observe(*, user: User, skill: Skill, level: int, seen: str, observed_on: date, by: User) -> Observation:
    """It counts for a year from the day it was seen; the person is told, and may see the words."""
    row = Observation.objects.create(
        user=user, skill=skill, level=level, seen=seen, observed_on=observed_on, by=by
    )
    record_evidence(
        user=user,
        skill=skill,
        level=level,
        source=EvidenceSource.OBSERVATION,
        reference=row.reference,
        obtained_on=observed_on,
        valid_until=add_months(observed_on, VALID_MONTHS),
        by=by,
    )
    tell(
        [user.pk],
        event=row.reference,
        title=_said(skill),
        body=seen[:300],
        url=reverse("my_skills"),
    )
    return row


@transaction.atomic
def take_back(*, observation: Observation, by: User) -> None:
    """It counts no longer; what was written stays readable."""
    withdraw_evidence(source=EvidenceSource.OBSERVATION, reference=observation.reference, by=by)
    log.record("skills.take_back_observation", observation, by=by)


def _said(skill: Skill) -> str:
    return _("Pengamatan atasan dicatat: %(skill)s") % {"skill": skill.name}
