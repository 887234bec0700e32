import json

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.actions.correct import correct
from certificates.actions.credentials import credential_of, note_key, renew_key, signed_status
from certificates.actions.issue import JOB, issue, promise
from certificates.actions.withdraw import withdraw
from certificates.credentials import keys
from certificates.credentials.keys import NAME, NoCredentialKey
from certificates.credentials.proof import is_signed, is_signed_jwt
from certificates.models import Certificate, Credential, CredentialKey, LedgerEntry, NumberSeries
from certificates.queries.badges import places_void
from lms.audit.models import Event
from lms.core.models import Job
from lms.skills.models import Tag
from tests import factories
from tests.certificates.credentials.badges import AT

pytestmark = pytest.mark.django_db
OTHER_KIND = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture
def certificate():
    return factories.issued()


@pytest.fixture
def old(certificate):
    """One from before there were badges."""
    Credential.objects.all().delete()
    return certificate


def test_a_certificate_gets_its_badge_when_it_is_issued(certificate):
    credential, key = Credential.objects.get(), CredentialKey.objects.get()

    assert is_signed(json.loads(credential.content), key.opened())
    assert is_signed_jwt(credential.jwt, key.opened())
    assert (credential.certificate, credential.made_at) == (certificate, certificate.issued_at)


def test_the_badge_says_what_the_course_teaches():
    course, skill = factories.course(summary="Cara memilih kata sandi."), factories.skill(code="KS-9")
    skill.tags.add(Tag.objects.create(scheme="digcomp", code="4.1", name="Melindungi perangkat"))
    factories.course_skill(course, skill=skill, level=3)

    certificate = factories.issued(enrolment=factories.finished(course=course))

    earned = json.loads(certificate.credential.content)["credentialSubject"]["achievement"]
    assert (earned["id"], earned["description"]) == (
        f"urn:uuid:{course.translation_key}",
        "Cara memilih kata sandi.",
    )
    assert [(one["targetFramework"], one["targetCode"]) for one in earned["alignment"]] == [
        ("Kerangka kompetensi digital Kota Metro", "KS-9"),
        ("DigComp 2.2", "4.1"),
    ]


def test_the_badge_of_an_old_certificate_is_made_once_with_the_key_of_today(old):
    new = renew_key(at=timezone.now())
    now = timezone.now()

    first = credential_of(certificate=old, now=now)
    second = credential_of(certificate=old, now=timezone.now())

    assert (first, first.content, first.key) == (second, second.content, new)
    document = json.loads(first.content)
    assert (document["validFrom"], first.made_at) == ("2026-11-20T04:00:00Z", now)


def test_the_file_of_an_old_certificate_stays_what_it_was(old):
    Certificate.objects.update(snapshot=old.snapshot | {"version": 2})
    before = Certificate.objects.values("sha256", "snapshot", "file").get()

    credential_of(certificate=old, now=timezone.now())

    assert Certificate.objects.values("sha256", "snapshot", "file").get() == before


def test_a_certificate_has_one_badge(certificate):
    row = certificate.credential
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("field", ["content", "jwt"])
def test_a_badge_is_whole(certificate, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.update(**{field: ""})


def test_a_new_key_signs_from_then_on_and_the_old_one_is_still_known(certificate, capsys):
    old = certificate.credential
    call_command("renew_credential_key")

    later = factories.issued().credential

    assert later.key.pk in capsys.readouterr().out
    assert later.key != old.key
    assert is_signed(json.loads(old.content), CredentialKey.objects.get(pk=old.key_id).opened())
    event = Event.objects.get(act="certificates.renew_credential_key")
    assert (event.before, event.after) == ({"key": old.key_id}, {"key": later.key_id})


def test_what_the_old_key_could_do_is_gone(certificate):
    before = keys.current()
    renew_key(at=timezone.now())

    assert keys.current() != before
    assert storages["private"].listdir(keys.FOLDER)[1] == ["kunci.pem"]


def test_noting_a_key_twice_keeps_one_row():
    assert note_key(at=AT) == note_key(at=timezone.now())
    assert CredentialKey.objects.get().first_used_at == AT


def put(content: bytes) -> None:
    storages["private"].delete(NAME)
    storages["private"].save(NAME, ContentFile(content))


def test_a_file_that_holds_nothing_yet_is_no_key():
    put(b"")

    assert keys.in_use() is None


@pytest.mark.parametrize("content", [b"bukan kunci", OTHER_KIND])
def test_a_key_that_cannot_be_read_keeps_certificates_waiting(content):
    put(content)
    certificate = factories.certificate()

    with pytest.raises(NoCredentialKey, match=r"kunci\.pem"):
        issue(certificate=certificate)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.number) == ("pending", None)


