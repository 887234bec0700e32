import pytest
from django.core.management import CommandError, call_command

from lms.audit.models import Event
from lms.people.demo import enrol_second_factor
from lms.people.enums import Role
from lms.people.models import User
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


def test_the_first_officer_gets_a_role_on_the_command_line():
    user, city = factories.user(username="pertama"), factories.city(code="KOTA")

    call_command("grant_role", "pertama", "hr", "KOTA")

    assert User.objects.get(pk=user.pk).roles == [Role.HR]
    assert user.grants.get().unit == city


@pytest.mark.parametrize(("name", "unit", "reason"), [("tiada", "KOTA", "person"), ("ada", "TIADA", "unit")])
def test_a_role_for_nobody_or_nowhere_is_refused(name, unit, reason):
    factories.user(username="ada")
    factories.city(code="KOTA")

    with pytest.raises(CommandError, match=f"There is no such {reason}"):
        call_command("grant_role", name, "hr", unit)


def test_a_reset_takes_every_factor_and_every_session():
    user = factories.user(username="lupa")
    enrol_second_factor(user)

    call_command("reset_second_factor", "lupa", "--reason", "datang sendiri")

    assert user.authenticator_set.count() == 0
    assert User.objects.get(pk=user.pk).session_epoch == user.session_epoch + 1
    assert Event.objects.get(act="people.reset_second_factor").reason == "datang sendiri"


def test_a_reset_without_a_reason_is_refused():
    factories.user(username="lupa")

    with pytest.raises(CommandError, match="--reason"):
        call_command("reset_second_factor", "lupa")


def test_time_factor_is_set_by_hr_and_audited():
    hr, city = factories.user(), factories.city()
    factories.grant(hr, Role.HR, city)
    someone = factories.posting(unit=factories.unit(parent=city)).user

    signed_in(hr).post(f"/pegawai/{someone.pk}/waktu-kuis/", {"time_factor": "1.50"})

    assert str(User.objects.get(pk=someone.pk).time_factor) == "1.50"
    assert Event.objects.get(act="people.set_time_factor").after == {"factor": "1.50"}
