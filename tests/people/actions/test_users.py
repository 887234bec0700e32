import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lms.audit.models import Event
from lms.people.actions.users import deactivate, reactivate, set_digital_role, sign_in_link
from lms.people.enums import DigitalRole, Role
from lms.people.models import Posting, User
from tests import factories

pytestmark = pytest.mark.django_db


def test_digital_role_is_set_and_audited():
    person = factories.user()

    set_digital_role(user=person, role=DigitalRole.MANAGES, by=None)

    event = Event.objects.get()
    assert User.objects.get(pk=person.pk).digital_role == "pengelola"
    assert (event.before, event.after) == ({"role": "pengguna"}, {"role": "pengelola"})


def test_same_digital_role_leaves_no_trace():
    set_digital_role(user=factories.user(), role=DigitalRole.USES, by=None)

    assert not Event.objects.exists()


def test_deactivated_person_loses_post_and_sessions(client):
    person = factories.posting().user
    client.force_login(person)

    deactivate(user=person, by=None)

    assert not Posting.objects.current().exists()
    assert client.get(reverse("notices")).status_code == 302


def test_session_from_before_a_deactivation_never_comes_back(client):
    person = factories.user()
    client.force_login(person)
    deactivate(user=person, by=None)

    reactivate(user=User.objects.get(pk=person.pk), by=None)

    assert client.get(reverse("notices")).status_code == 302


def test_link_lets_the_person_set_a_password_once(client):
    person = factories.user(password=None)
    form = client.get(sign_in_link(user=person, by=None), follow=True)
    address = form.redirect_chain[-1][0]

    client.post(address, {"password1": "kopi-lampung-7", "password2": "kopi-lampung-7"})

    assert User.objects.get(pk=person.pk).check_password("kopi-lampung-7")


def test_used_link_is_dead(client):
    person = factories.user(password=None)
    link = sign_in_link(user=person, by=None)
    person.set_password("kopi-lampung-7")
    person.save()

    assert client.get(link).context["token_fail"]


def test_link_is_audited_without_its_token():
    person = factories.user(password=None)

    link = sign_in_link(user=person, by=None)

    event = Event.objects.get()
    assert event.act == "people.sign_in_link"
    assert link.split("-", 1)[1][:10] not in str(
        [event.before, event.after, event.reason, event.target_label]
    )


def test_no_link_for_privileged_people_with_a_password():
    person = factories.user(password="kopi-lampung-7")
    factories.grant(person, Role.OPERATOR, factories.city())

    with pytest.raises(PermissionDenied):
        sign_in_link(user=person, by=None)


def test_no_link_for_closed_accounts():
    with pytest.raises(PermissionDenied):
        sign_in_link(user=factories.user(is_active=False), by=None)
