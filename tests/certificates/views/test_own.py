import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions.checkpoints import make_checkpoint
from certificates.actions.withdraw import withdraw
from certificates.files import Damaged
from certificates.models import Certificate
from certificates.sharing import linkedin_url
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    person = factories.user(name="Rina Lestari", title_front="Dr.")
    return factories.issued(
        enrolment=factories.finished(user=person, course=factories.course(title="Dasar Jaringan"))
    )


def pdf_of(certificate: Certificate) -> str:
    return reverse("certificate_pdf", args=[certificate.pk])


def hr_of(unit) -> "factories.User":
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    return person


def test_the_list_shows_one_s_own_and_nobody_else_s(certificate):
    other = factories.issued()

    page = signed_in(certificate.user).get(reverse("certificates")).text

    assert [number in page for number in (certificate.number, other.number)] == [True, False]


def test_an_empty_list_says_how_to_earn_one():
    page = signed_in(factories.user()).get(reverse("certificates")).text

    assert "Belum ada sertifikat" in page


def test_a_pending_one_is_told_in_words_and_looked_at_again():
    pending = factories.certificate()

    response = signed_in(pending.user).get(reverse("certificates"))

    assert "Sedang disiapkan" in response.text
    assert response.headers["Refresh"] == "5"


def test_issued_ones_need_no_second_look(certificate):
    assert "Refresh" not in signed_in(certificate.user).get(reverse("certificates")).headers


def test_a_withdrawn_one_tells_the_holder_why(certificate):
    withdraw(certificate=certificate, reason="Nama keliru", by=factories.user())

    assert "Nama keliru" in signed_in(certificate.user).get(reverse("certificates")).text


def test_an_expired_one_says_so(certificate):
    Certificate.objects.update(valid_until=date(2020, 1, 1))

    assert "Kedaluwarsa" in signed_in(certificate.user).get(reverse("certificates")).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(count, django_assert_num_queries):
    person = factories.user()
    for _ in range(count):
        factories.issued(enrolment=factories.finished(user=person))
    client = signed_in(person)
    client.get(reverse("certificates"))

    with django_assert_num_queries(6):
        client.get(reverse("certificates"))


def test_the_holder_downloads_the_file_with_a_good_name(certificate):
    response = signed_in(certificate.user).get(pdf_of(certificate))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="Sertifikat-rina-lestari-dasar-jaringan.pdf"'
    )
    assert response.content[:5] == b"%PDF-"


def test_hr_of_the_holder_s_unit_downloads_it_too(certificate):
    posting = factories.posting(user=certificate.user)

    assert signed_in(hr_of(posting.unit)).get(pdf_of(certificate)).status_code == 200


def test_hr_of_another_unit_sees_nothing(certificate):
    factories.posting(user=certificate.user)
    city = factories.city()

    client = signed_in(hr_of(factories.unit(parent=city)))

    assert client.get(pdf_of(certificate)).status_code == 404


def test_a_stranger_gets_the_same_as_for_nothing(certificate):
    client = signed_in(factories.user())

    assert [client.get(url).status_code for url in (pdf_of(certificate), "/sertifikat/0.pdf")] == [404, 404]


def test_anonymous_is_sent_to_sign_in(client, certificate):
    codes = [client.get(url).status_code for url in (reverse("certificates"), pdf_of(certificate))]

    assert codes == [302, 302]


def test_a_pending_one_has_no_file():
    pending = factories.certificate()

    assert signed_in(pending.user).get(pdf_of(pending)).status_code == 404


def test_a_withdrawn_file_is_for_hr_only(certificate):
    posting = factories.posting(user=certificate.user)
    withdraw(certificate=certificate, reason="Keliru", by=factories.user())

    codes = [
        signed_in(person).get(pdf_of(certificate)).status_code
        for person in (certificate.user, hr_of(posting.unit))
    ]

    assert codes == [404, 200]


def test_other_verbs_are_refused(certificate):
    client = signed_in(certificate.user)

    assert [client.post(url).status_code for url in (reverse("certificates"), pdf_of(certificate))] == [
        405,
        405,
    ]


def test_a_lost_file_is_made_again(certificate):
    first = signed_in(certificate.user).get(pdf_of(certificate)).content
    certificate.file.storage.delete(certificate.file.name)

    assert signed_in(certificate.user).get(pdf_of(certificate)).content == first


def test_bytes_other_than_those_issued_are_never_served(certificate):
    certificate.file.storage.delete(certificate.file.name)
    Certificate.objects.update(snapshot=certificate.snapshot | {"name": "Lain"})

    with pytest.raises(Damaged):
        signed_in(certificate.user).get(pdf_of(certificate))


def links_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)', page))


def test_the_holder_shares_by_link_and_on_linkedin(certificate, settings):
    page = signed_in(certificate.user).get(reverse("certificates")).text

    address = settings.PIAWAI_BASE_URL + certificate.get_absolute_url()
    asked = next(link for link in links_of(page) if link.startswith("https://www.linkedin.com/"))
    facts = parse_qs(urlsplit(asked.replace("&amp;", "&")).query)
    assert address in page
    assert (facts["certUrl"], facts["certId"]) == ([address], [certificate.number])
    assert (facts["name"], facts["organizationName"]) == (["Dasar Jaringan"], [settings.PIAWAI_ISSUER])


def test_a_certificate_that_ends_says_so_on_linkedin(certificate):
    certificate.valid_until = None
    assert "expirationYear" not in linkedin_url(certificate)
    certificate.valid_until = date(2029, 3, 31)

    facts = parse_qs(urlsplit(linkedin_url(certificate)).query)

    assert (facts["expirationYear"], facts["expirationMonth"]) == (["2029"], ["3"])


def test_the_proof_is_offered_once_it_is_signed(certificate):
    holder = signed_in(certificate.user)
    before = reverse("verify_proof", args=[certificate.token]) in holder.get(reverse("certificates")).text
    make_checkpoint(at=timezone.now())

    after = reverse("verify_proof", args=[certificate.token]) in holder.get(reverse("certificates")).text

    assert (before, after) == (False, True)


def test_what_is_withdrawn_is_not_shared(certificate):
    withdraw(certificate=certificate, reason="Keliru", by=factories.user())

    assert "linkedin" not in signed_in(certificate.user).get(reverse("certificates")).text
