"""Fictitious sheets in the shape of the SIASN export: for tests, figures and the demo."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lms.core.exports import saved, workbook, write_sheet
from lms.people.actions.city import read_city
from lms.people.sheets.columns import ALL_HEADS

KINDS = {
    "struktural": "Jabatan Struktural",
    "fungsional": "Jabatan Fungsional Tertentu",
    "pelaksana": "Jabatan Fungsional Umum",
}
SENSITIVE = {"AGAMA NAMA": "Islam", "NIK": "0" * 16, "NOMOR HP": "080000000000", "ALAMAT": "Jalan Contoh 1"}
SENSITIVE |= {"NPWP NOMOR": "0" * 15, "BPJS": "0" * 13, "JENIS KAWIN NAMA": "Menikah"}
FILLED = {head: "Contoh" for head in ALL_HEADS if head not in {"EMAIL", "GELAR DEPAN"}} | SENSITIVE


def sample_rows(rows: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """``rows`` fictitious people in units and posts of the demo city, the same for the same seed."""
    city = read_city()
    dice = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    units = [unit for unit in city["units"] if unit["kind"] not in {"kota", "bidang"}]
    posts = [post for post in city["positions"] if post["kind"] != "struktural"]
    names = city["names"]
    for serial in range(rows):
        yield person(serial, dice, dice.choice(units), dice.choice(posts), names)


def person(
    serial: int,
    dice: random.Random,
    unit: dict[str, Any],
    post: dict[str, Any],
    names: dict[str, Sequence[str]],
) -> dict[str, str]:
    """One row: the wanted columns, and the sensitive ones that have to be dropped on reading."""
    female = dice.random() < 0.55
    contract = dice.random() < 0.3
    first = dice.choice(names["first_female" if female else "first_male"])
    return FILLED | {
        "PNS ID": f"{serial:032X}",
        "NIP BARU": sample_nip(serial, contract=contract, female=female),
        "NAMA": f"{first} {dice.choice(names['last'])}",
        "GELAR BELAKANG": dice.choice(names["titles_back"]),
        "EMAIL GOV": f"pegawai{serial}@piawai.example",
        "STATUS CPNS PNS": "PPPK" if contract else "PNS",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "GOL AKHIR NAMA": "IX" if contract else dice.choice(["II/c", "III/a", "III/b", "III/c", "III/d"]),
        "JENIS JABATAN NAMA": KINDS[post["kind"]],
        "JABATAN NAMA": post["name"],
        "ESELON NAMA": post.get("eselon") or "NON",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "UNOR ID": unit["code"],
        "UNOR NAMA": unit["name"],
    }


def sample_nip(serial: int, *, contract: bool = False, female: bool = False) -> str:
    """Well-formed and impossible (serials from 900 on are never given); no two alike below 3,000,000."""
    rest, tail = divmod(serial, 100)
    rest, day = divmod(rest, 28)
    rest, month = divmod(rest, 12)
    year, start = 1970 + rest % 30, 2018 + rest // 30 % 8
    middle = "21" if contract else f"{1 + serial % 12:02d}"
    return f"{year}{month + 1:02d}{day + 1:02d}{start}{middle}{2 if female else 1}{900 + tail}"


def write_sample(path: Path, rows: int, seed: int = 1) -> None:
    """An XLSX file with all columns of the export."""
    book = workbook()
    table = ([person.get(head, "") for head in ALL_HEADS] for person in sample_rows(rows, seed))
    write_sheet(book, "Data Pegawai", ALL_HEADS, table)
    with saved(book) as file:
        path.write_bytes(file.read())


def write_sample_text(path: Path, rows: int, seed: int = 1) -> None:
    """The same as CSV in the dress of Indonesian Excel: semicolons and a mark for UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, ALL_HEADS, delimiter=";", restval="")
        sheet.writeheader()
        sheet.writerows(sample_rows(rows, seed))
