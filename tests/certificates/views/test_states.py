"""What the public page says in every state a certificate can be in, and what it never says in any."""

import html
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from certificates.actions.forget import forget_some
from certificates.actions.withdraw import withdraw
from certificates.models import Certificate
from lms.people.actions.anonymise import anonymise
from lms.people.actions.users import deactivate
from lms.people.models import User
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIP = "199001012015051901"
SECRETS = (NIP, "rina@piawai.example", "Alasan rahasia", "Dinas Rahasia", "Jabatan Rahasia", "87,5")


def issued() -> Certificate:
    person = factories.user(name="Rina <b>Lestari</b>", nip=NIP, email="rina@piawai.example")
    unit, post = factories.unit(name="Dinas Rahasia"), factories.position(name="Jabatan Rahasia")
    factories.posting(user=person, unit=unit, position=post)
    course = factories.course(title='Awan & "Jaringan"', jp=4)
    return factories.issued(enrolment=factories.finished(user=person, course=course))


def valid_until(day: date | None):
    def change(certificate: Certificate) -> None:
        Certificate.objects.update(valid_until=day)

    return change


def withdrawn(certificate: Certificate) -> None:
    withdraw(certificate=certificate, reason="Alasan rahasia", by=factories.user())


def withdrawn_and_expired(certificate: Certificate) -> None:
    withdrawn(certificate)
    Certificate.objects.update(valid_until=date(2020, 1, 1))


def anonymised(certificate: Certificate) -> None:
    deactivate(user=certificate.user, by=None)
    anonymise(user=User.objects.get(pk=certificate.user_id), reason="Keluar", by=None)


def forgotten(certificate: Certificate) -> None:
    anonymised(certificate)
    forget_some(datetime(2060, 1, 1, tzinfo=UTC))


def withdrawn_and_forgotten(certificate: Certificate) -> None:
    withdrawn(certificate)
    forgotten(certificate)


def account_closed(certificate: Certificate) -> None:
    deactivate(user=certificate.user, by=None)


def renamed(certificate: Certificate) -> None:
    User.objects.filter(pk=certificate.user_id).update(name="Nama Baru", nip="199001012015051999")


def course_gone_from_the_catalogue(certificate: Certificate) -> None:
    certificate.enrolment.course.unpublish()


STATES = [
    (valid_until(None), "ASLI", True),
    (valid_until(TODAY), "ASLI", True),
    (valid_until(TODAY + timedelta(days=1)), "ASLI", True),
    (valid_until(TODAY - timedelta(days=1)), "KEDALUWARSA", True),
    (withdrawn, "DICABUT", True),
    (withdrawn_and_expired, "DICABUT", True),
    (anonymised, "ASLI", True),
    (forgotten, "MASA SIMPAN HABIS", False),
    (withdrawn_and_forgotten, "DICABUT", False),
    (account_closed, "ASLI", True),
    (renamed, "ASLI", True),
    (course_gone_from_the_catalogue, "ASLI", True),
]


@pytest.mark.parametrize(
    ("change", "word", "named"),
    STATES,
    ids=[f"{word}-{number}" for number, (_c, word, _n) in enumerate(STATES)],
)
def test_each_state_has_one_word_and_the_frozen_facts(client, change, word, named):
    certificate = issued()
    change(certificate)

    response = client.get(certificate.get_absolute_url())

    page = response.text
    facts = {key: html.unescape(value) for key, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)}
    assert (response.status_code, re.search(r"<h1>.*?<span>(.*?)</span>", page, re.DOTALL)[1]) == (200, word)
    assert facts.get("Nama") == ("Rina <b>Lestari</b> (NIP 1990••••••••••1901)" if named else None)
    assert (facts["Pelatihan"], facts["Jam pelajaran"], facts["Nomor"]) == (
        'Awan & "Jaringan"',
        "4 JP",
        certificate.number,
    )
    assert ("Dicabut" in facts) == (word == "DICABUT")
    assert [secret for secret in SECRETS if secret in page] == []
    assert ("<b>" in page, "Nama Baru" in page) == (False, False)


@pytest.mark.parametrize(
    ("status", "label"),
    [("PNS", "NIP"), ("CPNS", "NIP"), ("PPPK", "NI PPPK"), ("PPPK_PARUH_WAKTU", "NI PPPK")],
)
def test_the_number_is_called_what_it_is(client, status, label):
    person = factories.user(name="Rina", nip=NIP, employment_status=status)

    page = client.get(factories.issued(enrolment=factories.finished(user=person)).get_absolute_url()).text

    assert f"<dd>Rina ({label} 1990••••••••••1901)</dd>" in page


def test_whoever_has_no_number_has_none_on_the_page(client):
    person = factories.user(name="Dosen Contoh", employment_status="NON_ASN")

    page = client.get(factories.issued(enrolment=factories.finished(user=person)).get_absolute_url()).text

    assert "<dd>Dosen Contoh</dd>" in page


@pytest.mark.parametrize("place", ["first", "last", "all but one"])
def test_a_token_is_known_only_as_a_whole(client, place):
    token = issued().token
    part = {"first": token[:-1], "last": token[1:], "all but one": token[:10] + "x" + token[11:]}[place]

    assert client.get(f"/v/{part}/").status_code == 404


def test_upper_and_lower_case_of_a_token_differ(client):
    factories.issued(token="aB3" + "x" * 29)

    codes = [client.get(f"/v/{start}{'x' * 29}/").status_code for start in ("aB3", "ab3")]

    assert codes == [200, 404]
