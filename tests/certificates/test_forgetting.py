from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from certificates.actions.forget import forget_some
from certificates.actions.withdraw import withdraw
from certificates.models import Certificate, Credential
from certificates.queries.ledger import ledger_faults
from lms.core import schedule
from lms.people.actions.anonymise import NotForgettable, anonymise
from lms.people.actions.users import deactivate
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
IN_TIME = datetime(2056, 11, 19, tzinfo=UTC)
TOO_LATE = datetime(2056, 11, 22, tzinfo=UTC)


@pytest.fixture
def certificate() -> Certificate:
    """Of somebody who left and was anonymised."""
    person = factories.user(name="Rina Lestari", nip="199001012015051901")
    found = factories.issued(enrolment=factories.finished(user=person, course=factories.course(title="Awan")))
    deactivate(user=person, by=None)
    anonymise(user=person, reason="Keluar", by=None)
    found.refresh_from_db()
    return found


def test_a_certificate_stays_as_printed_when_its_holder_is_anonymised(client, certificate):
    assert certificate.snapshot["name"] == "Rina Lestari"
    assert "Rina Lestari (NIP 1990••••••••••1901)" in client.get(certificate.get_absolute_url()).text
    assert list(ledger_faults(files=True)) == []


def test_hr_still_finds_it_by_the_printed_name(certificate):
    hr = factories.user()
    factories.grant(hr, Role.HR, factories.city())

    page = signed_in(hr).get(reverse("certificates_all"), {"q": "rina"}).text

    assert (certificate.number in page, "Rina Lestari" in page) == (True, True)


def test_a_certificate_that_is_due_holds_its_person_back():
    pending = factories.certificate()
    deactivate(user=pending.user, by=None)

    with pytest.raises(NotForgettable, match="belum terbit"):
        anonymise(user=pending.user, reason="Keluar", by=None)


def test_its_badge_goes_with_the_name(certificate):
    forget_some(TOO_LATE)

    assert not Credential.objects.exists()


def test_within_its_retention_nothing_is_forgotten(certificate):
    assert forget_some(IN_TIME) == 0


def test_of_somebody_with_a_name_nothing_is_forgotten():
    factories.issued()

    assert forget_some(TOO_LATE) == 0


def test_kept_for_ever_when_the_setting_says_so(certificate, settings):
    settings.PIAWAI_RETENTION_CERTIFICATE_YEARS = 0

    assert forget_some(TOO_LATE) == 0


def test_after_its_retention_only_number_and_hash_are_left(certificate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        counts = [forget_some(TOO_LATE) for _ in range(2)]

    certificate.refresh_from_db()
    assert (counts, certificate.number) == ([1, 0], "800.2/0001/BKPSDM/2026")
    assert "Rina" not in str(certificate.snapshot)
    assert not storages["private"].exists(certificate.file.name)
    assert list(ledger_faults(files=True)) == []


def test_the_public_page_says_that_its_time_is_over(client, certificate):
    forget_some(TOO_LATE)

    page = client.get(certificate.get_absolute_url()).text

    assert ("MASA SIMPAN HABIS" in page, "Awan" in page, "Rina" in page) == (True, True, False)


def test_its_file_is_no_longer_there_for_anybody(certificate):
    forget_some(TOO_LATE)
    hr = factories.user()
    factories.grant(hr, Role.HR, factories.city())

    assert signed_in(hr).get(reverse("certificate_pdf", args=[certificate.pk])).status_code == 404


def test_a_withdrawn_one_forgets_the_reason_too(certificate):
    withdraw(certificate=certificate, reason="Rina keliru", by=factories.user())

    forget_some(TOO_LATE)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.withdrawal_reason) == ("withdrawn", "–")


def test_it_happens_every_night():
    assert "certificates.forget" in schedule.daily_kinds
