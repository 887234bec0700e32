from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import TrainingPlan
from lms.people.enums import Role
from lms.skills.actions.coverage import rebuild_coverage
from tests import factories as make
from tests.people.views.entering import enter
from tests.skills.universe import City

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city() -> City:
    city = City()
    city.course = make.course(jp=4)
    make.course_skill(city.course, skill=city.skill, level=2)
    rebuild_coverage()
    return city


@pytest.fixture
def hr(client, city):
    return enter(client, Role.HR, city.unit)


def asked(city, **changes):
    facts = {"unit": city.unit.pk, "jp_budget": "40", "percent_away": "10", "rounds": "2"}
    return facts | {"ends_on": str(TODAY + timedelta(days=60))} | changes


def test_the_way_from_asking_to_duties(client, city, hr, run_jobs):
    page = client.post(reverse("plan_new"), asked(city)).url
    assert client.get(page).context["plan"].state == "solving"
    run_jobs()

    shown = client.get(page).context
    done = client.post(reverse("plan_accept", args=[shown["plan"].pk]))

    assert [place.user for place in shown["page"]] == [city.user]
    assert [label for label, _figures in shown["compared"]][-1] == "Rencana ini"
    assert done.url == reverse("mandates")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("jp_budget", "0"),
        ("percent_away", "101"),
        ("rounds", "13"),
        ("unit", "999999"),
        ("ends_on", str(TODAY + timedelta(days=5))),
        ("ends_on", str(TODAY + timedelta(days=500))),
    ],
)
def test_what_cannot_be_is_refused(client, city, hr, field, value):
    answer = client.post(reverse("plan_new"), asked(city, **{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert TrainingPlan.objects.count() == 0


def test_plans_of_other_units_are_not_there(client, city, hr):
    facts = {"jp_budget": 1, "ends_on": TODAY, "created_by": hr}
    other = TrainingPlan.objects.create(unit=make.unit(), **facts)

    assert client.get(reverse("plan", args=[other.pk])).status_code == 404
    assert list(client.get(reverse("plans")).context["page"]) == []


def test_a_dropped_plan_leaves_the_list(client, city, hr):
    plan = TrainingPlan.objects.create(unit=city.unit, jp_budget=1, ends_on=TODAY, created_by=hr)

    client.post(reverse("plan_drop", args=[plan.pk]))

    assert list(client.get(reverse("plans")).context["page"]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, city, hr, count, django_assert_num_queries):
    for _number in range(count):
        TrainingPlan.objects.create(unit=city.unit, jp_budget=1, ends_on=TODAY, created_by=hr)

    with django_assert_num_queries(5):
        client.get(reverse("plans"))
