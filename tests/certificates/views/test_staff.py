from datetime import date

import pytest
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.models import Certificate
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
ALL = "/sertifikat/semua/"


@pytest.fixture
def posting() -> "factories.Posting":
    return factories.posting(unit=factories.unit(parent=factories.city()))


@pytest.fixture
def certificate(posting) -> Certificate:
    return factories.issued(enrolment=factories.finished(user=posting.user))


@pytest.fixture
def hr(posting) -> "factories.User":
    person = factories.user()
    factories.grant(person, Role.HR, posting.unit)
    return person


def withdrawal(certificate: Certificate) -> str:
    return reverse("certificate_withdraw", args=[certificate.pk])


def test_hr_sees_the_certificates_of_their_units_only(hr, certificate):
    other = factories.issued()

    page = signed_in(hr).get(ALL).text

    assert [number in page for number in (certificate.number, other.number)] == [True, False]


def test_hr_of_the_whole_city_sees_people_without_a_post_too(certificate):
    hr = factories.user()
    factories.grant(hr, Role.HR, factories.city())
    other = factories.issued()

    page = signed_in(hr).get(ALL).text

    assert [number in page for number in (certificate.number, other.number)] == [True, True]


def test_the_certificates_of_a_leaver_stay_in_charge_of_the_last_unit(hr, certificate, posting):
    posting.valid_until = date(2025, 1, 1)
    posting.save()

    assert certificate.number in signed_in(hr).get(ALL).text


def test_the_certificates_of_a_mover_go_along(hr, certificate, posting):
    posting.valid_until = date(2025, 1, 1)
    posting.save()
    factories.posting(user=posting.user, valid_from=date(2025, 1, 2))

    assert certificate.number not in signed_in(hr).get(ALL).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"cari": "0001"}, True),
        ({"cari": "dewi"}, True),
        ({"cari": "tidak ada"}, False),
        ({"keadaan": "issued"}, True),
        ({"keadaan": "withdrawn"}, False),
        ({"keadaan": "nonsense"}, True),
        ({"cari": '"' * 101}, True),
        ({"halaman": "x"}, True),
    ],
)
def test_search_and_filter(hr, certificate, query, found):
    type(certificate.user).objects.filter(pk=certificate.user_id).update(name="Dewi")

    assert (certificate.number in signed_in(hr).get(ALL, query).text) == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(hr, posting, count, django_assert_num_queries):
    for _ in range(count):
        factories.issued(enrolment=factories.finished(user=posting.user))
    client = signed_in(hr)
    client.get(ALL)

    with django_assert_num_queries(5):
        client.get(ALL)


def test_hr_withdraws_with_a_reason(hr, certificate):
    response = signed_in(hr).post(withdrawal(certificate), {"reason": "Nama keliru"}, follow=True)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.withdrawal_reason) == (CertificateState.WITHDRAWN, "Nama keliru")
    assert f"Sertifikat {certificate.number} dicabut." in response.text


def test_the_form_says_what_will_happen(hr, certificate):
    assert "Pencabutan tidak dapat dibatalkan" in signed_in(hr).get(withdrawal(certificate)).text


def test_without_a_reason_the_form_comes_back(hr, certificate):
    response = signed_in(hr).post(withdrawal(certificate), {"reason": " "})

    certificate.refresh_from_db()
    assert (response.status_code, certificate.state) == (200, CertificateState.ISSUED)


def test_a_second_withdrawal_says_that_it_is_done_already(hr, certificate):
    client = signed_in(hr)
    client.post(withdrawal(certificate), {"reason": "Satu"})

    response = client.post(withdrawal(certificate), {"reason": "Dua"}, follow=True)

    certificate.refresh_from_db()
    assert certificate.withdrawal_reason == "Satu"
    assert f"Sertifikat {certificate.number} sudah dicabut." in response.text


def test_hr_of_another_unit_gets_the_same_as_for_nothing(certificate):
    person = factories.user()
    factories.grant(person, Role.HR, factories.unit(parent=factories.city()))
    client = signed_in(person)

    codes = [
        client.post(url, {"reason": "x"}).status_code
        for url in (withdrawal(certificate), "/sertifikat/0/cabut/")
    ]

    assert codes == [404, 404]


@pytest.mark.parametrize("role", [None, Role.OPD_HEAD, Role.LECTURER, Role.OPERATOR])
def test_members_without_the_right_are_refused(certificate, posting, role):
    person = certificate.user
    if role:
        factories.grant(person, role, posting.unit)

    codes = [signed_in(person).get(url).status_code for url in (ALL, withdrawal(certificate))]

    assert codes == [403, 403]


def test_anonymous_is_sent_to_sign_in(client, certificate):
    assert [client.get(url).status_code for url in (ALL, withdrawal(certificate))] == [302, 302]


def test_the_list_takes_no_post(hr):
    assert signed_in(hr).post(ALL).status_code == 405
