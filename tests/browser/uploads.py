"""Files that HR and lecturers upload: a staff sheet and a course folder, both small and fictitious."""

import random
import zipfile
from pathlib import Path

from lms.core.exports import saved, workbook, write_sheet
from lms.people.actions.city import read_city
from lms.people.sheets.columns import ALL_HEADS
from lms.people.sheets.sample import person

HEALTH, POST = "METRO-05", "4103067"

COURSE = """format = 1
slug = "{slug}"
title = "{title}"
summary = "Cara menyimpan berkas dinas supaya mudah ditemukan."
field = "keamanan"
jp = 2

[[modules]]
name = "dasar"
title = "Dasar"
lessons = ["01-nama-berkas"]

[[modules]]
name = "ujian"
title = "Ujian"
quizzes = ["akhir"]

[[quizzes]]
name = "akhir"
title = "Ujian akhir"
minutes = 10
pass_percent = 50
[[quizzes.sections]]
title = "Nama berkas"
tag = "nama"
count = 1
"""
LESSON = """---
title: Nama berkas
minutes: 5
---
Nama berkas yang baik memuat tanggal, perihal, dan versi.

:::check
Nama mana yang paling mudah ditemukan kembali?
- [ ] surat baru fix.docx
  > Tidak ada tanggal dan perihalnya.
- [x] 2026-11-02-undangan-rapat.docx
  > Benar.
:::
"""
QUESTION = "// [tag:nama]\n::nb-1::Nama berkas sebaiknya memuat tanggal.{TRUE#Tanggal memudahkan pencarian.#Tepat.}\n"


def write_staff(path: Path, *, serial: int, name: str) -> str:
    """One newcomer of Dinas Kesehatan; returns the NIP."""
    city = read_city()
    unit = next(unit for unit in city["units"] if unit["code"] == HEALTH)
    post = next(post for post in city["positions"] if post["code"] == POST)
    row = person(serial, random.Random(serial), unit, post, city["names"]) | {"NAMA": name}
    book = workbook()
    write_sheet(book, "Data Pegawai", ALL_HEADS, [[row.get(head, "") for head in ALL_HEADS]])
    with saved(book) as file:
        path.write_bytes(file.read())
    return row["NIP BARU"]


def write_course(path: Path, *, slug: str, title: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("course.toml", COURSE.format(slug=slug, title=title))
        archive.writestr("lessons/01-nama-berkas.md", LESSON)
        archive.writestr("quizzes/akhir.gift", QUESTION)
