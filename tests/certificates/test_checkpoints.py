"""The ledger is signed every night; whoever holds proof and PDF needs neither this site nor its database."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificates
from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse

from certificates.actions.checkpoints import _signed, make_checkpoint
from certificates.actions.withdraw import withdraw
from certificates.files import read
from certificates.merkle import joined, leaf, path, root
from certificates.models import Checkpoint, LedgerEntry, LedgerNode
from certificates.queries.ledger import ledger_faults
from certificates.queries.tree import proof_of
from certificates.sealing import keys
from lms.core.models import Job
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 19, tzinfo=UTC)
FILE = settings.ROOT / "docs/verify.py"


@pytest.fixture(scope="module")
def verifier():
    spec = spec_from_file_location("verify", FILE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def books():
    """Five lines in two nights: three certificates, one withdrawn in between, and one more."""
    rows = [factories.issued() for _n in range(3)]
    make_checkpoint(at=AT)
    withdraw(certificate=rows[1], reason="Keliru", by=factories.user())
    rows.append(factories.issued())
    make_checkpoint(at=AT + timedelta(days=1))
    return rows


def authority():
    return load_pem_x509_certificates(keys.current().pem.encode())[-1]


def test_a_checkpoint_covers_every_line_and_is_made_once(books):
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [5, 3]
    assert make_checkpoint(at=AT + timedelta(days=2)) is None


def test_its_root_is_that_of_the_lines(books):
    lines = [leaf(line.digest) for line in LedgerEntry.objects.order_by("sequence")]
    nodes = {(n, 1): lines[n] for n in range(5)}

    def node(first, count):
        half = count // 2
        return nodes[first, 1] if count == 1 else joined(node(first, half), node(first + half, half))

    assert Checkpoint.objects.first().root == root(5, node).hex()
    assert proof_of(books[0])["path"] == [one.hex() for one in path(0, 5, node)]


def test_it_is_written_outside_the_database(books):
    last = Checkpoint.objects.first()
    name = f"titik-periksa/2026-11-22-000000000005-{last.root[:16]}.json"

    with storages["private"].open(name) as file:
        assert json.load(file) == {"checkpoint": last.content, "signature": last.signature}


def test_an_empty_ledger_is_not_signed():
    assert make_checkpoint(at=AT) is None


def test_the_night_makes_one(run_jobs):
    factories.issued()
    Job.objects.create(kind="certificates.checkpoint")

    run_jobs()

    assert Checkpoint.objects.get().size == 1


@pytest.mark.parametrize("which", range(4))
def test_every_certificate_is_proven_without_the_site(books, verifier, which):
    proof = json.loads(json.dumps(proof_of(books[which])))

    facts = verifier.check(read(books[which]), proof, authority())

    assert (facts["number"], facts["lines"]) == (books[which].number, 5)
    assert facts["issuer"] == settings.PIAWAI_ISSUER


def changed(proof, **line):
    return proof | {"line": proof["line"] | line}


@pytest.mark.parametrize(
    ("cheat", "reason"),
    [
        (
            lambda proof, other: changed(proof, number="800.2/9999/BKPSDM/2026"),
            "does not stand in the ledger",
        ),
        (lambda proof, other: changed(proof, file_sha256="e" * 64), "not the file that the ledger names"),
        (lambda proof, other: changed(proof, sequence=2), "does not stand in the ledger"),
        (lambda proof, other: proof | {"path": proof["path"][:-1]}, "does not stand in the ledger"),
        (lambda proof, other: proof | {"path": other["path"]}, "does not stand in the ledger"),
        (lambda proof, other: proof | {"signature": "00" * 256}, "not signed by a key"),
        (
            lambda proof, other: (
                proof | {"checkpoint": proof["checkpoint"].replace("2026-11-22", "2020-01-01")}
            ),
            "not signed by a key",
        ),
    ],
)
def test_a_proof_that_was_changed_is_refused(books, verifier, cheat, reason):
    forged = cheat(proof_of(books[0]), proof_of(books[2]))

    with pytest.raises(verifier.Refused, match=reason):
        verifier.check(read(books[0]), forged, authority())


def test_a_pdf_that_was_changed_is_refused(books, verifier):
    with pytest.raises(verifier.Refused, match="not the file"):
        verifier.check(read(books[0]) + b"\n", proof_of(books[0]), authority())


def test_the_key_of_somebody_else_is_refused(books, verifier):
    content, proof, ours = read(books[0]), proof_of(books[0]), authority()
    for name in list(storages["private"].listdir("segel")[1]):
        storages["private"].delete(f"segel/{name}")
    strangers = keys.current()
    forged = proof | {
        "certificates": strangers.pem,
        "checkpoint": proof["checkpoint"].replace(
            json.loads(proof["checkpoint"])["seal"], strangers.fingerprint
        ),
    }
    forged["signature"] = _signed(forged["checkpoint"])

    assert verifier.check(content, forged, None)["authority"] != ours.fingerprint(SHA256()).hex()
    with pytest.raises(verifier.Refused, match="not signed by a key of this authority"):
        verifier.check(content, forged, ours)


def test_after_a_new_key_old_proofs_still_hold(books, verifier):
    proof, top = proof_of(books[0]), authority()
    keys.renew()
    factories.issued()
    make_checkpoint(at=AT + timedelta(days=3))

    for one in (proof, proof_of(books[0])):
        assert verifier.check(read(books[0]), one, top)["number"] == books[0].number


def test_before_the_first_night_there_is_no_proof(client):
    certificate = factories.issued()

    assert proof_of(certificate) is None
    assert client.get(reverse("verify_proof", args=[certificate.token])).status_code == 404


def test_a_proof_costs_four_queries(books, django_assert_num_queries):
    with django_assert_num_queries(4):
        proof_of(books[0])


def test_the_command_says_so(books, tmp_path, client):
    pdf, proof, top = tmp_path / "a.pdf", tmp_path / "bukti.json", tmp_path / "penerbit.pem"
    pdf.write_bytes(read(books[0]))
    proof.write_bytes(client.get(reverse("verify_proof", args=[books[0].token])).content)
    top.write_bytes(client.get(reverse("seal_key", args=[keys.current().fingerprint])).content)

    def run():
        command = [sys.executable, "-I", str(FILE), str(pdf), str(proof), "--authority", str(top)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    good = run()
    pdf.write_bytes(pdf.read_bytes() + b" ")
    bad = run()

    assert (good.returncode, good.stdout.splitlines()[0][:8]) == (0, "GENUINE:")
    assert books[0].number in good.stdout
    assert (bad.returncode, bad.stdout.startswith("REFUSED")) == (1, True)


def test_the_pages_show_and_hand_out_checkpoints(books, client):
    page = client.get(reverse("checkpoints"))
    told = client.get(reverse("checkpoint", args=[5])).json()

    assert reverse("checkpoint", args=[5]) in page.text
    assert (dict(page.cookies), "<script" in page.text) == ({}, False)
    assert json.loads(told["checkpoint"])["size"] == 5
    assert client.get(reverse("checkpoint", args=[4])).status_code == 404


def test_the_proof_of_a_ledger_that_is_whole(books):
    assert list(ledger_faults(files=True)) == []


@pytest.mark.parametrize("size", [3, 5])
def test_a_root_that_was_changed_is_found(books, size):
    Checkpoint.objects.filter(size=size).update(root="0" * 64)

    assert list(ledger_faults()) == [f"Checkpoint of {size} lines: its root is another."]


def test_lines_that_were_written_anew_do_not_fit_the_checkpoints(books):
    """Even when every hash and the head were computed again."""
    line = LedgerEntry.objects.get(sequence=1)
    LedgerEntry.objects.filter(pk=line.pk).update(digest="1" * 64)

    faults = list(ledger_faults())

    assert {f"Checkpoint of {n} lines: its root is another." for n in (3, 5)} <= set(faults)


def test_a_ledger_that_was_cut_off_is_found(books):
    LedgerEntry.objects.filter(sequence__gt=4).delete()

    assert "Checkpoint of 5 lines: the ledger is shorter." in list(ledger_faults())


def test_nodes_are_fewer_than_lines(books):
    assert LedgerNode.objects.count() == 3  # two pairs and the four of them
