"""Training elsewhere over two years: approved in bulk for many, and a few by hand in each state; by seed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from courses.actions import other_trainings as actions
from courses.actions.credits import recognised
from courses.enums import TrainingState
from courses.jp import raw_by_day
from courses.models import CreditEntry, CreditRule, OtherTraining
from lms.dashboards.demo.claims import scan
from lms.people.models import User

BATCH = 1000
DAYS = 690


class Offer(NamedTuple):
    """A training that people of the demo have been to: its form, length in days, and least and most quantity."""

    form: str
    title: str
    organiser: str
    days: int
    least: int
    most: int


OFFERS = (
    Offer("B3", "Pelatihan Teknis Pengelolaan Arsip Digital", "Balai Pelatihan Contoh", 3, 16, 24),
    Offer("B10", "Bimbingan Teknis Penyusunan Arsitektur SPBE", "Politeknik Contoh", 2, 8, 16),
    Offer("B6", "Seminar Transformasi Digital Pemerintahan", "Universitas Contoh", 1, 1, 1),
    Offer("B7", "Lokakarya Satu Data Daerah", "Akademi Digital Contoh", 2, 2, 2),
    Offer("B11", "Sosialisasi Pelindungan Data Pribadi", "Lembaga Data Contoh", 1, 1, 1),
    Offer("B4", "Pelatihan Fungsional Pranata Komputer", "Balai Pelatihan Contoh", 10, 40, 60),
    Offer("C1", "Coaching Pelayanan Publik", "BKPSDM Kota Metro", 1, 1, 1),
    Offer("C9", "Belajar Mandiri Analisis Data", "Akademi Digital Contoh", 5, 4, 8),
    Offer("B2", "Pelatihan Manajemen Perubahan", "Balai Pelatihan Contoh", 2, 12, 16),
)
SHARES = (5, 5, 6, 4, 4, 1, 3, 3, 2)  # how often each offer is taken


def write_other_trainings(people: Sequence[User], checker: User, seed: int) -> int:
    """Approved training of some of these people, with what it credited; returns how many."""
    random, proofs = Random(seed), {offer: _kept_proof(offer) for offer in OFFERS}
    rows = [
        _approved(person, offer, checker, proofs[offer], random)
        for person in people
        if random.random() < 0.6
        for offer in random.choices(OFFERS, SHARES, k=random.randint(1, 5))
    ]
    OtherTraining.objects.bulk_create(sorted(rows, key=lambda row: row.ends_on), batch_size=BATCH)
    CreditEntry.objects.bulk_create(_credited(rows), batch_size=BATCH)
    return len(rows)


def _kept_proof(offer: Offer) -> bytes:
    return scan(offer.title, offer.organiser, "Peserta pelatihan", "di kota peragaan")


def _approved(person: User, offer: Offer, checker: User, proof: bytes, random: Random) -> OtherTraining:
    last = timezone.localdate() - timedelta(days=random.randint(10, DAYS))
    content = proof + f"\n% {random.getrandbits(64):016x}\n".encode()  # each row has a file of its own
    digest = hashlib.sha256(content).hexdigest()
    name = storages["private"].save(f"pelatihan-lain/{last:%Y}/{digest}.pdf", ContentFile(content))
    decided = timezone.now() - timedelta(days=(timezone.localdate() - last).days - 5)
    return OtherTraining(
        user=person,
        **_facts(offer, last, random),
        file=name,
        file_kind="pdf",
        sha256=digest,
        state=TrainingState.APPROVED,
        handed_in_at=decided - timedelta(days=2),
        decided_by=checker,
        decided_at=decided,
    )


def _facts(offer: Offer, last: date, random: Random) -> dict[str, object]:
    return {
        "form": offer.form,
        "title": offer.title,
        "organiser": offer.organiser,
        "number": f"CONTOH/{random.randint(1, 999)}",
        "starts_on": last - timedelta(days=offer.days - 1),
        "ends_on": last,
        "quantity": random.randint(offer.least, offer.most),
    }


def _credited(rows: Iterable[OtherTraining]) -> Iterator[CreditEntry]:
    """The entries of all of them, within the caps; nobody has any of these forms yet."""
    rules = {rule.form: rule for rule in CreditRule.objects.order_by("valid_from")}
    entries: dict[tuple[int, str], list[CreditEntry]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.ends_on):
        rule = rules[row.form]
        for day, raw in raw_by_day(rule.terms(), row.quantity, row.starts_on, row.ends_on).items():
            facts = {"user_id": row.user_id, "training": row, "form": row.form, "day": day}
            entries[row.user_id, row.form].append(CreditEntry(**facts, raw_jp=raw, rule=rule))
    for group in entries.values():
        yield from recognised(group)


def hand_in_trainings(learner: User, people: Sequence[User], checker: User, seed: int) -> None:
    """The demo's civil servant has training in each state; of others some wait, and one approval is withdrawn."""
    random, today = Random(seed), timezone.localdate()
    rows = [_handed_in(learner, offer, today - timedelta(days=days), random) for offer, days in _own(today)]
    approved, earlier, refused, *_waiting = rows
    for row in (approved, earlier):
        actions.approve(training=row, by=checker)
    reason = "Nama di sertifikat berbeda dengan nama pegawai."
    actions.refuse(training=refused, reason=reason, by=checker)
    others = [
        _handed_in(random.choice(people), offer, today - timedelta(days=random.randint(3, 40)), random)
        for offer in OFFERS
    ]
    actions.approve(training=others[0], by=checker)
    actions.withdraw(training=others[0], reason="Sertifikat diterbitkan dua kali.", by=checker)
    actions.refuse(training=others[1], reason="Pindaian tidak terbaca.", by=checker)


def _own(today: date) -> list[tuple[Offer, int]]:
    """Approved this year and last year, refused, and two that wait; with how many days ago."""
    passed = today.timetuple().tm_yday
    return [
        (OFFERS[3], passed // 3),
        (OFFERS[1], passed + 90),
        (OFFERS[4], 40),
        (OFFERS[2], 6),
        (OFFERS[7], 4),
    ]


def _handed_in(person: User, offer: Offer, last: date, random: Random) -> OtherTraining:
    content = scan(offer.title, offer.organiser, person.full_name, f"{last:%d-%m-%Y}")
    return actions.hand_in(
        user=person,
        facts=_facts(offer, last, random),
        file=ContentFile(content),
        kind="pdf",
        sha256=hashlib.sha256(content + str(person.pk).encode()).hexdigest(),
    )
