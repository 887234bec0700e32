"""Requirements that change under people: cells stay what a recount says, whatever the order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.enums import DigitalRole
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.framework import load_framework
from lms.skills.actions.requirements import ask_for_requirements, set_requirements
from lms.skills.models import CoverageCell, Requirement
from lms.skills.queries.requirements import effects, required_of
from tests import factories
from tests.clients import signed_in
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
GENERAL, JUNIOR = ("pelaksana", "pengguna"), ("jf-pertama", "pengelola")


class Office:
    """Two units; in each a general user, and in the first a junior specialist; who holds what is said."""

    def __init__(self) -> None:
        city = factories.city()
        self.skill, self.other = factories.skill(), factories.skill()
        self.hr = factories.user(employment_status="NON_ASN")
        factories.grant(self.hr, "hr", city)
        factories.requirement(skill=self.skill, post_group=GENERAL[0], digital_role=GENERAL[1], level=2)
        factories.requirement(skill=self.other, post_group=GENERAL[0], digital_role=GENERAL[1], level=1)
        units = [factories.unit(parent=city) for _ in range(2)]
        places = [(units[0], GENERAL), (units[1], GENERAL), (units[0], JUNIOR)]
        self.people = [self._sit(unit, post) for unit, post in places]
        rebuild_coverage()

    def _sit(self, unit, post):
        group, role = post
        person = factories.user(digital_role=role)
        factories.posting(user=person, unit=unit, position=factories.position(post_group=group))
        return person

    def set(self, **levels):
        named = {"general": GENERAL, "junior": JUNIOR}
        said = {named[name]: level for name, level in levels.items()}
        return set_requirements(skill=self.skill, levels=said, by=self.hr)


@pytest.fixture
def office(db):
    return Office()


def counts(skill):
    rows = CoverageCell.objects.filter(skill=skill).exclude(staff=0, met=0, holders=0)
    return sorted(rows.values_list("level", "digital_role", "staff", "met"))


def test_a_higher_level_moves_everybody_to_its_cell(office):
    prove(office.people[0], office.skill, 2)

    assert office.set(general=3) == 1

    cells = [row for row in counts(office.skill) if row[0] == 3]
    assert cells == [(3, "pengguna", 1, 0), (3, "pengguna", 1, 0)]
    assert list(differences()) == []


def test_whoever_holds_the_new_level_meets_it(office):
    prove(office.people[0], office.skill, 3)

    office.set(general=3)

    assert sum(row[3] for row in counts(office.skill)) == 1
    assert list(differences()) == []


def test_nothing_required_any_more_leaves_no_staff_in_the_cells(office):
    prove(office.people[0], office.skill, 3)

    office.set(general=0)

    assert sum(row[2] for row in counts(office.skill)) == 0
    assert not Requirement.objects.filter(skill=office.skill).exists()
    assert Requirement.objects.filter(skill=office.other).exists()
    assert list(differences()) == []


def test_a_group_that_had_none_gets_one(office):
    office.set(junior=2)

    assert required_of(office.skill) == {GENERAL: 2, JUNIOR: 2}
    assert list(differences()) == []


def test_what_is_not_said_stays(office):
    office.set(junior=1)

    assert required_of(office.skill)[GENERAL] == 2


def test_the_same_again_changes_nothing_and_is_a_decision(office):
    assert office.set(general=2) == 0

    office.skill.refresh_from_db()
    assert office.skill.requirements_set_at
    assert not Event.objects.filter(act="skills.set_requirements").exists()


def test_a_decision_is_recorded_and_told(office):
    office.set(general=4, junior=1)

    event = Event.objects.get(act="skills.set_requirements")
    assert event.before == {"pelaksana/pengguna": 2, "jf-pertama/pengelola": 0}
    assert event.after == {"pelaksana/pengguna": 4, "jf-pertama/pengelola": 1}
    assert Notice.objects.get(event__startswith="requirements:").recipient == office.hr


def test_a_job_carries_it_out(office, run_jobs):
    ask_for_requirements(skill=office.skill, levels={GENERAL: 5}, by=office.hr)
    assert required_of(office.skill) == {GENERAL: 2}

    run_jobs()

    assert required_of(office.skill) == {GENERAL: 5}


def test_a_framework_file_leaves_decided_skills_alone():
    load_framework()
    decided = Requirement.objects.select_related("skill").first().skill
    untouched = Requirement.objects.exclude(skill=decided).first()
    by = factories.user()
    set_requirements(skill=decided, levels=dict.fromkeys(required_of(decided), 5), by=by)
    Requirement.objects.filter(pk=untouched.pk).update(level=5 if untouched.level != 5 else 1)

    load_framework()

    assert set(required_of(decided).values()) == {5}
    assert Requirement.objects.get(pk=untouched.pk).level == untouched.level


def test_effects_are_what_then_happens(office):
    for person, level in zip(office.people, (2, 4, 3), strict=True):
        prove(person, office.skill, level)

    said = effects(office.skill, {GENERAL: 3, JUNIOR: 4})

    facts = {row.label: (row.before, row.after, row.staff, row.met_before, row.met_after) for row in said}
    assert facts == {
        "Pelaksana, Pengguna layanan digital": (2, 3, 2, 2, 1),
        "JF Ahli Pertama, Pengelola layanan digital": (0, 4, 1, 0, 0),
    }
    assert [row.more_gaps for row in said] == [1, 1]


def test_lower_levels_close_gaps(office):
    prove(office.people[0], office.skill, 1)

    (row,) = effects(office.skill, {GENERAL: 1})

    assert row.more_gaps == -1


ACTS = some.lists(
    some.one_of(
        some.tuples(some.just("set"), some.sampled_from(["general", "junior"]), some.integers(0, 5)),
        some.tuples(some.just("prove"), some.integers(0, 2), some.integers(1, 5)),
    ),
    max_size=8,
)


class AnyOrder(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(acts=ACTS)
    def test_cells_are_what_a_recount_says(self, acts):
        office = Office()
        for number, (act, whom, level) in enumerate(acts):
            if act == "set":
                office.set(**{whom: level})
            else:
                prove(office.people[whom], office.skill, level, f"bukti:{number}")

        assert list(differences()) == []


@pytest.fixture
def client(office):
    return signed_in(office.hr)


def address(office):
    return f"/kompetensi/{office.skill.code}/persyaratan/"


def test_the_form_shows_what_is_required(office, client):
    form = client.get(address(office)).context["form"]

    assert form["pelaksana.pengguna"].value() == 2
    assert form["jf-pertama.pengelola"].value() == ""
    assert len(form.fields) == 12 * len(DigitalRole.values)


def test_effects_are_shown_before_anything_is_saved(office, client):
    page = client.post(address(office), {"pelaksana.pengguna": "3"})

    assert page.context["gaps"] == 0
    assert "2 → 3" in page.content.decode()
    assert required_of(office.skill) == {GENERAL: 2}


def test_a_confirmed_change_is_carried_out(office, client, run_jobs):
    answer = client.post(
        address(office), {"pelaksana.pengguna": "3", "jf-pertama.pengelola": "1", "confirm": "1"}
    )
    run_jobs()

    assert answer.url == f"/kompetensi/{office.skill.code}/"
    assert required_of(office.skill) == {GENERAL: 3, JUNIOR: 1}
    assert "Ditetapkan BKPSDM" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("wrong", ["6", "-1", "x", "2.5"])
def test_a_level_that_does_not_exist_is_refused(office, client, wrong):
    page = client.post(address(office), {"pelaksana.pengguna": wrong, "confirm": "1"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["pelaksana.pengguna"])


def test_nothing_changed_says_so(office, client):
    page = client.post(address(office), {"pelaksana.pengguna": "2"}).content.decode()

    assert "Tidak ada yang berubah" in page


def test_hr_of_a_part_of_the_city_decides_nothing(office):
    person = factories.user(employment_status="NON_ASN")
    factories.grant(person, "hr", office.people[0].postings.get().unit)

    assert signed_in(person).get(address(office)).status_code == 403
