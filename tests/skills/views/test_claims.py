from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lms.people.enums import Role
from lms.skills.actions import claims as actions
from lms.skills.models import Claim, Evidence
from tests import factories
from tests.clients import signed_in
from tests.skills.test_proofs import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def skill():
    return factories.skill()


def hr(unit):
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    return person


def form(skill, **changes) -> dict:
    fields = {"title": "CCNA", "issuer": "Lembaga", "number": "1/2025", "obtained_on": "2025-05-05"}
    file = SimpleUploadedFile("ccna.pdf", PDF, "application/pdf")
    return fields | {"file": file, "skill_1": skill.pk, "level_1": "3"} | changes


def sent(person, data):
    return signed_in(person).post(reverse("claim_new"), data)


def faults(answer) -> dict:
    return {name: [str(one) for one in errors] for name, errors in answer.context["form"].errors.items()}


def test_a_certificate_is_handed_in(skill):
    person = factories.user()

    answer = sent(person, form(skill))

    claim = Claim.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_claims"))
    assert (claim.user, claim.title, claim.file_kind, claim.state) == (person, "CCNA", "pdf", "waiting")
    assert list(claim.skills.values_list("skill", "level")) == [(skill.pk, 3)]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": ""}, "title", "harus diisi"),
        ({"obtained_on": "kemarin"}, "obtained_on", "tanggal"),
        ({"obtained_on": str(timezone.localdate() + timedelta(days=2))}, "obtained_on", "setelah hari ini"),
        ({"obtained_on": "1990-01-01"}, "obtained_on", "20 tahun"),
        ({"valid_until": "2025-05-06"}, "valid_until", "sudah habis"),
        ({"skill_1": "999999"}, "skill_1", "pilihan"),
        ({"skill_1": str(2**70)}, "skill_1", "pilihan"),
        ({"level_1": "6"}, "level_1", "pilihan"),
        ({"level_1": ""}, "level_1", "harus diisi"),
        ({"file": SimpleUploadedFile("a.pdf", b"<html>")}, "file", "bukan PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "file", "kosong"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(skill, changes, field, said):
    answer = sent(factories.user(), form(skill, **changes))

    assert answer.status_code == 422
    assert said in " ".join(faults(answer)[field]).lower() or said in " ".join(faults(answer)[field])
    assert Claim.objects.count() == 0


def test_a_second_skill_needs_its_level(skill):
    answer = sent(factories.user(), form(skill, skill_2=factories.skill().pk))

    assert faults(answer) == {"level_2": ["Pilih tingkatnya."]}


def test_a_skill_is_chosen_once(skill):
    answer = sent(factories.user(), form(skill, skill_2=skill.pk, level_2="1"))

    assert faults(answer) == {"skill_2": ["Tiap kompetensi cukup dipilih sekali."]}


def test_the_same_file_is_not_taken_twice(skill):
    person = factories.user()
    sent(person, form(skill))

    answer = sent(person, form(skill, title="Lain"))

    assert faults(answer) == {"file": ["Berkas ini sudah pernah Anda ajukan."]}


def test_ones_own_claims_are_listed_and_no_others():
    mine, other = factories.claim(title="Milik saya"), factories.claim(title="Milik orang")

    html = signed_in(mine.user).get(reverse("my_claims")).content.decode()

    assert (mine.title in html, other.title in html) == (True, False)


def test_without_claims_the_way_to_the_first_is_shown():
    html = signed_in(factories.user()).get(reverse("my_claims")).content.decode()

    assert "Belum ada sertifikat yang Anda ajukan" in html
    assert reverse("claim_new") in html


def test_the_file_comes_as_a_download_in_a_sandbox():
    claim = factories.claim()

    answer = signed_in(claim.user).get(reverse("claim_file", args=[claim.pk]))

    assert answer["Content-Disposition"] == f'attachment; filename="bukti-{claim.pk}.pdf"'
    assert (answer["Content-Type"], "sandbox" in answer["Content-Security-Policy"]) == (
        "application/pdf",
        True,
    )


def test_hr_gets_the_file_of_staff_in_its_scope_only(city):
    inside, outside = factories.unit(parent=city), factories.unit(parent=city)
    claim = factories.claim(user=factories.posting(unit=inside).user)
    url = reverse("claim_file", args=[claim.pk])

    answers = [signed_in(hr(unit)).get(url).status_code for unit in (city, inside, outside)]

    assert answers == [200, 200, 404]


@pytest.mark.parametrize(
    ("act", "way"), [("claim", "get"), ("claim_check", "post"), ("claim_approve", "post")]
)
def test_hr_of_another_unit_finds_nothing(city, act, way):
    claim = factories.claim(user=factories.posting(unit=factories.unit(parent=city)).user)
    client = signed_in(hr(factories.unit(parent=city)))

    assert getattr(client, way)(reverse(act, args=[claim.pk])).status_code == 404


def test_hr_does_not_decide_about_itself(city):
    person = hr(city)
    claim = factories.claim(user=person)

    assert signed_in(person).post(reverse("claim_check", args=[claim.pk])).status_code == 404


def test_the_way_to_a_counted_skill(city, skill):
    claim = factories.claim({skill: 3}, user=factories.posting(unit=city).user)
    first, second = signed_in(hr(city)), signed_in(hr(city))

    first.post(reverse("claim_check", args=[claim.pk]))
    first.post(reverse("claim_approve", args=[claim.pk]))
    between = Evidence.objects.count()
    second.post(reverse("claim_approve", args=[claim.pk]))

    assert (between, Evidence.objects.count()) == (0, 1)


def test_whoever_checked_is_told_to_wait_for_another(city):
    claim = factories.claim(user=factories.posting(unit=city).user)
    person = hr(city)
    actions.check(claim=claim, by=person)

    html = signed_in(person).get(reverse("claim", args=[claim.pk])).content.decode()

    assert ("Menunggu orang kedua" in html, "Langkah 2 dari 2" in html) == (True, False)


def test_a_refusal_needs_its_reason(city):
    claim = factories.claim(user=factories.posting(unit=city).user)
    client, url = signed_in(hr(city)), reverse("claim_refuse", args=[claim.pk])

    bare, reasoned = client.post(url, {"reason": " "}), client.post(url, {"reason": "Buram."})

    claim.refresh_from_db()
    assert (bare.status_code, reasoned.status_code, claim.reason) == (422, 302, "Buram.")


def listed(client, **asked) -> list[str]:
    return [row.title for row in client.get(reverse("claims"), asked).context["page"]]


def test_the_list_shows_what_waits_the_longest_first(city):
    client = signed_in(hr(city))
    old, new = (factories.claim(user=factories.posting(unit=city).user) for _ in range(2))
    done = factories.claim(user=old.user)
    actions.refuse(claim=done, reason="Buram.", by=factories.user())

    assert listed(client) == [old.title, new.title]
    assert listed(client, keadaan="refused") == [done.title]
    assert listed(client, keadaan="semua") == [done.title, new.title, old.title]


@pytest.mark.parametrize("words", ["zzz", "\0", "%", "'", "a" * 300])
def test_odd_searches_find_nothing_or_everything_and_never_fail(city, words):
    factories.claim(user=factories.posting(unit=city).user)

    assert signed_in(hr(city)).get(reverse("claims"), {"cari": words}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(city, count, django_assert_num_queries):
    for _ in range(count):
        factories.claim(user=factories.posting(unit=city).user)
    client = signed_in(hr(city))
    client.get(reverse("claims"))

    with django_assert_num_queries(7):
        client.get(reverse("claims"))
