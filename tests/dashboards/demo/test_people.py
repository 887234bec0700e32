from datetime import date

import pytest
from django.core.management import CommandError, call_command

from lms.dashboards.demo.people import born, make_staff, read_names
from lms.people.enums import EmploymentStatus, UnitKind
from lms.people.models import Posting, Unit, User
from lms.people.rules import nip_fault, unprintable

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def staff():
    """Makes the staff of a city that has its units and posts."""
    call_command("load_framework", verbosity=0)
    call_command("load_city", verbosity=0)

    def make(count=160, seed=2026):
        made = make_staff(count, seed)
        assert made == count
        return list(User.objects.order_by("pk"))

    return make


def test_numbers_are_well_formed(staff):
    assert {nip_fault(person.nip, TODAY) for person in staff()} == {None}


def test_serials_are_those_that_are_never_given(staff):
    assert all(person.nip[15] == "9" for person in staff())


def test_no_two_people_of_one_day_have_one_serial():
    assert len({(born(index), index % 100) for index in range(226_300)}) == 226_300


def test_a_contract_shows_in_the_number(staff):
    contracts = {EmploymentStatus.PPPK, EmploymentStatus.PPPK_PART_TIME}

    assert all((person.nip[12:14] == "21") == (person.employment_status in contracts) for person in staff())


def test_names_are_made_of_the_pools_and_can_be_printed(staff):
    names = read_names()
    people = staff()

    assert {person.name.partition(" ")[0] for person in people} <= {*names.female, *names.male}
    assert {unprintable(person.full_name) for person in people} == {""}


def test_addresses_lead_nowhere(staff):
    assert {person.email.rpartition("@")[2] for person in staff()} == {"metro.example"}


def test_nobody_can_sign_in_with_a_password(staff):
    assert not any(person.has_usable_password() for person in staff())


def test_the_same_seed_makes_the_same_people(staff):
    first = [(person.nip, person.full_name, person.employment_status) for person in staff()]
    Posting.objects.all().delete()
    User.objects.all().delete()

    assert [(person.nip, person.full_name, person.employment_status) for person in staff()] == first


def test_another_seed_makes_other_people(staff):
    first = [person.full_name for person in staff()]
    Posting.objects.all().delete()
    User.objects.all().delete()

    assert [person.full_name for person in staff(seed=7)] != first


def test_every_unit_has_its_people(staff):
    staff()

    units = Unit.objects.current().exclude(kind=UnitKind.CITY)
    assert set(Posting.objects.values_list("unit", flat=True)) == set(units.values_list("pk", flat=True))


def test_everyone_has_one_post(staff):
    staff()

    assert Posting.objects.current().count() == User.objects.count() == 160


def test_a_city_without_heads_is_refused():
    with pytest.raises(CommandError, match="at least 150"):
        call_command("demo", staff=10)
