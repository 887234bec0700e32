"""Fictitious staff of the demo city: plausible names, well-formed numbers with serials never given."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.contrib.auth.hashers import make_password

from lms.people.enums import DigitalRole, EmploymentStatus, UnitKind
from lms.people.models import Position, Posting, Unit, User

CITY = Path(__file__).resolve().parent.parent.parent / "people" / "data" / "metro.toml"
BATCH = 2000
BIG = {"UPTD RSUD": 6, "Dinas Pendidikan": 4, "Dinas Kesehatan": 3, "Satuan Polisi": 3, "Komunikasi": 3}
HEADS = {UnitKind.OPD: "ST-KADIS", UnitKind.DISTRICT: "ST-CAMAT", UnitKind.VILLAGE: "ST-LURAH"}
HEADS |= {UnitKind.UPTD: "ST-KA-UPTD", UnitKind.DIVISION: "ST-KABID", UnitKind.SECTION: "ST-KABAG"}
TECHNICAL = [
    "10503",
    "10504",
    "10506",
    "10507",
    "JF-SANDIMAN-PERTAMA",
    "4291350",
    "4201404",
    "JF-PKI-SPBE-MUDA",
]
CLINICAL = ["JF-BIDAN-MAHIR", "JF-BIDAN-TERAMPIL", "JF-PERAWAT-PENYELIA", "JF-DOKTER-PERTAMA", "4103067"]
SCHOOL = ["JF-GURU-MUDA", "JF-GURU-PERTAMA", "4209612"]
OFFICE = ["4291044", "4291172", "4224779", "4291364", "4209612", "4103067", "JF-ARSIPARIS-MAHIR"]
OFFICE += ["JF-PERENCANA-PERTAMA", "JF-PSDMA-TERAMPIL", "JF-PPBJ-MUDA", "ST-KASUBBAG", "4291490"]


@dataclass(frozen=True)
class Names:
    female: list[str]
    male: list[str]
    last: list[str]
    back: list[str]


def read_names() -> Names:
    names = tomllib.loads(CITY.read_text(encoding="utf-8"))["names"]
    return Names(names["first_female"], names["first_male"], names["last"], names["titles_back"])


def make_staff(count: int, seed: int) -> int:
    """Create ``count`` staff with postings, each unit its head first; returns how many were made."""
    random, names = Random(seed), read_names()
    positions = {position.code: position for position in Position.objects.all()}
    made = 0
    places = list(_places(count, random, positions))
    for start in range(0, len(places), BATCH):
        part = places[start : start + BATCH]
        numbered = enumerate((position for _, position in part), start=start)
        people = [_person(index, position, random, names) for index, position in numbered]
        made += len(User.objects.bulk_create(people))
        Posting.objects.bulk_create(
            [
                Posting(user=person, unit=unit, position=position, valid_from=_since(person, random))
                for person, (unit, position) in zip(people, part, strict=True)
            ]
        )
    return made


def _places(count: int, random: Random, positions: dict[str, Position]) -> Iterator[tuple[Unit, Position]]:
    units = list(Unit.objects.current().exclude(kind=UnitKind.CITY).order_by("path"))
    for unit in units[:count]:
        yield unit, positions[_head_code(unit)]
    weights = [next((weight for word, weight in BIG.items() if word in unit.name), 1) for unit in units]
    for unit in random.choices(units, weights, k=max(0, count - len(units))):
        yield unit, positions[random.choice(_codes(unit))]


def _head_code(unit: Unit) -> str:
    if "Badan" in unit.name and unit.kind == UnitKind.OPD:
        return "ST-KABAN"
    return "ST-KADIS-KOMINFO" if unit.code == "METRO-16" else HEADS[UnitKind(unit.kind)]


def _codes(unit: Unit) -> list[str]:
    name = unit.opd.name if unit.opd else unit.name
    if "Komunikasi" in name:
        return TECHNICAL * 2 + OFFICE
    if "Kesehatan" in name:
        return CLINICAL * 2 + OFFICE[:4]
    return SCHOOL * 2 + OFFICE[:4] if "Pendidikan" in name else [*OFFICE, TECHNICAL[3]]


def _person(index: int, position: Position, random: Random, names: Names) -> User:
    female = random.random() < 0.55
    birthday = born(index)
    first = random.choice(names.female if female else names.male)
    status = _status(position, random)
    nip = _number(index, birthday, female, status, random)
    return User(
        username=nip,
        nip=nip,
        email=f"{first.lower()}.{index + 1}@metro.example",
        name=f"{first} {random.choice(names.last)}",
        title_back=random.choice(names.back) if random.random() < 0.7 else "",
        employment_status=status,
        golongan=random.choice(["II/c", "II/d", "III/a", "III/b", "III/c", "III/d"]),
        digital_role=_role(position),
        password=make_password(None),
    )


def born(index: int) -> date:
    """Spread over 31 years so that two people of one day are never of one serial (below 226,300 people)."""
    return date(1969, 1, 1) + timedelta(days=index * 7919 % 11315)


def _status(position: Position, random: Random) -> EmploymentStatus:
    if position.kind == "pelaksana" and random.random() < 0.25:
        return EmploymentStatus.PPPK_PART_TIME
    return EmploymentStatus.PPPK if random.random() < 0.22 else EmploymentStatus.PNS


def _number(index: int, birthday: date, female: bool, status: str, random: Random) -> str:
    """Born, appointed, sex and a serial; 21 is the month of those with a contract."""
    year = min(birthday.year + random.randint(20, 26), 2025)
    month = random.randint(1, 12) if status == EmploymentStatus.PNS else 21
    return f"{birthday:%Y%m%d}{year}{month:02d}{2 if female else 1}{900 + index % 100}"


def _role(position: Position) -> str:
    if position.code in {*TECHNICAL, "ST-KADIS-KOMINFO", "ST-KABID-TIK"}:
        return DigitalRole.MANAGES
    return DigitalRole.OTHER if position.code in {"4291490", "JF-DAMKAR-PEMULA"} else DigitalRole.USES


def _since(person: User, random: Random) -> date:
    return date(random.randint(2018, 2025), random.randint(1, 12), 1)
