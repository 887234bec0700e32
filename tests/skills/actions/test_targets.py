from decimal import Decimal

import pytest

from lms.audit.models import Event
from lms.skills.actions.targets import add_indicator, change_indicator, drop_indicator
from lms.skills.models import Indicator, Target
from tests import factories

pytestmark = pytest.mark.django_db
YEARS = range(2025, 2030)


@pytest.fixture
def hr():
    return factories.user()


@pytest.fixture
def indicator(hr):
    facts = {"code": "IKU-1", "name": "Persentase", "baseline": Decimal(10)}
    targets = {2025: Decimal(20), 2026: Decimal("32.5")}
    return add_indicator(unit=factories.city(), field=factories.field(), targets=targets, by=hr, **facts)


def promised(indicator) -> dict[int, Decimal]:
    return dict(Target.objects.filter(indicator=indicator).values_list("year", "value"))


def changed(indicator, hr, targets, **facts) -> None:
    given = {"code": "IKU-1", "name": "Persentase", "baseline": Decimal(10)} | facts
    change_indicator(indicator=indicator, targets=targets, years=YEARS, by=hr, **given)


def test_an_indicator_comes_with_its_targets(indicator):
    assert promised(indicator) == {2025: 20, 2026: Decimal("32.5")}


def test_targets_become_exactly_what_is_given(indicator, hr):
    changed(indicator, hr, {2026: Decimal(40), 2027: Decimal(50)})

    assert promised(indicator) == {2026: 40, 2027: 50}


def test_targets_of_an_earlier_plan_stay(indicator, hr):
    Target.objects.create(indicator=indicator, year=2024, value=5)

    changed(indicator, hr, {2026: Decimal(40)})

    assert promised(indicator) == {2024: 5, 2026: 40}


def test_what_was_and_what_is_are_in_the_audit_trail(indicator, hr):
    changed(indicator, hr, {2026: Decimal(40)}, name="Lain")

    event = Event.objects.get(act="skills.change_indicator")
    assert (event.actor_id, event.before["name"], event.after["name"]) == (hr.pk, "Persentase", "Lain")
    assert (event.before["targets"], event.after["targets"]) == (
        {"2025": "20.00", "2026": "32.50"},
        {"2026": "40.00"},
    )


def test_saving_the_same_is_no_change(indicator, hr):
    changed(indicator, hr, promised(indicator))

    assert not Event.objects.filter(act="skills.change_indicator").exists()


def test_a_dropped_indicator_takes_its_targets_along(indicator, hr):
    drop_indicator(indicator=indicator, by=hr)

    assert (Indicator.objects.count(), Target.objects.count()) == (0, 0)
    assert Event.objects.get(act="skills.drop_indicator").before["code"] == "IKU-1"
