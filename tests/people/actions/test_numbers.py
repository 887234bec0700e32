import pytest
from django.core.exceptions import ValidationError

from lms.audit.models import Event
from lms.people.actions.numbers import change_nip
from lms.people.models import FormerNumber, User
from lms.people.sheets.sample import sample_nip
from tests import factories

pytestmark = pytest.mark.django_db

OLD, NEW = sample_nip(1), sample_nip(2)


def test_old_number_stays_with_the_person():
    person = factories.user(nip=OLD, username=OLD)

    change_nip(user=person, nip=NEW, by=None)

    person = User.objects.get(pk=person.pk)
    assert (person.nip, person.username) == (NEW, NEW)
    assert list(FormerNumber.objects.values_list("user", "nip")) == [(person.pk, OLD)]


def test_chosen_user_name_is_kept():
    person = factories.user(nip=OLD, username="rina")

    change_nip(user=person, nip=NEW, by=None)

    assert User.objects.get(pk=person.pk).username == "rina"


def test_number_of_somebody_else_is_refused():
    factories.user(nip=NEW)

    with pytest.raises(ValidationError, match="sudah dipakai"):
        change_nip(user=factories.user(nip=OLD), nip=NEW, by=None)


def test_former_number_of_somebody_else_is_refused():
    change_nip(user=factories.user(nip=OLD), nip=NEW, by=None)

    with pytest.raises(ValidationError, match="sudah dipakai"):
        change_nip(user=factories.user(), nip=OLD, by=None)


def test_person_may_get_an_earlier_number_back():
    person = factories.user(nip=OLD)
    change_nip(user=person, nip=NEW, by=None)

    change_nip(user=person, nip=OLD, by=None)

    assert list(FormerNumber.objects.values_list("nip", flat=True)) == [NEW]


def test_audit_shows_masked_numbers_only():
    change_nip(user=factories.user(nip=OLD), nip=NEW, by=None)

    event = Event.objects.get()
    assert OLD not in str(event.before)
    assert NEW not in str(event.after)
