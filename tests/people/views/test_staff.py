from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from lms.audit.models import Event
from lms.people.enums import Role
from lms.people.models import RoleGrant, User
from lms.people.sheets.sample import sample_nip
from tests import factories
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return factories.city()


@pytest.fixture
def dinas(root):
    return factories.unit(name="Dinas Contoh", parent=root)


@pytest.fixture
def hr(client, dinas):
    return enter(client, Role.HR, dinas, name="Hana HR")


@pytest.fixture
def member(dinas):
    person = factories.user(name="Rina Lestari", nip=sample_nip(1), password=None)
    factories.posting(user=person, unit=dinas)
    return person


@pytest.fixture
def stranger(root):
    person = factories.user(name="Bayu Jauh", nip=sample_nip(2))
    factories.posting(user=person, unit=factories.unit(parent=root))
    return person


def names(answer):
    return [person.name for person in answer.context["page"].object_list]


def test_list_shows_own_unit_and_oneself_only(client, hr, member, stranger):
    assert names(client.get(reverse("staff"))) == ["Hana HR", "Rina Lestari"]


def test_list_of_the_whole_city_includes_people_without_a_post(client, root, member, stranger):
    enter(client, Role.HR, root, name="Hana HR")
    factories.user(name="Dosen Luar")

    assert names(client.get(reverse("staff"))) == ["Bayu Jauh", "Dosen Luar", "Hana HR", "Rina Lestari"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "lestari rina"}, ["Rina Lestari"]),
        ({"q": sample_nip(1)[:8]}, ["Rina Lestari"]),
        ({"q": f"{sample_nip(1)[:8]} {sample_nip(1)[8:14]}"}, ["Rina Lestari"]),
        ({"q": '"'}, []),
        ({"q": "%"}, []),
        ({"q": "\x00rina"}, ["Hana HR", "Rina Lestari"]),
        ({"q": "x" * 10_000}, ["Hana HR", "Rina Lestari"]),
        ({"peran": "pengelola"}, []),
        ({"peran": "tidak-ada"}, ["Hana HR", "Rina Lestari"]),
        ({"unit": "999"}, ["Hana HR", "Rina Lestari"]),
        ({"status": "PPPK"}, []),
        ({"halaman": "tiga"}, ["Hana HR", "Rina Lestari"]),
    ],
)
def test_filters_narrow_and_never_fail(client, hr, member, query, found):
    assert names(client.get(reverse("staff"), query)) == found


def test_unit_filter_includes_units_below(client, hr, member, dinas):
    section = factories.unit(name="Bidang", parent=dinas, kind="bidang")
    below = factories.posting(user=factories.user(name="Dewi"), unit=section).user

    assert names(client.get(reverse("staff"), {"unit": section.pk})) == [below.name]


