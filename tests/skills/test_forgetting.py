import pytest
from django.core.files.storage import storages

from lms.skills.actions import claims
from lms.skills.forgetting import forget
from lms.skills.models import Claim, Evidence
from tests import factories

pytestmark = pytest.mark.django_db


def test_claims_lose_their_words_and_their_files(django_capture_on_commit_callbacks):
    claim = factories.claim(title="Sertifikat Rina", number="1/2025")
    name = claim.file.name

    with django_capture_on_commit_callbacks(execute=True):
        forget(claim.user)

    claim.refresh_from_db()
    assert (claim.title, claim.issuer, claim.number, claim.file.name) == ("–", "–", "", "")
    assert not storages["private"].exists(name)


def test_what_was_proven_stays():
    claim = factories.claim()
    claims.check(claim=claim, by=factories.user())
    claims.approve(claim=claim, by=factories.user())

    forget(claim.user)

    assert Evidence.objects.filter(user=claim.user, reference=claim.reference).count() == 1


def test_nobody_elses_claim_is_touched():
    claim, other = factories.claim(), factories.claim(title="Milik orang")

    forget(claim.user)

    assert Claim.objects.get(pk=other.pk).title == "Milik orang"
