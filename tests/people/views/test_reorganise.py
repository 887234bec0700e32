from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.actions.reorganise import add_step, plan
from lms.people.enums import Role
from lms.people.models import Reorganisation, ReorganisationStep, User
from tests import factories as make
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def root():
    return make.city()


@pytest.fixture
def trade(root):
    return make.unit(parent=root, name="Dinas Perdagangan")


@pytest.fixture
def hr(client, root):
    return enter(client, Role.HR, root)


@pytest.fixture
def row(hr):
    return plan(title="Penataan", basis="Perda 1", on=TODAY, by=User.objects.first())


def step_url(row, kind):
    return reverse("reorganisation_step", args=[row.pk, kind])


def test_a_plan_begins_with_its_head(client, hr):
    data = {"title": "Penataan 2027", "basis": "Perda 1/2026", "on": str(TODAY)}

    answer = client.post(reverse("reorganisation_new"), data)

    row = Reorganisation.objects.get()
    assert (answer.url, row.title) == (reverse("reorganisation", args=[row.pk]), "Penataan 2027")


@pytest.mark.parametrize("days", [-400, 800])
def test_a_day_too_far_away_is_refused(client, hr, days):
    data = {"title": "Penataan", "basis": "Perda", "on": str(TODAY + timedelta(days=days))}

    answer = client.post(reverse("reorganisation_new"), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])


def test_the_page_says_what_would_happen(client, row, trade, root):
    make.posting(unit=trade)
    into = make.unit(parent=root, name="Dinas Perindustrian")
    client.post(step_url(row, "merge"), {"unit": trade.pk, "into": into.pk})

    shown = client.get(reverse("reorganisation", args=[row.pk])).context["effects"]

    assert [effect.text for effect in shown.steps] == [
        "1 pegawai dan 0 unit di bawahnya pindah ke Dinas Perindustrian; Dinas Perdagangan berakhir."
    ]
    assert [(change.name, change.before, change.after) for change in shown.changes] == [
        ("Dinas Perdagangan", 1, None),
        ("Dinas Perindustrian", 0, 1),
    ]


def test_looking_changes_nothing(client, row, trade, root):
    add_step(reorganisation=row, kind="rename", unit=trade, name="Dinas Niaga", by=row.created_by)

    client.get(reverse("reorganisation", args=[row.pk]))

    trade.refresh_from_db()
    assert trade.name == "Dinas Perdagangan"


@pytest.mark.parametrize("kind", ["rename", "move", "merge", "new", "split"])
def test_each_step_has_its_form(client, row, kind):
    answer = client.get(step_url(row, kind))

    assert (answer.status_code, answer.context["form"].is_bound) == (200, False)


def test_there_is_no_step_of_another_kind(client, row):
    assert client.get(step_url(row, "jual")).status_code == 404


def test_splitting_offers_the_people_and_units_of_the_chosen_unit(client, row, trade):
    person, section = make.posting(unit=trade).user, make.unit(parent=trade, kind="bidang")
    make.posting()

    form = client.get(step_url(row, "split"), {"unit": trade.pk}).context["form"]

    assert (list(form.fields["people"].queryset), list(form.fields["units"].queryset)) == (
        [person],
        [section],
    )


def test_a_split_is_written_with_its_people(client, row, trade, root):
    person = make.posting(unit=trade).user
    data = {"into": root.pk, "code": "PSR", "name": "Dinas Pasar", "unit_kind": "opd", "people": [person.pk]}

    client.post(f"{step_url(row, 'split')}?unit={trade.pk}", data)

    step = ReorganisationStep.objects.get()
    assert (step.unit, step.into, list(step.people.all())) == (trade, root, [person])


def test_a_split_without_anybody_is_refused(client, row, trade, root):
    data = {"into": root.pk, "code": "PSR", "name": "Dinas Pasar", "unit_kind": "opd"}

    answer = client.post(f"{step_url(row, 'split')}?unit={trade.pk}", data)

    assert (answer.status_code, ReorganisationStep.objects.count()) == (422, 0)


def test_a_unit_is_not_merged_into_itself(client, row, trade):
    answer = client.post(step_url(row, "merge"), {"unit": trade.pk, "into": trade.pk})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["into"])


def test_confirmed_it_is_done_by_a_job(client, row, trade, run_jobs):
    client.post(step_url(row, "rename"), {"unit": trade.pk, "name": "Dinas Niaga"})

    client.post(reverse("reorganisation_confirm", args=[row.pk]))
    run_jobs()

    trade.refresh_from_db()
    assert trade.name == "Dinas Niaga"
    assert client.get(reverse("reorganisation", args=[row.pk])).context["row"].state == "done"


def test_a_plan_with_a_fault_cannot_be_confirmed(client, row, root, trade):
    add_step(reorganisation=row, kind="move", unit=root, into=trade, by=row.created_by)

    answer = client.post(reverse("reorganisation_confirm", args=[row.pk]))

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (422, "draft")


def test_a_step_can_be_dropped(client, row, trade):
    step = add_step(reorganisation=row, kind="rename", unit=trade, name="Dinas Niaga", by=row.created_by)

    client.post(reverse("reorganisation_drop", args=[row.pk, step.pk]))

    assert row.steps.count() == 0


def test_a_step_of_another_plan_is_not_there(client, row, trade):
    other = plan(title="Lain", basis="Perda 2", on=TODAY, by=row.created_by)
    step = add_step(reorganisation=other, kind="rename", unit=trade, name="Dinas Niaga", by=row.created_by)

    assert client.post(reverse("reorganisation_drop", args=[row.pk, step.pk])).status_code == 404


def test_hr_of_a_part_of_the_city_orders_nothing_anew(client, row, trade):
    enter(client, Role.HR, trade)

    answers = [client.get(reverse("reorganisations")), client.get(reverse("reorganisation", args=[row.pk]))]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, hr, count, django_assert_num_queries):
    for _number in range(count):
        plan(title="Penataan", basis="Perda", on=TODAY, by=User.objects.first())

    with django_assert_num_queries(5):
        client.get(reverse("reorganisations"))