def test_a_key_that_cannot_be_read_is_replaced_by_a_new_one(certificate):
    put(b"bukan kunci")

    new = renew_key(at=timezone.now())

    assert factories.issued().credential.key == new


def test_the_operator_is_told_why_a_job_cannot_go_on(run_jobs):
    put(b"bukan kunci")
    promise(enrolment=factories.finished())

    run_jobs()

    assert "Kunci lencana digital tidak dapat dipakai" in Job.objects.get(kind=JOB).reason


def test_a_list_shows_what_was_withdrawn_and_superseded():
    fine, gone, wrong = (factories.issued() for _ in range(3))
    withdraw(certificate=gone, reason="Keliru", by=factories.user())
    wrong.user.name = "Nama Baru"
    wrong.user.save()
    correct(certificate=wrong, reason="Nama", by=factories.user(), now=timezone.now())

    assert sorted(places_void(2026, 0)) == [gone.sequence, wrong.sequence]
    assert fine.sequence not in places_void(2026, 0)


def test_a_list_shows_numbers_that_were_skipped_after_a_restore(certificate):
    LedgerEntry.objects.create(sequence=99, kind="skipped", numbers="2026:2-4", at=AT, digest="9" * 64)
    LedgerEntry.objects.create(sequence=98, kind="skipped", numbers="2025:7-8", at=AT, digest="8" * 64)

    assert places_void(2026, 0) == [2, 3, 4]


@pytest.mark.parametrize(("year", "part"), [(2026, 1), (2025, 0), (0, 0), (9999, 9_999_999)])
def test_there_is_no_list_where_no_certificate_is(certificate, year, part):
    assert signed_status(year=year, part=part, now=AT) is None


def test_the_second_list_begins_where_the_first_ends(certificate):
    NumberSeries.objects.update(last=131_072)
    Certificate.objects.update(sequence=131_072, state="withdrawn", withdrawn_at=AT, withdrawal_reason="x")

    assert (places_void(2026, 0), places_void(2026, 1)) == ([], [0])


def test_a_list_is_signed_once_while_it_is_the_same(certificate):
    first, again = (signed_status(year=2026, part=0, now=AT) for _ in range(2))
    renew_key(at=timezone.now())
    renewed = signed_status(year=2026, part=0, now=AT)

    assert first is again
    assert renewed["proof"]["verificationMethod"] != first["proof"]["verificationMethod"]
    assert is_signed(renewed, CredentialKey.objects.first().opened())


def test_a_list_that_is_in_mind_does_not_need_the_storage(certificate):
    first = signed_status(year=2026, part=0, now=AT)
    storages["private"].delete(NAME)

    assert signed_status(year=2026, part=0, now=AT) == first


@pytest.mark.parametrize("count", [0, 3])
def test_a_list_costs_the_same_for_none_and_for_three(certificate, count, django_assert_num_queries):
    for _ in range(count):
        withdraw(certificate=factories.issued(), reason="Keliru", by=factories.user())
    signed_status(year=2026, part=0, now=AT)

    with django_assert_num_queries(4):
        signed_status(year=2026, part=0, now=AT)
