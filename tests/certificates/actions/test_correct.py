"""A certificate whose data was wrong is replaced; the old one points to the new."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from certificates.actions.correct import NotCorrectable, correct
from certificates.actions.issue import promise
from certificates.actions.withdraw import withdraw
from certificates.files import read
from certificates.models import Certificate, LedgerEntry
from certificates.queries.ledger import ledger_faults
from lms.audit.models import Event
from lms.people.enums import Role
from lms.skills.actions.evidence import record_evidence
from lms.skills.models import Evidence
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    person = factories.user(name="Rina Lestar", nip="199001012015051901")
    return factories.issued(enrolment=factories.finished(user=person))


@pytest.fixture
def hr():
    person = factories.user()
    factories.grant(person, Role.HR, factories.city())
    return signed_in(person)


def renamed(certificate, name="Rina Lestari"):
    type(certificate.user).objects.filter(pk=certificate.user_id).update(name=name)
    return Certificate.objects.get(pk=certificate.pk)


def replaced(certificate, reason="Nama salah ketik"):
    return correct(certificate=renamed(certificate), reason=reason, by=factories.user(), now=timezone.now())


def test_the_new_one_says_the_right_thing_under_a_number_of_its_own(old):
    before = read(old)

    new = replaced(old)

    old.refresh_from_db()
    assert (old.state, old.superseded_by, new.state) == ("superseded", new, "issued")
    assert (new.snapshot["name"], old.snapshot["name"]) == ("Rina Lestari", "Rina Lestar")
    assert new.number != old.number
    assert new.valid_until == old.valid_until
    assert read(old) == before


def test_the_ledger_tells_all_three_and_stays_sound(old):
    replaced(old)

    assert list(LedgerEntry.objects.values_list("kind", flat=True)) == ["issued", "superseded", "issued"]
    assert list(ledger_faults(files=True)) == []


def test_a_replaced_one_that_was_made_something_else_is_found(old):
    replaced(old)
    other = {"state": "withdrawn", "withdrawn_at": timezone.now(), "withdrawal_reason": "x"}
    elsewhere = factories.finished()
    rows = Certificate.objects.filter(number=old.number)
    rows.update(superseded_at=None, superseded_by=None, enrolment=elsewhere, **other)

    told = f"Certificate {old.number}: the ledger says 'superseded', it says 'withdrawn'."
    assert told in list(ledger_faults())


def test_a_replacement_that_the_ledger_does_not_know_is_found(old):
    Certificate.objects.update(state="superseded", superseded_at=timezone.now())

    assert f"Certificate {old.number}: the ledger has no 'superseded' line for it." in list(ledger_faults())


def test_skills_are_kept(old):
    proof = record_evidence(
        user=old.user,
        skill=factories.skill(),
        level=2,
        source="course",
        reference=f"enrolment:{old.enrolment_id}",
        obtained_on=timezone.localdate(),
        valid_until=None,
    )

    replaced(old)

    assert Evidence.objects.get(pk=proof.pk).withdrawn_at is None


def test_the_act_is_audited_with_both_numbers(old):
    new = replaced(old)

    event = Event.objects.get(act="certificates.correct")
    numbers = ({"number": old.number}, {"number": new.number})
    assert ((event.before, event.after), event.reason) == (numbers, "Nama salah ketik")


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_happens(old, reason):
    with pytest.raises(NotCorrectable):
        replaced(old, reason)
    assert Certificate.objects.get().state == "issued"


def test_what_is_withdrawn_or_replaced_is_not_replaced_again(old):
    new = replaced(old)
    withdraw(certificate=new, reason="Keliru", by=factories.user())

    for one in (old, new):
        with pytest.raises(NotCorrectable):
            replaced(one)
    assert Certificate.objects.count() == 2


def test_a_name_that_cannot_be_printed_leaves_everything_as_it_was(old, hr):
    renamed(old, "Rina \U0001f600")

    response = hr.post(reverse("certificate_correct", args=[old.pk]), {"reason": "Nama"})

    assert response.status_code == 422
    assert "tidak dapat dicetak" in response.content.decode()
    assert Certificate.objects.get().state == "issued"
    assert LedgerEntry.objects.count() == 1


def test_finishing_again_promises_no_further_one(old):
    new = replaced(old)

    assert promise(enrolment=new.enrolment) == new
    assert Certificate.objects.count() == 2


def test_two_in_force_for_one_achievement_are_refused(old):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(enrolment=old.enrolment, user=old.user, token="x" * 32)


def test_the_old_page_points_to_the_new_one(client, old):
    new = replaced(old)

    page = client.get(old.get_absolute_url()).text

    assert "DIGANTI" in page
    assert f'href="{new.get_absolute_url()}"' in page
    assert "ASLI" in client.get(new.get_absolute_url()).text


def test_the_holder_sees_the_new_one_only(old):
    new = replaced(old)

    page = signed_in(old.user).get(reverse("certificates")).text

    assert [number in page for number in (new.number, old.number)] == [True, False]


def test_hr_sees_what_will_differ_and_replaces(old, hr):
    renamed(old)
    url = reverse("certificate_correct", args=[old.pk])

    page = hr.get(url)
    done = hr.post(url, {"reason": "Nama salah ketik"}, follow=True).content.decode()

    differences = [(before, after) for _label, before, after in page.context["differences"]]
    assert differences == [("Rina Lestar", "Rina Lestari")]
    assert "terbit sebagai pengganti" in done
    assert hr.get(url).status_code == 404


def test_without_a_difference_hr_is_told_to_correct_the_person_first(old, hr):
    page = hr.get(reverse("certificate_correct", args=[old.pk])).content.decode()

    assert "Data pegawai sama dengan yang tercetak" in page


@pytest.mark.parametrize("name", ["segel/segel.p12", "lencana/kunci.pem"])
def test_a_key_that_cannot_be_read_is_said_and_nothing_is_replaced(old, hr, name):
    storages["private"].delete(name)
    storages["private"].save(name, ContentFile(b"rusak"))
    url = reverse("certificate_correct", args=[renamed(old).pk])

    page = hr.post(url, {"reason": "Nama salah ketik"})

    assert page.status_code == 422
    assert "Kunci tidak dapat dipakai" in page.content.decode()
    assert Certificate.objects.get().state == "issued"
