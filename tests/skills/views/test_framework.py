from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.enums import Role
from lms.skills.models import Observation, Skill
from tests import factories as make
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def root():
    return make.city()


@pytest.fixture
def health(root):
    return make.unit(parent=root)


@pytest.fixture
def nurse(health):
    return make.posting(unit=health).user


@pytest.fixture
def head(client, health):
    return enter(client, Role.OPD_HEAD, health)


def observation(**changes):
    skill = make.skill()
    facts = {"skill": skill.pk, "level": "2", "seen": "Mencadangkan data.", "observed_on": str(TODAY)}
    return facts | changes


def test_the_framework_lists_skills_under_their_fields(client, head):
    skill = make.skill(name="Pengalamatan IP")

    (field,) = client.get(reverse("framework")).context["fields"]

    assert list(field.skills.all()) == [skill]


def test_a_skill_says_who_must_hold_it(client, head):
    skill = make.requirement(level=2).skill

    context = client.get(reverse("skill", args=[skill.code])).context

    assert context["required"] == [("Pelaksana", [0, 2, 0])]
    assert "form" not in context


def test_hr_changes_the_rule_of_a_skill(client, root):
    enter(client, Role.HR, root)
    skill = make.skill()

    client.post(reverse("skill_rule", args=[skill.code]), {"rule": "latest"})

    assert Skill.objects.get(pk=skill.pk).evidence_rule == "latest"


def test_a_rule_that_does_not_exist_is_refused(client, root):
    enter(client, Role.HR, root)

    answer = client.post(reverse("skill_rule", args=[make.skill().code]), {"rule": "termurah"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["rule"])


def test_a_head_sees_what_the_levels_of_their_people_rest_on(client, head, nurse):
    make.requirement(level=2)

    context = client.get(reverse("person_skills", args=[nurse.pk])).context

    assert (context["required"], context["met"], context["may_observe"]) == (1, 0, True)


def test_hr_sees_but_does_not_observe(client, root, nurse):
    enter(client, Role.HR, root)

    assert client.get(reverse("person_skills", args=[nurse.pk])).context["may_observe"] is False


def test_a_head_writes_down_what_they_saw(client, head, nurse):
    client.post(reverse("observe", args=[nurse.pk]), observation())

    row = Observation.objects.get()
    assert (row.user, row.by, row.level) == (nurse, head, 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", "4"),
        ("seen", ""),
        ("skill", "999999"),
        ("observed_on", str(TODAY + timedelta(days=1))),
        ("observed_on", str(TODAY - timedelta(days=91))),
    ],
)
def test_what_cannot_be_is_refused(client, head, nurse, field, value):
    answer = client.post(reverse("observe", args=[nurse.pk]), observation(**{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Observation.objects.count() == 0


def test_nobody_observes_themselves(client, head, health):
    make.posting(user=head, unit=health)

    assert client.post(reverse("observe", args=[head.pk]), observation()).status_code == 404


def test_only_the_writer_takes_it_back(client, head, nurse, health):
    client.post(reverse("observe", args=[nurse.pk]), observation())
    row = Observation.objects.get()
    enter(client, Role.OPD_HEAD, health)

    assert client.post(reverse("observation_take_back", args=[row.pk])).status_code == 404


def test_the_person_reads_it_on_their_own_page(client, head, nurse):
    client.post(reverse("observe", args=[nurse.pk]), observation())
    client.force_login(nurse)

    (row,) = client.get(reverse("my_skills")).context["observations"]

    assert row.seen == "Mencadangkan data."


@pytest.mark.parametrize("count", [1, 3])
def test_the_framework_costs_the_same_for_any_number(client, head, count, django_assert_num_queries):
    for _number in range(count):
        make.skill()

    with django_assert_num_queries(6):
        client.get(reverse("framework"))
