from datetime import date, timedelta

import pytest
from django.utils import timezone

from lms.audit.models import Event
from lms.skills.actions.evidence import expire_due, record_all, record_evidence
from lms.skills.models import Evidence, Holding
from tests import factories as make
from tests.skills.universe import City, cells, change, prove, withdraw

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def level_of(city: City) -> int | None:
    return Holding.objects.filter(user=city.user, skill=city.skill).values_list("level", flat=True).first()


def test_evidence_at_the_required_level_is_held_and_met(city: City):
    prove(city.user, city.skill, 2)

    assert (level_of(city), cells()) == (2, {city.key(2): (1, 1, 1)})


def test_evidence_below_the_required_level_is_held_only(city: City):
    prove(city.user, city.skill, 1)

    assert cells() == {city.key(1): (0, 0, 1), city.key(2): (1, 0, 0)}


def test_the_same_reference_counts_once(city: City):
    first = prove(city.user, city.skill, 2)

    second = prove(city.user, city.skill, 5)

    assert (second.pk, second.level, cells()) == (first.pk, 2, {city.key(2): (1, 1, 1)})


def test_better_evidence_raises_the_level(city: City):
    prove(city.user, city.skill, 1, "kursus:1")

    prove(city.user, city.skill, 4, "kursus:2")

    assert (level_of(city), cells()) == (4, {city.key(2): (1, 1, 0), city.key(4): (0, 0, 1)})


def test_lesser_evidence_leaves_the_level(city: City):
    prove(city.user, city.skill, 4, "kursus:1")

    prove(city.user, city.skill, 1, "kursus:2")

    assert level_of(city) == 4


def test_withdrawn_evidence_counts_no_longer(city: City):
    prove(city.user, city.skill, 2)

    count = withdraw()

    assert (count, level_of(city), cells()) == (1, None, {city.key(2): (1, 0, 0)})


def test_after_a_withdrawal_the_next_best_evidence_holds(city: City):
    prove(city.user, city.skill, 1, "kursus:1")
    prove(city.user, city.skill, 3, "kursus:2")

    withdraw("kursus:2")

    assert level_of(city) == 1


def test_withdrawing_twice_does_nothing_more(city: City):
    prove(city.user, city.skill, 2)
    withdraw()

    assert (withdraw(), cells()) == (0, {city.key(2): (1, 0, 0)})


def test_evidence_that_was_withdrawn_is_not_revived_by_its_reference(city: City):
    prove(city.user, city.skill, 2)
    withdraw()

    prove(city.user, city.skill, 2)

    assert level_of(city) is None


def test_a_withdrawal_leaves_an_audit_event_with_the_level(city: City):
    prove(city.user, city.skill, 2)

    withdraw()

    event = Event.objects.get(act="skills.withdraw_evidence")
    assert event.before == {"level": 2, "reference": "kursus:1"}


def test_evidence_entered_by_a_person_leaves_an_audit_event(city: City):
    hr = make.user()

    prove(city.user, city.skill, 2, source="external", by=hr)

    assert Event.objects.get(act="skills.record_evidence").actor_id == hr.pk


def test_evidence_that_has_run_out_is_recorded_but_not_held(city: City):
    prove(city.user, city.skill, 2, valid_until=TODAY - timedelta(days=1))

    assert (Evidence.objects.count(), level_of(city)) == (1, None)


def test_evidence_is_held_through_its_last_day(city: City):
    prove(city.user, city.skill, 2, valid_until=TODAY)

    assert (expire_due(TODAY), level_of(city)) == (0, 2)


def test_the_day_after_its_last_evidence_is_held_no_longer(city: City):
    prove(city.user, city.skill, 2, valid_until=TODAY)

    changed = expire_due(TODAY + timedelta(days=1))

    assert (changed, level_of(city), cells()) == (1, None, {city.key(2): (1, 0, 0)})


def test_evidence_of_a_later_day_counts_from_that_day(city: City):
    prove(city.user, city.skill, 2, obtained_on=TODAY + timedelta(days=3))
    before = level_of(city)

    expire_due(TODAY + timedelta(days=3))

    assert (before, level_of(city)) == (None, 2)


def test_expiry_falls_back_on_what_is_still_valid(city: City):
    prove(city.user, city.skill, 3, "kursus:1", valid_until=TODAY)
    prove(city.user, city.skill, 1, "kursus:2")

    expire_due(TODAY + timedelta(days=1))

    assert level_of(city) == 1


def test_someone_who_is_not_counted_holds_the_skill_outside_the_cells(city: City):
    change(city.user, is_active=False)

    prove(city.user, city.skill, 2)

    assert (level_of(city), cells()) == (2, {})


def test_a_course_that_proves_two_skills_counts_both(city: City):
    other = make.skill()
    levels = {city.skill.pk: 2, other.pk: 1}

    record_all(
        user=city.user,
        levels=levels,
        source="course",
        reference="kursus:9",
        obtained_on=TODAY,
        valid_until=None,
    )

    assert dict(Holding.objects.values_list("skill_id", "level")) == levels


def test_a_level_outside_the_scale_is_refused_and_nothing_is_kept(city: City):
    with pytest.raises(ValueError, match="Levels are 1 to 5"):
        record_evidence(
            user=city.user,
            skill=city.skill,
            level=6,
            source="course",
            reference="x",
            obtained_on=date(2026, 1, 1),
            valid_until=None,
        )


def test_recording_costs_the_same_few_queries_whatever_else_the_person_holds(
    city: City, django_assert_num_queries
):
    for n in range(5):
        prove(city.user, make.skill(), 2, f"lain:{n}")

    with django_assert_num_queries(12):
        prove(city.user, city.skill, 2)
