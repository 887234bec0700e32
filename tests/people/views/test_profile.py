import pytest
from django.urls import reverse

from lms.people.enums import Role
from lms.people.models import User
from lms.people.sheets.sample import sample_nip
from tests import factories
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db


def test_profile_shows_own_data_and_the_ways_to_security(client):
    enter(client, nip=sample_nip(1), golongan="III/a")

    page = client.get(reverse("profile")).content.decode()

    names = ("account_change_password", "mfa_activate_totp", "mfa_list_webauthn", "my_data")
    assert [reverse(name) in page for name in names] == [True] * 4
    assert "III/a" in page


def test_digest_is_switched_off_and_on(client):
    person = enter(client)
    client.post(reverse("profile"), {})
    off = User.objects.get(pk=person.pk).wants_digest

    client.post(reverse("profile"), {"wants_digest": "on"})

    assert (off, User.objects.get(pk=person.pk).wants_digest) == (False, True)


def test_roles_are_explained_in_a_sentence(client):
    enter(client, Role.LEADER, factories.city())

    assert "tanpa data perorangan" in client.get(reverse("profile")).content.decode()


def test_own_data_is_a_file_with_posts_and_without_secrets(client):
    person = enter(client, nip=sample_nip(1), password="kopi-lampung-7")
    factories.posting(user=person, unit=factories.unit(name="Dinas Contoh"))

    answer = client.get(reverse("my_data"))

    data = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="data-saya.json"'
    assert (data["person"]["nip"], data["postings"][0]["unit"]) == (sample_nip(1), "Dinas Contoh")
    assert "password" not in answer.content.decode()


def test_own_data_never_holds_other_people(client):
    factories.posting(user=factories.user(name="Bayu"))
    enter(client)

    assert "Bayu" not in client.get(reverse("my_data")).content.decode()


@pytest.mark.parametrize("name", ["profile", "my_data"])
def test_strangers_are_asked_to_sign_in(client, name):
    assert client.get(reverse(name)).url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "mfa_index", "mfa_list_webauthn"]
)
def test_account_pages_look_like_the_rest(client, name):
    enter(client)

    page = client.get(reverse(name), follow=True).content.decode()

    assert '<html lang="id">' in page
    assert '<main id="isi"' in page


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_entrance_pages_look_like_the_rest(client, name):
    page = client.get(reverse(name)).content.decode()

    assert '<html lang="id">' in page
    assert "style=" not in page
