"""The code of a wallet (Digital Bazaar, in JavaScript) checks what the site hands out, states included."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from certificates.actions.credentials import renew_key
from certificates.actions.withdraw import withdraw
from tests import factories
from tests.certificates.credentials.badges import AT

WALLET = Path(__file__).parents[2] / "wallet"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        shutil.which("node") is None or not (WALLET / "node_modules").is_dir(),
        reason="needs Node and `make test-wallet` once",
    ),
]


@pytest.fixture
def certificate(settings):
    settings.PIAWAI_BASE_URL = "https://contoh.example"
    course = factories.course()
    factories.course_skill(course, skill=factories.skill(), level=2)
    return factories.issued(enrolment=factories.finished(course=course))


def judged(client, certificate, **changes):
    handed = {
        "credential": json.loads(certificate.credential.content) | changes,
        "did": client.get(reverse("badge_issuer")).json(),
        "list": client.get(reverse("badge_status", args=[2026, 0])).json(),
        "now": "2027-01-01T00:00:00Z",
    }
    told = subprocess.run(
        ["node", WALLET / "verify.mjs"], input=json.dumps(handed), capture_output=True, check=True, text=True
    )
    return json.loads(told.stdout)


def test_a_wallet_accepts_it_and_finds_it_in_force(client, certificate):
    assert judged(client, certificate) == {"verified": True, "revoked": False, "faults": []}


def test_a_wallet_refuses_another_word(client, certificate):
    found = judged(client, certificate, name="Lain")

    assert (found["verified"], "Invalid signature." in found["faults"]) == (False, True)


def test_a_wallet_sees_that_it_was_withdrawn(client, certificate):
    withdraw(certificate=certificate, reason="Keliru", by=factories.user())

    assert judged(client, certificate) == {"verified": True, "revoked": True, "faults": []}


def test_a_wallet_still_accepts_it_after_the_key_was_renewed(client, certificate):
    renew_key(at=AT)

    assert judged(client, certificate)["verified"]
