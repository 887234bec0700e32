from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Notice
from lms.skills.actions import claims
from lms.skills.actions.claims import ClaimRefused
from lms.skills.actions.evidence import expire_due
from lms.skills.models import Claim, Evidence, Holding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def skill():
    return factories.skill()


@pytest.fixture
def pair():
    """Two people who look at proofs."""
    return factories.user(name="Satu"), factories.user(name="Dua")


def approved(claim: Claim, pair) -> Claim:
    first, second = pair
    claims.check(claim=claim, by=first)
    claims.approve(claim=claim, by=second)
    claim.refresh_from_db()
    return claim


def level_of(claim: Claim) -> int | None:
    return Holding.objects.filter(user=claim.user_id).values_list("level", flat=True).first()


def test_a_claim_that_waits_proves_nothing(skill):
    claim = factories.claim({skill: 3})

    assert (claim.state, level_of(claim)) == ("waiting", None)


def test_two_people_make_it_count(skill, pair):
    claim = approved(factories.claim({skill: 3}), pair)

    assert (claim.state, level_of(claim)) == ("approved", 3)
    assert [(row.source, row.reference, row.level) for row in Evidence.objects.all()] == [
        ("external", claim.reference, 3)
    ]


def test_every_claimed_skill_counts(pair):
    one, two = factories.skill(), factories.skill()

    claim = approved(factories.claim({one: 1, two: 4}), pair)

    held = Holding.objects.filter(user=claim.user).order_by("level")
    assert list(held.values_list("skill", "level")) == [(one.pk, 1), (two.pk, 4)]


def test_one_person_cannot_do_both(skill, pair):
    claim = factories.claim({skill: 3})
    claims.check(claim=claim, by=pair[0])

    with pytest.raises(ClaimRefused, match="orang lain yang menyetujuinya"):
        claims.approve(claim=claim, by=pair[0])
    assert level_of(claim) is None


def test_nothing_is_approved_unchecked(skill, pair):
    with pytest.raises(ClaimRefused, match="Menunggu pemeriksaan"):
        claims.approve(claim=factories.claim({skill: 3}), by=pair[0])


def test_a_second_approval_changes_nothing(skill, pair):
    claim = approved(factories.claim({skill: 3}), pair)

    with pytest.raises(ClaimRefused, match="Disetujui"):
        claims.approve(claim=claim, by=factories.user())
    assert Evidence.objects.count() == 1


def test_the_level_falls_on_the_day_after_the_certificate_ends(skill, pair):
    until = timezone.localdate() + timedelta(days=5)
    claim = approved(factories.claim({skill: 3}, valid_until=until), pair)

    expire_due(until)
    kept = level_of(claim)
    expire_due(until + timedelta(days=1))

    assert (kept, level_of(claim)) == (3, None)


@pytest.mark.parametrize("checked", [False, True])
def test_a_refusal_says_why(skill, pair, checked):
    claim = factories.claim({skill: 3})
    if checked:
        claims.check(claim=claim, by=pair[0])

    claims.refuse(claim=claim, reason="Nama tidak sama.", by=pair[1])

    claim.refresh_from_db()
    assert (claim.state, claim.reason, level_of(claim)) == ("refused", "Nama tidak sama.", None)


@pytest.mark.parametrize("act", ["approve", "refuse"])
def test_the_holder_is_told_once(skill, pair, act):
    claim = factories.claim({skill: 3})
    claims.check(claim=claim, by=pair[0])

    if act == "approve":
        claims.approve(claim=claim, by=pair[1])
    else:
        claims.refuse(claim=claim, reason="Buram.", by=pair[1])

    assert [notice.recipient_id for notice in Notice.objects.all()] == [claim.user_id]


def test_what_is_taken_back_leaves_no_file(skill, django_capture_on_commit_callbacks):
    claim = factories.claim({skill: 3})
    name = claim.file.name

    with django_capture_on_commit_callbacks(execute=True):
        claims.take_back(claim=claim)

    claim.refresh_from_db()
    assert (claim.state, claim.file.name, storages["private"].exists(name)) == ("taken_back", "", False)


def test_what_is_decided_cannot_be_taken_back(skill, pair):
    claim = approved(factories.claim({skill: 3}), pair)

    with pytest.raises(ClaimRefused, match="Disetujui"):
        claims.take_back(claim=claim)


def handed_in(user, skill, sha256="a" * 64) -> Claim:
    facts = {"title": "CCNA", "issuer": "Lembaga", "obtained_on": date(2025, 1, 1)}
    file = ContentFile(b"%PDF-1.7 %%EOF")
    return claims.hand_in(user=user, facts=facts, levels={skill.pk: 2}, file=file, kind="pdf", sha256=sha256)


def test_the_same_file_twice_leaves_one_claim_and_one_file(skill):
    person = factories.user()
    first = handed_in(person, skill)

    with pytest.raises(ClaimRefused, match="sudah pernah Anda ajukan"):
        handed_in(person, skill)

    folder = first.file.name.rpartition("/")[0]
    assert (Claim.objects.count(), storages["private"].listdir(folder)[1].count(f"{'a' * 64}.pdf")) == (1, 1)
    assert [name for name in storages["private"].listdir(folder)[1] if name.startswith("a" * 64 + "_")] == []


def test_a_refused_file_may_be_handed_in_again(skill, pair):
    person = factories.user()
    claims.refuse(claim=handed_in(person, skill), reason="Buram.", by=pair[0])

    assert handed_in(person, skill).state == "waiting"


def test_the_same_file_of_another_person_is_another_claim(skill):
    assert [handed_in(factories.user(), skill).state for _ in range(2)] == ["waiting", "waiting"]


def test_each_act_is_in_the_audit_trail(skill, pair):
    claim = approved(factories.claim({skill: 3}), pair)

    acts = Event.objects.filter(target_type="skills.claim").order_by("pk").values_list("act", "actor")

    assert list(acts) == [
        ("skills.hand_in_claim", claim.user_id),
        ("skills.check_claim", pair[0].pk),
        ("skills.approve_claim", pair[1].pk),
    ]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "approved"}, "claim_approved_was_checked"),
        ({"state": "approved", "checked_by": 0, "decided_by": 0}, "claim_takes_four_eyes"),
        ({"checked_by": "holder"}, "claim_not_decided_by_holder"),
        ({"decided_by": "holder"}, "claim_not_decided_by_holder"),
        ({"valid_until": date(2020, 1, 1)}, "claim_dates_in_order"),
    ],
)
def test_the_database_holds_the_rules(skill, pair, values, constraint):
    claim = factories.claim({skill: 3})
    people = {0: pair[0], "holder": claim.user}
    values = {name: people.get(value, value) for name, value in values.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**values)