def test_empty_result_says_what_to_do(client, hr):
    assert "Tidak ada pegawai yang cocok" in client.get(reverse("staff"), {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(client, hr, dinas, rows, django_assert_num_queries):
    for _ in range(rows):
        factories.posting(unit=dinas)

    with django_assert_num_queries(7):
        client.get(reverse("staff"))


def test_page_shows_posts_past_and_present(client, hr, member, root):
    today = timezone.localdate()
    former = factories.unit(name="Dinas Lama", parent=root)
    member.postings.update(valid_from=today)
    factories.posting(user=member, unit=former, valid_until=today - timedelta(days=1))

    page = client.get(reverse("person", args=[member.pk])).content.decode()

    assert [word in page for word in ("Dinas Contoh", "Dinas Lama", "sekarang")] == [True] * 3


ACTS = {
    "grant_role": {"role": "opd_head", "unit": "0"},
    "set_digital_role": {"digital_role": "pengelola"},
    "change_number": {"nip": sample_nip(7)},
    "sign_in_link": {},
    "set_active": {"aktif": "0"},
}


@pytest.mark.parametrize("name", ["person", *ACTS])
def test_person_of_another_unit_does_not_exist(client, hr, stranger, name):
    ask = client.get if name == "person" else client.post
    assert ask(reverse(name, args=[stranger.pk]), ACTS.get(name, {})).status_code == 404


@pytest.mark.parametrize("name", ["person", *ACTS])
def test_person_that_is_not_there_does_not_exist(client, hr, name):
    ask = client.get if name == "person" else client.post
    assert ask(reverse(name, args=[99999]), ACTS.get(name, {})).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_head_of_the_unit_sees_but_changes_nothing(client, dinas, member, name):
    enter(client, Role.OPD_HEAD, dinas)

    assert client.get(reverse("person", args=[member.pk])).status_code == 200
    assert client.post(reverse(name, args=[member.pk]), ACTS[name]).status_code == 403


def test_head_sees_no_forms(client, dinas, member):
    enter(client, Role.OPD_HEAD, dinas)

    page = client.get(reverse("person", args=[member.pk])).content.decode()

    assert reverse("set_active", args=[member.pk]) not in page
    assert reverse("grant_role", args=[member.pk]) not in page


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_posts(client, hr, member, name):
    assert client.get(reverse(name, args=[member.pk])).status_code == 405


@pytest.mark.parametrize("role", [None, Role.LEADER, Role.LECTURER, Role.OPERATOR])
def test_staff_is_forbidden_to_other_roles(client, root, role):
    enter(client, role, root)

    assert client.get(reverse("staff")).status_code == 403


def test_staff_asks_strangers_to_sign_in(client):
    assert client.get(reverse("staff")).url == "/accounts/login/?next=/pegawai/"


def test_role_is_granted_in_own_scope(client, hr, member, dinas):
    client.post(reverse("grant_role", args=[member.pk]), {"role": "opd_head", "unit": dinas.pk})

    grant = RoleGrant.objects.get(user=member)
    assert (grant.role, grant.unit, grant.granted_by) == ("opd_head", dinas, hr)


def test_role_beyond_own_scope_is_refused(client, hr, member, root):
    answer = client.post(reverse("grant_role", args=[member.pk]), {"role": "opd_head", "unit": root.pk})

    assert answer.status_code == 422
    assert not RoleGrant.objects.filter(user=member).exists()


def test_nobody_grants_roles_to_themselves(client, root):
    hr = enter(client, Role.HR, root)

    answer = client.post(reverse("grant_role", args=[hr.pk]), {"role": "operator", "unit": root.pk})

    assert answer.status_code == 403


def test_role_is_revoked(client, hr, member, dinas):
    grant = factories.grant(member, Role.OPD_HEAD, dinas)

    client.post(reverse("revoke_role", args=[grant.pk]))

    assert not RoleGrant.objects.current().filter(pk=grant.pk).exists()


@pytest.mark.parametrize("scope", ["root", "own"])
def test_grant_of_a_wider_scope_and_ones_own_cannot_be_revoked(client, hr, member, root, scope):
    grant = factories.grant(member, Role.LEADER, root) if scope == "root" else hr.grants.get()

    assert client.post(reverse("revoke_role", args=[grant.pk])).status_code == 404


def test_digital_role_is_set(client, hr, member):
    client.post(reverse("set_digital_role", args=[member.pk]), {"digital_role": "pengelola"})

    assert User.objects.get(pk=member.pk).digital_role == "pengelola"


def test_unknown_digital_role_names_the_field(client, hr, member):
    answer = client.post(reverse("set_digital_role", args=[member.pk]), {"digital_role": "raja"})

    assert answer.status_code == 422


def test_number_is_changed(client, hr, member):
    client.post(reverse("change_number", args=[member.pk]), {"nip": sample_nip(7)})

    assert User.objects.get(pk=member.pk).nip == sample_nip(7)


@pytest.mark.parametrize(
    ("nip", "reason"),
    [("123", "NIP harus 18 angka."), (sample_nip(2), "Nomor ini sudah dipakai pegawai lain.")],
)
def test_wrong_number_is_refused_in_words(client, hr, member, stranger, nip, reason):
    answer = client.post(reverse("change_number", args=[member.pk]), {"nip": nip})

    assert (answer.status_code, reason in answer.content.decode()) == (422, True)


def test_link_is_shown_once_and_never_cached(client, hr, member):
    answer = client.post(reverse("sign_in_link", args=[member.pk]))

    assert answer.context["link"].startswith("http://testserver/accounts/password/reset/key/")
    assert answer["Cache-Control"] == "no-store"
    assert "password/reset/key" not in client.get(reverse("person", args=[member.pk])).content.decode()


def test_link_is_refused_for_privileged_people_with_a_password(client, hr, member, root):
    member.set_password("kopi-lampung-7")
    member.save()
    factories.grant(member, Role.OPERATOR, root)

    assert client.post(reverse("sign_in_link", args=[member.pk])).status_code == 403


def test_closed_account_can_be_opened_again_by_the_whole_city(client, root, member):
    enter(client, Role.HR, root)
    client.post(reverse("set_active", args=[member.pk]), {"aktif": "0"})
    closed = User.objects.get(pk=member.pk).is_active

    client.post(reverse("set_active", args=[member.pk]), {"aktif": "1"})

    assert (closed, User.objects.get(pk=member.pk).is_active) == (False, True)


def test_who_closes_an_account_of_the_own_unit_returns_to_the_list(client, hr, member):
    answer = client.post(reverse("set_active", args=[member.pk]), {"aktif": "0"})

    assert answer.url == reverse("staff")


def test_nobody_closes_their_own_account(client, root):
    hr = enter(client, Role.HR, root)

    assert client.post(reverse("set_active", args=[hr.pk]), {"aktif": "0"}).status_code == 403


def test_outsider_gets_an_account_without_password(client, root):
    enter(client, Role.HR, root)

    client.post(reverse("person_new"), {"name": "Dosen Baru", "email": "Dosen@Polinela.Example"})

    person = User.objects.get(email="dosen@polinela.example")
    assert (person.username, person.employment_status) == ("dosen@polinela.example", "NON_ASN")
    assert not person.has_usable_password()
    assert Event.objects.get(act="people.create").target_id == str(person.pk)


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "ada@piawai.example"), ("email", "bukan"), ("name", "Rina 🌸"), ("name", "")],
)
def test_wrong_outsider_names_the_field(client, root, field, value):
    factories.user(email="ada@piawai.example")
    enter(client, Role.HR, root)
    data = {"name": "Dosen", "email": "dosen@piawai.example"} | {field: value}

    answer = client.post(reverse("person_new"), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_outsiders_are_made_by_the_whole_citys_hr_only(client, hr):
    assert client.get(reverse("person_new")).status_code == 403


def test_page_of_a_person_shows_no_secret(client, hr, member):
    Authenticator.objects.create(user=member, type="totp", data={"secret": "RAHASIA"})

    assert "RAHASIA" not in client.get(reverse("person", args=[member.pk])).content.decode()
