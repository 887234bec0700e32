import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from lms.people.demo import ACCOUNTS, PASSWORD, current_code, enrol_second_factor
from tests import factories
from tests.people.test_doors import sign_in

pytestmark = pytest.mark.django_db


def demo_person(**fields):
    user = factories.user(**({"username": "bkpsdm.demo", "password": PASSWORD} | fields))
    enrol_second_factor(user)
    return user


def test_enrolling_twice_makes_one_factor():
    user = demo_person()

    enrol_second_factor(user)

    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_code_is_shown_only_where_the_demo_is_on(settings):
    user = demo_person()
    hidden = current_code(user)

    settings.PIAWAI_DEMO = True

    assert (hidden, len(current_code(user))) == ("", 6)


def test_code_of_other_accounts_is_never_shown(settings):
    settings.PIAWAI_DEMO = True

    assert current_code(demo_person(username="bukan.demo")) == ""


def test_code_of_another_secret_is_never_shown(settings):
    settings.PIAWAI_DEMO = True
    user = demo_person()
    Authenticator.objects.filter(type="totp").update(data={"secret": "JBSWY3DPEHPK3PXP"})

    assert current_code(user) == ""


def test_shown_code_signs_in(client, settings):
    settings.PIAWAI_DEMO = True
    user = demo_person()
    sign_in(client, user, password=PASSWORD)
    page = client.get(reverse("mfa_authenticate")).content.decode()

    client.post(reverse("mfa_authenticate"), {"code": current_code(user)})

    assert f"Kode akun demo saat ini: {current_code(user)}" in page
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("demo", [True, False])
def test_sign_in_page_lists_accounts_only_in_the_demo(client, settings, demo):
    settings.PIAWAI_DEMO = demo

    page = client.get(reverse("account_login")).content.decode()

    assert [account.username in page for account in ACCOUNTS] == [demo] * len(ACCOUNTS)
    assert (PASSWORD in page) is demo
