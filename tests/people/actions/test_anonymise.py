from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.actions.anonymise import NotForgettable, anonymise, obstacles, set_legal_hold
from lms.people.actions.numbers import change_nip
from lms.people.actions.users import deactivate, reactivate
from lms.people.demo import enrol_second_factor
from lms.people.enums import Role
from lms.people.models import FormerNumber, User
from lms.people.queries.own_data import own_data
from lms.people.sheets.sample import sample_nip
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver() -> User:
    person = factories.user(
        name="Rina Lestari",
        nip=sample_nip(1),
        email="rina@piawai.example",
        title_front="Dr.",
        education="S-3",
    )
    change_nip(user=person, nip=sample_nip(2), by=None)
    deactivate(user=person, by=None)
    return person


def forget(person: User) -> User:
    anonymise(user=person, reason="Permintaan tertulis", by=None)
    return User.objects.get(pk=person.pk)


def test_nothing_that_names_the_person_is_left(leaver):
    after = forget(leaver)

    assert (after.full_name, after.username) == (f"Anonim {after.pk}", f"anonim-{after.pk}")
    assert (after.nip, after.email, after.education, after.last_login) == (None, None, "", None)
    assert not after.has_usable_password()


@pytest.mark.parametrize("trace", ["Rina", sample_nip(1), sample_nip(2), "rina@piawai.example", "S-3"])
def test_no_trace_is_left_in_what_is_held_about_the_person(leaver, trace):
    factories.notice(recipient=leaver, title="Halo Rina")

    assert trace not in str(own_data(forget(leaver)))


def test_what_hangs_on_the_account_goes(leaver):
    enrol_second_factor(leaver)
    EmailAddress.objects.create(user=leaver, email="rina@piawai.example")
    factories.notice(recipient=leaver)
    factories.grant(leaver, Role.LECTURER, factories.city(), valid_until=timezone.localdate() - timedelta(1))

    after = forget(leaver)

    assert [after.authenticator_set.count(), after.grants.count(), after.groups.count()] == [0, 0, 0]
    assert [model.objects.count() for model in (EmailAddress, Notice, FormerNumber)] == [0, 0, 0]


def test_sessions_die(leaver):
    assert forget(leaver).session_epoch == leaver.session_epoch + 1


def test_it_is_audited_without_a_name(leaver):
    forget(leaver)

    event = Event.objects.get(act="people.anonymise")
    assert (event.target_label, event.reason) == (f"#{leaver.pk}", "Permintaan tertulis")
    assert "Rina" not in str(list(Event.objects.values()))


def hold(person: User) -> None:
    set_legal_hold(user=person, held=True, reason="Perkara", by=None)


def give_post(person: User) -> None:
    factories.posting(user=person)


def give_later_post(person: User) -> None:
    factories.posting(user=person, valid_from=timezone.localdate() + timedelta(days=9))


def give_role(person: User) -> None:
    factories.grant(person, Role.LECTURER, factories.city())


def make_superuser(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_superuser=True)


def open_again(person: User) -> None:
    reactivate(user=person, by=None)


@pytest.mark.parametrize(
    "obstacle", [hold, give_post, give_later_post, give_role, make_superuser, open_again]
)
def test_what_stands_in_the_way_changes_nothing(leaver, obstacle):
    obstacle(leaver)

    with pytest.raises(NotForgettable) as refusal:
        forget(leaver)

    assert len(refusal.value.obstacles) == 1
    assert User.objects.get(pk=leaver.pk).name == "Rina Lestari"


def test_a_second_time_is_refused(leaver):
    forget(leaver)

    assert obstacles(User.objects.get(pk=leaver.pk)) == ["Akun ini sudah dianonimkan."]


def test_a_hold_is_audited_once_and_can_be_released(leaver):
    for held in (True, True, False):
        set_legal_hold(user=leaver, held=held, reason="Perkara 7", by=None)

    events = Event.objects.filter(act="people.set_legal_hold").order_by("pk")
    assert [event.after for event in events] == [{"legal_hold": True}, {"legal_hold": False}]
    assert not User.objects.get(pk=leaver.pk).legal_hold


@pytest.mark.parametrize("change", [{"nip": sample_nip(3)}, {"email": "a@b.example"}, {"is_active": True}])
def test_the_database_keeps_an_anonymised_account_empty(leaver, change):
    forget(leaver)

    with pytest.raises(IntegrityError, match="user_anonymised_is_nobody"), transaction.atomic():
        User.objects.filter(pk=leaver.pk).update(**change)
