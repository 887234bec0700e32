"""What wallets fetch, and what the holder takes along."""

import json

import pytest
from django.urls import reverse

from certificates.actions.credentials import renew_key
from certificates.actions.withdraw import withdraw
from certificates.credentials import keys
from certificates.credentials.baking import out_of
from certificates.models import Credential, CredentialKey
from lms.people.enums import Role
from tests import factories
from tests.certificates.credentials.badges import AT, site
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
SHAPES = ["json", "jwt", "svg", "png"]


@pytest.fixture
def certificate():
    person = factories.user(name="Rina Lestari", nip="199001012015051901")
    return factories.issued(
        enrolment=factories.finished(user=person, course=factories.course(title="Jaringan"))
    )


def badge_of(certificate, shape="json") -> str:
    return reverse("certificate_badge", args=[certificate.pk, shape])


def public(certificate) -> list[str]:
    skill = factories.skill()
    return [
        "/.well-known/did.json",
        "/verifikasi/lencana/2026-0.json",
        f"/v/{certificate.token}/lencana.png",
        reverse("badge_skill", args=[skill.code]),
    ]


def test_everything_public_is_kept_a_while_and_sets_no_cookie(client, certificate):
    answers = [client.get(path) for path in public(certificate)]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert ["public" in answer.headers["Cache-Control"] for answer in answers] == [True] * 4
    assert [dict(answer.cookies) for answer in answers] == [{}] * 4


def test_scripts_of_wallets_may_read_what_they_need(client, certificate):
    answers = [client.get(path) for path in public(certificate)[:3]]

    assert [answer.headers["Access-Control-Allow-Origin"] for answer in answers] == ["*"] * 3


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_verbs_are_refused(client, certificate, method):
    codes = [getattr(client, method)(path).status_code for path in public(certificate)]

    assert codes == [405] * 4


@pytest.mark.parametrize("keys_before", [1, 3])
def test_the_issuer_s_keys_stay_listed_in_one_query(
    client, certificate, keys_before, django_assert_num_queries
):
    for _ in range(keys_before - 1):
        renew_key(at=AT)

    with django_assert_num_queries(1):
        document = client.get(reverse("badge_issuer")).json()

    listed = [one.get("publicKeyMultibase") for one in document["verificationMethod"]]
    assert {one for one in listed if one} == set(CredentialKey.objects.values_list("pk", flat=True))
    assert len(document["assertionMethod"]) == 2 * keys_before


def test_open_badges_software_resolves_everything_from_the_site(client, certificate, settings):
    from openbadgeslib.ob3.ldp import OB3LdpVerifier
    from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

    settings.PIAWAI_BASE_URL = address = "https://contoh.example"
    credential, fetch = factories.issued().credential, site(client, address)
    # It knows lists of states as JWT only; their proof is checked in test_credentials and by the wallet.
    asked = {"download": fetch, "check_status": True, "verify_status_list": False}
    by_proof = OB3LdpVerifier.for_issuer_did("did:web:contoh.example")
    by_jwt = OB3Verifier.for_issuer_did("did:web:contoh.example", download=fetch)

    assert by_proof.verify(credential.content, **asked).id == by_jwt.verify(credential.jwt, **asked).id
    withdraw(certificate=credential.certificate, reason="Keliru", by=factories.user())
    with pytest.raises(OB3VerificationError, match="is set at index"):
        by_proof.verify(credential.content, **asked)
    with pytest.raises(OB3VerificationError, match="is set at index"):
        by_jwt.verify(credential.jwt, **asked)


@pytest.mark.parametrize(
    "path", ["/verifikasi/lencana/2026-1.json", "/v/x/lencana.png", "/verifikasi/kompetensi/X/"]
)
def test_what_is_not_there_is_not_found(client, certificate, path):
    assert client.get(path).status_code == 404


def test_the_page_of_a_skill_says_what_the_levels_mean(client, django_assert_num_queries):
    skill = factories.skill(code="KS-9", name="Autentikasi")
    skill.levels.create(level=2, descriptor="Memakai kata sandi berbeda.")

    with django_assert_num_queries(3):
        page = client.get(reverse("badge_skill", args=["KS-9"])).text

    assert [
        words in page for words in ("Autentikasi", "tingkat 2 dari 5", "Memakai kata sandi berbeda.")
    ] == [True] * 3


def test_the_picture_is_a_png_without_the_badge(client, certificate):
    picture = client.get(reverse("badge_picture", args=[certificate.token])).content

    assert (picture[:4], out_of(picture)) == (b"\x89PNG", None)


def test_the_holder_takes_the_badge_along_in_four_shapes(certificate):
    holder, credential = signed_in(certificate.user), certificate.credential

    answers = {shape: holder.get(badge_of(certificate, shape)) for shape in SHAPES}

    assert answers["json"].text == credential.content
    assert answers["jwt"].text == credential.jwt
    assert [out_of(answers[shape].content) for shape in ("svg", "png")] == [credential.content] * 2
    assert answers["png"].headers["Content-Disposition"] == (
        'attachment; filename="Lencana-rina-lestari-jaringan.png"'
    )


def test_an_old_certificate_gets_its_badge_on_demand(certificate):
    Credential.objects.all().delete()
    holder = signed_in(certificate.user)

    first, second = (holder.get(badge_of(certificate)).text for _ in range(2))

    assert json.loads(first)["id"].endswith(certificate.get_absolute_url())
    assert first == second == Credential.objects.get().content


def test_nobody_else_takes_it(client, certificate):
    posting = factories.posting(user=certificate.user)
    hr = factories.user()
    factories.grant(hr, Role.HR, posting.unit)

    codes = [signed_in(one).get(badge_of(certificate)).status_code for one in (hr, factories.user())]

    assert (codes, client.get(badge_of(certificate)).status_code) == ([404, 404], 302)


def test_a_withdrawn_or_pending_one_and_other_shapes_have_none(certificate):
    pending = factories.certificate(user=certificate.user)
    holder = signed_in(certificate.user)
    strange = holder.get(badge_of(certificate, "exe")).status_code
    withdraw(certificate=certificate, reason="Keliru", by=factories.user())

    assert [strange, *(holder.get(badge_of(one)).status_code for one in (certificate, pending))] == [404] * 3


def test_without_a_key_the_holder_is_told(certificate, monkeypatch):
    def unreadable():
        raise keys.NoCredentialKey("x")

    Credential.objects.all().delete()
    monkeypatch.setattr(keys, "in_use", unreadable)

    page = signed_in(certificate.user).get(badge_of(certificate), follow=True).text

    assert "Lencana belum dapat dibuat" in page


def test_the_card_offers_it_in_words(certificate):
    page = signed_in(certificate.user).get(reverse("certificates")).text

    assert "Unduh lencana digital" in page
    assert [badge_of(certificate, shape) in page for shape in SHAPES] == [True] * 4
