"""The seal on the file: whole, by our key, still an archive file, and the same bytes each time."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone
from page import validate_pdf_bytes
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from certificates.actions.credentials import renew_key
from certificates.actions.issue import issue
from certificates.actions.seals import note_seal
from certificates.files import Damaged, read
from certificates.models import SealCertificate
from certificates.rendering import made, render
from certificates.sealing import keys
from certificates.sealing.keys import NoSeal
from lms.audit.models import Event
from tests import factories
from tests.certificates.snapshots import MODULE, snapshot

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
BADGE = '{"name": "Keamanan é"}'


@cache
def sealed_once() -> bytes:
    return made(sealed_snapshot(), at=AT)


def sealed_snapshot(**fields):
    return snapshot(version=2, seal=keys.current().fingerprint, **fields)


def signature_of(content: bytes):
    (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
    return signature


def checked(content: bytes, seal=None):
    chain = list(load_certs_from_pemder_data((seal or keys.current()).pem.encode()))
    context = ValidationContext(trust_roots=[chain[-1]], moment=timezone.now(), allow_fetching=False)
    return validate_pdf_signature(signature_of(content), signer_validation_context=context)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize(
    "fields", [{}, {"modules": [MODULE] * 40, "name": "Đặng Thị رِضَا"}, {"valid_until": None, "skills": []}]
)
def test_it_is_still_an_archive_file_and_readable_by_all(profile, fields):
    contents = [made(sealed_snapshot(**fields), at=AT), made(sealed_snapshot(**fields), at=AT, badge=BADGE)]

    reports = [validate_pdf_bytes(content, profile=profile) for content in contents]

    assert [f"{one.rule_id} {one.message}" for report in reports for one in report.failures] == []


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_a_certificate_of_the_first_version_is_what_it_was(profile):
    assert validate_pdf_bytes(render(snapshot()), profile=profile).is_compliant


def test_the_whole_file_is_sealed_by_our_key_and_trusted():
    status = checked(sealed_once())

    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert signature_of(sealed_once()).sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_seal_tells_when_and_why():
    facts = signature_of(sealed_once()).sig_object

    assert facts["/M"].startswith("D:20261120040000")
    assert facts["/Reason"] == "Penerbitan sertifikat"


@pytest.mark.parametrize("place", [100, 20_000, 30_000])
def test_one_flipped_byte_is_found(place):
    content = bytearray(sealed_once())
    content[place] ^= 1

    assert not checked(bytes(content)).intact


def test_what_is_appended_is_not_covered():
    status = checked(sealed_once() + b"\n% lagi\n")

    assert not status.bottom_line or status.coverage.name != "ENTIRE_FILE"


def test_the_badge_lies_in_the_sealed_file_as_an_associated_file():
    from pypdf import PdfReader

    content = made(sealed_snapshot(), at=AT, badge=BADGE)

    document = PdfReader(BytesIO(content))
    (attached,) = document.trailer["/Root"]["/AF"]
    facts = attached.get_object()
    assert (facts["/UF"], facts["/AFRelationship"]) == ("lencana.json", "/Alternative")
    assert document.attachments["lencana.json"] == [BADGE.encode()]
    assert checked(content).bottom_line
    assert content == made(sealed_snapshot(), at=AT, badge=BADGE)


def test_the_same_snapshot_and_moment_give_the_same_bytes():
    assert made(sealed_snapshot(), at=AT) == sealed_once()


def test_another_moment_gives_other_bytes():
    assert made(sealed_snapshot(), at=AT + timedelta(seconds=1)) != sealed_once()


def test_the_paper_names_the_key_and_claims_no_more_than_is_true():
    from pypdf import PdfReader

    text = " ".join(PdfReader(BytesIO(sealed_once())).pages[1].extract_text().split())

    fingerprint = keys.current().fingerprint
    assert " ".join(fingerprint[n : n + 4] for n in range(0, 32, 4)) in text
    assert "bukan tanda tangan elektronik tersertifikasi" in text
    assert "BSrE" not in text


@pytest.fixture
def certificate(db):
    return factories.issued()


def test_an_issued_certificate_is_sealed_and_its_key_is_kept_for_all(certificate):
    row = SealCertificate.objects.get()

    assert certificate.snapshot["seal"] == row.pk == keys.current().fingerprint
    assert checked(read(certificate)).intact
    assert "PRIVATE" not in row.pem


def test_a_lost_file_is_made_again_with_its_seal(certificate):
    content = read(certificate)
    storages["private"].delete(certificate.file.name)

    assert read(certificate) == content


def test_an_issued_file_holds_its_badge_and_is_made_again_with_it(certificate):
    content = read(certificate)
    renew_key(at=AT)
    storages["private"].delete(certificate.file.name)

    assert PdfReader(BytesIO(content)).attachments["lencana.json"] == [
        certificate.credential.content.encode()
    ]
    assert read(certificate) == content


def test_after_a_new_key_old_files_are_made_again_with_the_old_one(certificate):
    content, old = read(certificate), keys.current()
    new = keys.renew()
    storages["private"].delete(certificate.file.name)

    assert new.fingerprint != old.fingerprint
    assert read(certificate) == content
    assert checked(content, new).trusted  # the same authority stands behind both


def test_after_a_new_key_certificates_bear_the_new_one(certificate):
    keys.renew()

    later = issue(certificate=factories.certificate())

    assert later.snapshot["seal"] == keys.current().fingerprint != certificate.snapshot["seal"]
    assert SealCertificate.objects.count() == 2


def test_a_lost_key_is_followed_by_one_of_the_same_authority(certificate):
    content, old = read(certificate), keys.current()
    storages["private"].delete(keys.OWN)

    new = keys.current()

    assert new.fingerprint != old.fingerprint
    assert new.chain == old.chain
    assert checked(content, new).trusted


def test_a_renewal_is_kept_for_all_and_audited(certificate):
    old = certificate.snapshot["seal"]

    call_command("renew_seal")

    event = Event.objects.get(act="certificates.renew_seal")
    assert (event.before, event.after) == ({"key": old}, {"key": keys.current().fingerprint})
    assert SealCertificate.objects.count() == 2


def test_without_its_old_key_a_lost_file_is_damaged_not_different(certificate):
    keys.renew()
    storages["private"].delete(f"segel/{certificate.snapshot['seal']}.p12")
    storages["private"].delete(certificate.file.name)

    with pytest.raises(Damaged):
        read(certificate)


def provided(path: Path, password: str = "") -> None:
    seal = keys.current()
    hidden = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    path.write_bytes(
        serialize_key_and_certificates(b"x", seal.key, seal.certificate, list(seal.chain), hidden)
    )


def test_the_operator_provides_a_key(tmp_path, settings):
    own = keys.current().fingerprint
    provided(tmp_path / "kunci.p12", "rahasia")
    settings.PIAWAI_SEAL_FILE, settings.PIAWAI_SEAL_PASSWORD = str(tmp_path / "kunci.p12"), "rahasia"

    assert keys.current().fingerprint == own
    with pytest.raises(NoSeal, match="PIAWAI_SEAL_FILE is set"):
        keys.renew()


def test_a_long_chain_has_room(tmp_path, settings):
    seal = keys.current()
    long = serialize_key_and_certificates(b"x", seal.key, seal.certificate, [*seal.chain] * 6, NoEncryption())
    (tmp_path / "kunci.p12").write_bytes(long)
    settings.PIAWAI_SEAL_FILE = str(tmp_path / "kunci.p12")

    assert checked(made(sealed_snapshot(), at=AT)).intact


@pytest.mark.parametrize("fault", ["gone", "password", "no key"])
def test_a_provided_key_that_cannot_be_used_keeps_certificates_waiting(
    fault, tmp_path, settings, db, run_jobs
):
    path = tmp_path / f"{fault}.p12"
    if fault != "gone":
        provided(path, "rahasia") if fault == "password" else path.write_bytes(b"bukan kunci")
    settings.PIAWAI_SEAL_FILE, settings.PIAWAI_SEAL_PASSWORD = str(path), "keliru"
    certificate = factories.certificate()

    with pytest.raises(NoSeal, match="PIAWAI_SEAL_FILE"):
        issue(certificate=certificate)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.number) == ("pending", None)


def test_noting_a_seal_twice_keeps_one_row(db):
    assert note_seal(at=AT) == note_seal(at=AT + timedelta(days=1))
    assert SealCertificate.objects.get().first_used_at == AT
