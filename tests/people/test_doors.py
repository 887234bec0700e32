"""Every door to the site, tried with the password alone (stack.md §10 has two proven ways past the second factor)."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Permission as DjangoPermission
from django.core import mail
from django.urls import reverse

from lms.people.demo import TOTP_SECRET, enrol_second_factor
from lms.people.enums import Role
from lms.people.models import User
from lms.people.sheets.sample import sample_nip
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "kopi-lampung-7"


def person(role=None, *, second_factor=False, **fields):
    user = factories.user(password=PASSWORD, **fields)
    if role:
        factories.grant(user, role, factories.city())
    if second_factor:
        enrol_second_factor(user)
    return user


def open_authors_area(user):
    group = user.groups.first()
    group.permissions.add(DjangoPermission.objects.get(codename="access_admin"))


def sign_in(client, user, login=None, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login or user.username, "password": password})


def code(secret=TOTP_SECRET, steps=0):
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def signed_in(client):
    return "_auth_user_id" in client.session


PRIVILEGED = [Role.HR, Role.LECTURER, Role.REVIEWER, Role.OPERATOR]


@pytest.mark.parametrize("field", ["username", "nip", "email"])
def test_sign_in_with_user_name_number_or_address(client, field):
    user = person(username=sample_nip(3), nip=sample_nip(3), email="rina@piawai.example")

    answer = sign_in(client, user, login=getattr(user, field))

    assert (answer.status_code, signed_in(client)) == (302, True)


def test_wrong_password_is_refused_in_indonesian(client):
    answer = sign_in(client, person(), password="salah")

    assert not signed_in(client)
    assert "kata sandi" in answer.content.decode().lower()


def test_closed_account_cannot_sign_in(client):
    sign_in(client, person(is_active=False))

    assert not signed_in(client)


@pytest.mark.parametrize("role", PRIVILEGED)
def test_privileged_person_without_factor_must_set_one_up(client, role):
    sign_in(client, person(role))

    assert client.get(reverse("notices")).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("role", [Role.OPD_HEAD, Role.LEADER, None])
def test_others_need_no_second_factor(client, role):
    sign_in(client, person(role))

    assert client.get(reverse("notices")).status_code == 200


def test_page_for_setting_up_is_open_to_who_must(client):
    sign_in(client, person(Role.HR))

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_set_up_in_this_session_opens_the_site(client):
    user = person(Role.HR, email="hr@piawai.example")
    sign_in(client, user)
    secret = re.search(
        r'id="authenticator_secret" value="(\w+)"', client.get(reverse("mfa_activate_totp")).content.decode()
    )[1]

    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    assert client.get(reverse("notices")).status_code == 200


@pytest.mark.parametrize("role", [*PRIVILEGED, None])
def test_password_alone_signs_nobody_in_who_has_a_factor(client, role):
    answer = sign_in(client, person(role, second_factor=True))

    assert (answer.url, signed_in(client)) == (reverse("mfa_authenticate"), False)


def test_password_and_code_open_the_site(client):
    sign_in(client, person(Role.HR, second_factor=True))
    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert client.get(reverse("notices")).status_code == 200


@pytest.mark.parametrize(("steps", "let_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_of_the_step_before_and_after_is_taken(client, monkeypatch, steps, let_in):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    sign_in(client, person(Role.HR, second_factor=True))

    client.post(reverse("mfa_authenticate"), {"code": code(steps=steps)})

    assert signed_in(client) is let_in


@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_code_works_once(client, monkeypatch, seconds):
    user = person(Role.HR, second_factor=True)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    used = code(steps=1)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": used})
    client.logout()
    monkeypatch.setattr(time, "time", lambda: now + seconds)
    sign_in(client, user)

    client.post(reverse("mfa_authenticate"), {"code": used})

    assert not signed_in(client)


def test_recovery_code_opens_the_site(client):
    user = person(Role.HR, second_factor=True)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client, user)

    client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert client.get(reverse("notices")).status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/_util/login/", "/admin/password_reset/", "/accounts/signup/"]
)
@pytest.mark.parametrize("role", [Role.LECTURER, None])
def test_side_doors_sign_nobody_in(client, address, role):
    user = person(role, second_factor=True)

    client.post(address, {"username": user.username, "password": PASSWORD, "login": user.username})

    assert not signed_in(client)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/admin/login/", 302),
        ("/_util/login/", 404),
        ("/admin/password_reset/", 404),
        ("/admin/password_reset/confirm/MQ/abc-def/", 404),
        ("/accounts/signup/", 404),
        ("/accounts/email/", 404),
    ],
)
def test_side_doors_are_closed(client, address, status):
    assert client.get(address).status_code == status


def test_session_that_passed_the_factor_by_is_ended(client):
    client.force_login(person(Role.HR, second_factor=True))

    answer = client.get(reverse("notices"))

    assert (answer.url, signed_in(client)) == (reverse("account_login"), False)


@pytest.mark.parametrize(
    "name", ["mfa_deactivate_totp", "mfa_add_webauthn", "mfa_index", "account_change_password"]
)
def test_such_a_session_cannot_touch_the_factors_either(client, name):
    client.force_login(person(Role.HR, second_factor=True))

    client.get(reverse(name))

    assert not signed_in(client)


def test_factor_added_later_does_not_prove_a_session_that_passed_one_by(client):
    user = person(Role.HR, second_factor=True)
    Authenticator.objects.update(created_at="2020-01-01T00:00Z")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 60}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    Authenticator.objects.create(user=user, type="webauthn", data={})

    client.get(reverse("notices"))

    assert not signed_in(client)


def test_proof_of_one_person_does_not_serve_another_in_the_same_browser(client):
    sign_in(client, person(Role.HR, second_factor=True))
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.force_login(person(Role.OPERATOR, second_factor=True))

    assert client.get(reverse("notices")).status_code == 302


def test_password_reset_leads_to_the_code_not_past_it(client):
    user = person(Role.HR, second_factor=True, email="hr@piawai.example")
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "teh-lampung-88", "password2": "teh-lampung-88"})

    assert not signed_in(client)
    assert sign_in(client, user, password="teh-lampung-88").url == reverse("mfa_authenticate")


def test_reset_answers_alike_for_known_and_unknown_addresses(client):
    person(email="ada@piawai.example")

    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("ada@piawai.example", "tiada@piawai.example")
    ]

    assert answers[0].url == answers[1].url


def test_last_factor_of_a_privileged_person_stays(client):
    user = person(Role.HR, second_factor=True)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code()})

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user, type="totp").exists()


@pytest.mark.parametrize("role", [None, Role.OPD_HEAD, Role.LEADER])
def test_authors_area_is_forbidden_to_others_without_a_loop(client, role):
    sign_in(client, person(role))

    assert client.get("/admin/").status_code == 403


def test_authors_area_asks_strangers_to_sign_in(client):
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_authors_area_is_open_to_lecturers_with_their_code(client):
    user = person(Role.LECTURER, second_factor=True)
    open_authors_area(user)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert client.get("/admin/pages/").status_code in {200, 302}


def test_stale_group_alone_does_not_open_the_authors_area(client):
    lecturer = person(Role.LECTURER)
    open_authors_area(lecturer)
    user = person()
    user.groups.add(lecturer.groups.get())
    sign_in(client, user)

    assert client.get("/admin/").status_code == 403


def fail(client, user, times, address="192.0.2.1"):
    for _ in range(times):
        client.post(
            reverse("account_login"), {"login": user.username, "password": "salah"}, REMOTE_ADDR=address
        )


def test_guessing_is_stopped_after_five_failures(client):
    user = person()
    fail(client, user, 5)

    answer = sign_in_from(client, user, "192.0.2.1")

    assert not signed_in(client)
    assert "Terlalu banyak" in answer.content.decode()


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(client):
    user = person()
    fail(client, user, 6)

    sign_in_from(client, user, "198.51.100.7")

    assert signed_in(client)


def test_one_office_address_may_fail_for_many_people(client):
    for _ in range(4):
        fail(client, person(), 4)
    user = person()

    sign_in_from(client, user, "192.0.2.1")

    assert signed_in(client)


def sign_in_from(client, user, address):
    data = {"login": user.username, "password": PASSWORD}
    return client.post(reverse("account_login"), data, REMOTE_ADDR=address)


def test_new_password_ends_other_sessions(client):
    user = person()
    sign_in(client, user)
    user.set_password("lain-lampung-9")
    user.save()

    assert client.get(reverse("notices")).status_code == 302


def test_role_granted_in_mid_session_asks_for_a_factor_at_once(client):
    user = person()
    sign_in(client, user)
    factories.grant(User.objects.get(pk=user.pk), Role.HR, factories.city())

    assert client.get(reverse("notices")).url == reverse("mfa_activate_totp")


def test_page_of_keys_is_in_indonesian(client):
    user = person()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Laptop"})
    client.force_login(user)

    page = client.get(reverse("mfa_list_webauthn")).content.decode()

    assert [word in page for word in ("Laptop", "belum pernah", "Not used")] == [True, True, False]
