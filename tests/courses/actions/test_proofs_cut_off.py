"""Proofs that people hand in, and what is decided on them: cut off at any write, all of it or nothing."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError, transaction

from courses.actions import other_trainings as trainings
from courses.models import CreditEntry, OtherTraining
from lms.audit.models import Event
from lms.core.models import Notice
from lms.skills.actions import claims
from lms.skills.models import Claim, ClaimedSkill, Evidence, Holding, Skill
from tests import factories
from tests.breaking import power_until, table_rows

pytestmark = pytest.mark.django_db
BOOKS = (OtherTraining, CreditEntry, Claim, ClaimedSkill, Evidence, Holding, Notice, Event)
DAYS = {"starts_on": date(2026, 5, 4), "ends_on": date(2026, 5, 5)}


def kept() -> list[str]:
    """Every file in the private store."""
    root = Path(storages["private"].path(""))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def person():
    factories.skill()
    return factories.user()


@pytest.fixture
def hr():
    return factories.user()


def scan(number: int) -> dict:
    return {
        "file": ContentFile(f"%PDF-1.7 {number} %%EOF".encode()),
        "kind": "pdf",
        "sha256": f"{number:064x}",
    }


def hand_in_training(person, number: int = 7) -> OtherTraining:
    facts = {"form": "B3", "title": "Pelatihan", "organiser": "Lembaga", "quantity": 8} | DAYS
    return trainings.hand_in(user=person, facts=facts, **scan(number))


def hand_in_claim(person, number: int = 8) -> Claim:
    facts = {"title": "Sertifikat", "issuer": "Lembaga", "obtained_on": date(2025, 5, 5)}
    return claims.hand_in(user=person, facts=facts, levels={Skill.objects.get().pk: 2}, **scan(number))


@pytest.mark.parametrize("hand_in", [hand_in_training, hand_in_claim])
def test_a_proof_that_could_not_be_kept_leaves_no_file_and_can_be_handed_in_again(person, hand_in):
    files, number, whole = kept(), 100, False

    while not whole:
        start = transaction.savepoint()
        before, number = table_rows(*BOOKS), number + 1
        with power_until(number - 99) as power, suppress(OperationalError):
            hand_in(person, number)
        whole = power.writes < number - 99
        if not whole:
            assert (table_rows(*BOOKS), kept()) == (before, files), number
        transaction.savepoint_rollback(start)

    assert hand_in(person, 99).pk is not None


def approve_training(row, person, hr) -> None:
    trainings.approve(training=row, by=hr)


def refuse_training(row, person, hr) -> None:
    trainings.refuse(training=row, reason="Buram.", by=hr)


def withdraw_training(row, person, hr) -> None:
    trainings.withdraw(training=row, reason="Keliru.", by=hr)


def approve_claim(row, person, hr) -> None:
    claims.approve(claim=row, by=hr)


def refuse_claim(row, person, hr) -> None:
    claims.refuse(claim=row, reason="Buram.", by=hr)


@pytest.mark.parametrize(
    ("make", "ready", "act", "writes"),
    [
        (hand_in_training, None, approve_training, 4),
        (hand_in_training, None, refuse_training, 3),
        (hand_in_training, approve_training, withdraw_training, 4),
        (hand_in_claim, None, approve_claim, 4),
        (hand_in_claim, None, refuse_claim, 3),
    ],
)
def test_a_decision_is_made_as_a_whole(person, hr, make, ready, act, writes):
    row = make(person)
    if isinstance(row, Claim):
        claims.check(claim=row, by=factories.user())
    if ready:
        ready(row, person, hr)
    before, last, whole = table_rows(*BOOKS), 0, False

    while not whole:
        start, last = transaction.savepoint(), last + 1
        with power_until(last) as power, suppress(OperationalError):
            act(row, person, hr)
        whole = power.writes < last
        assert (table_rows(*BOOKS) == before) is not whole, last
        transaction.savepoint_rollback(start)

    assert last > writes


@pytest.mark.parametrize("hand_in", [hand_in_training, hand_in_claim])
def test_the_same_file_twice_is_refused_and_the_first_one_stays(person, hand_in):
    first = hand_in(person, 5)
    files = kept()

    with pytest.raises((trainings.TrainingRefused, claims.ClaimRefused), match="sudah pernah"):
        hand_in(person, 5)

    assert (kept(), first.file.storage.exists(first.file.name)) == (files, True)
