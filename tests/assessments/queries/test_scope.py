"""What people may do with a bank."""

import pytest
from django.db import IntegrityError, transaction

from assessments.enums import BankRight
from assessments.models import BankShare
from assessments.queries.scope import banks_for, may, rights_to
from lms.people.enums import Role
from tests import factories
from tests.courses.authors import lecturer, person, reviewer

pytestmark = pytest.mark.django_db
ALL = {BankRight.USE, BankRight.EDIT, BankRight.MANAGE}
EACH = [("use", {"use"}), ("edit", {"use", "edit"}), ("manage", {"use", "edit", "manage"})]


@pytest.fixture
def bank():
    return factories.bank()


def agree(user, bank):
    """What ``rights_to`` says, after making sure that ``banks_for`` says the same."""
    rights = rights_to(user, bank)
    assert rights == {right for right in BankRight if bank in banks_for(user, right)}
    return rights


def test_those_who_teach_the_course_and_reviewers_manage(bank):
    assert agree(lecturer(bank.course), bank) == agree(reviewer(), bank) == ALL


@pytest.mark.parametrize("role", [Role.HR, Role.OPD_HEAD, Role.LECTURER])
def test_others_have_no_right(bank, role):
    assert agree(person(role), bank) == set()


@pytest.mark.parametrize(("right", "rights"), EACH)
def test_a_share_gives_a_person_its_right_and_the_lesser_ones(bank, right, rights):
    teacher = lecturer()
    factories.bank_share(bank, right, user=teacher)

    assert agree(teacher, bank) == rights
    assert agree(lecturer(), bank) == set()
    assert not may(teacher, BankRight.USE, factories.bank())


@pytest.mark.parametrize(("right", "rights"), EACH)
def test_a_share_gives_it_to_all_who_teach_a_course(bank, right, rights):
    other = factories.course()
    teacher, colleague = lecturer(other), lecturer(other)
    factories.bank_share(bank, right, course=other)

    assert agree(teacher, bank) == agree(colleague, bank) == rights
    assert agree(lecturer(), bank) == set()


def test_a_share_is_worth_nothing_to_who_may_not_write(bank):
    hr = person(Role.HR)
    factories.bank_share(bank, "manage", user=hr)

    assert agree(hr, bank) == set()


def test_the_greater_of_two_shares_counts(bank):
    other = factories.course()
    teacher = lecturer(other)
    factories.bank_share(bank, "edit", user=teacher)
    factories.bank_share(bank, "use", course=other)

    assert agree(teacher, bank) == {BankRight.USE, BankRight.EDIT}


def test_the_database_keeps_a_share_to_one_holder_once(bank):
    user, course = factories.user(), factories.course()
    factories.bank_share(bank, user=user)
    factories.bank_share(bank, course=course)

    for fields in ({"user": user}, {"course": course}, {"user": user, "course": course}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BankShare.objects.create(bank=bank, right="edit", **fields)
