from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core.dates import add_months
from lms.core.models import Notice
from lms.skills.actions.observations import observe, take_back
from lms.skills.models import Evidence, Holding, Observation
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def head():
    return make.user()


@pytest.fixture
def seen(head):
    facts = {"skill": make.skill(), "level": 3, "seen": "Memasang VLAN sendiri.", "observed_on": TODAY}
    return observe(user=make.posting().user, by=head, **facts)


def test_what_was_seen_is_held_for_a_year(seen):
    row = Evidence.objects.get()

    assert (row.source, row.level, row.valid_until) == ("observation", 3, add_months(TODAY, 12))
    assert Holding.objects.get(user=seen.user).level == 3


def test_the_person_is_told_with_the_words(seen):
    assert Notice.objects.get(recipient=seen.user).body == "Memasang VLAN sendiri."


def test_taken_back_it_counts_no_longer(seen, head):
    take_back(observation=seen, by=head)

    assert (Holding.objects.count(), Observation.objects.count()) == (0, 1)


def test_both_acts_are_audited(seen, head):
    take_back(observation=seen, by=head)

    acts = set(Event.objects.filter(actor=head).values_list("act", flat=True))
    assert acts == {"skills.record_evidence", "skills.withdraw_evidence", "skills.take_back_observation"}


@pytest.mark.parametrize("wrong", [{"level": 4}, {"level": 0}, {"by": "user"}])
def test_the_database_refuses(seen, wrong):
    facts = {name: seen.user if value == "user" else value for name, value in wrong.items()}
    defaults = {"user": seen.user, "skill": seen.skill, "level": 2, "seen": "x", "by": seen.by}

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(observed_on=TODAY - timedelta(days=1), **(defaults | facts))
