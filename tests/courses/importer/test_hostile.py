"""Folders that were broken or bent on purpose: each is planned or refused in words, and none ends in a failure."""

import io
import random

import pytest

from courses.actions.imports import opened
from courses.importer.faults import FolderFault
from courses.importer.folder import Folder
from courses.importer.read import make_plan
from tests import factories
from tests.courses.folders import LESSON, SVG, TOML, Memory, files, packed

pytestmark = pytest.mark.django_db

RICH = (
    LESSON
    + """
## Bagian

:::check
Apa?
- [ ] a
  > x
- [x] b
  > y
:::

| a | b |
|---|---|
| 1 | 2 |

> [!NOTE]
> isi

:::steps
1. a
2. b
:::

![alt](../media/a.svg "c")
"""
)
QUIZ = (
    TOML + 'quizzes = ["akhir"]\n[[quizzes]]\nname = "akhir"\ntitle = "U"\n[[quizzes.sections]]\ncount = 1\n'
)
GIFT = "// [tag:a]\n::a::x{=1#b ~2#c####d}\n\n::b::y{#5:1}\n"


@pytest.fixture(autouse=True)
def _field():
    factories.field(slug="jaringan")


def whole():
    return files(lesson=RICH, toml=QUIZ) | {"media/a.svg": SVG, "quizzes/akhir.gift": GIFT}


def reasons(**changes):
    return [fault.reason for fault in make_plan(Folder(Memory(files(**changes)))).faults]


def bent(old, new):
    return reasons(toml=TOML.replace(old, new))


def test_the_whole_folder_is_in_order():
    assert make_plan(Folder(Memory(whole()))).faults == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"Contoh"', '"a\\u0000b"', "title memuat tanda NUL."),
        ('"Contoh"', '"' + "a" * 256 + '"', "title terlalu panjang: 256 karakter, paling banyak 255."),
        ('"contoh"', '"Contoh Besar"', "slug hanya boleh memuat huruf, angka, dan tanda hubung."),
        ('"jaringan"', '"tidak-ada"', "Bidang ini tidak ada."),
        ("slug =", "jp = 99999999999999999999\nslug =", "jp harus antara 1 dan 500."),
        ("slug =", "jp = nan\nslug =", "jp harus berupa bilangan bulat."),
        ("slug =", 'objectives = ["a\\u0000"]\nslug =', "objectives memuat tanda NUL."),
        ("slug =", "certificate = 2\nslug =", "certificate harus berupa [certificate]."),
        ("slug =", "skills = 1\nslug =", "skills harus berupa [[skills]]."),
        ('["01-satu"]', "[1, [2]]", "lessons harus daftar teks."),
        ('["01-satu"]', '["../../etc/passwd"]', "Berkas materi ini tidak ada di lessons/."),
        ('["01-satu"]', '["01-satu", "01-satu"]', "Dua materi atau kuis memakai nama yang sama."),
        ('"awal"', '"A B"', "Modul ini belum mempunyai name."),
        ("[[modules]]", "[[modules]", "course.toml tidak dapat dibaca."),
        ("slug =", "a = " + "[" * 5000 + "\nslug =", "course.toml tidak dapat dibaca."),
    ],
)
def test_a_bent_outline_says_what_is_wrong(old, new, reason):
    assert reason in bent(old, new)


@pytest.mark.parametrize(
    ("lesson", "reason"),
    [
        ("", "Materi ini tidak berisi teks."),
        ("<!-- x -->", "Materi ini tidak berisi teks."),
        ("<script>alert(1)</script>", "Materi ini tidak berisi teks."),
        ("# Hanya judul", "Materi ini tidak berisi teks."),
        ("---\ntitle: [\n---\nIsi", "Kepala berkas (front matter) tidak dapat dibaca."),
        ("---\n- x\n---\nIsi", "Kepala berkas (front matter) tidak dapat dibaca."),
        (
            '---\n!!python/object/apply:os.system ["id"]\n---\nIsi',
            "Kepala berkas (front matter) tidak dapat dibaca.",
        ),
        ("+++\nx =\n+++\nIsi", "Kepala berkas (front matter) tidak dapat dibaca."),
        ("Isi\0", "Ada tanda NUL di baris ini."),
        (LESSON.encode("utf-16"), "Berkas ini bukan teks UTF-8."),
        ("Isi ![a](hilang.png)", "Berkas ini tidak ada di folder."),
        (":::check\nApa?\n:::", "Blok check memerlukan dua sampai lima pilihan."),
    ],
)
def test_a_bent_lesson_says_what_is_wrong(lesson, reason):
    assert reason in reasons(lesson=lesson)


@pytest.mark.parametrize(
    "lesson",
    [
        "- " * 2000 + "x",
        "[" * 5000,
        "*" * 5000 + "x",
        "<" * 5000,
        "|" * 5000 + "\n" + "|-" * 2500,
        "- a\n  - b\n    - c\n      - d\n        1. e",
        "a[^1]\n\n[^1]: catatan kaki yang panjang",
        "$$x^2$$ dan $a_1$",
        "[x](javascript:alert(1)) [y](data:text/html,1) ![z](file:///etc/passwd)",
        "&lt;b&gt; &#0; &#x110000; &#xD800;",
        "\u202eterbalik\u200b",
        '---\ntitle: "a\\0b"\n---\nIsi',
        "---\na: &a [*a]\n---\nIsi",
        "---\n"
        + "a0: &a0 [x]\n"
        + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(30))
        + "---\nIsi",
    ],
)
def test_an_odd_lesson_is_taken_as_it_is(lesson):
    plan = make_plan(Folder(Memory(files(lesson=lesson))))

    assert (plan.faults, "\0" in str(plan.lessons)) == ([], False)


def test_noise_in_a_zip_never_ends_in_a_failure():
    chance = random.Random(2026)
    content = packed(whole()).getvalue()
    seen = set()

    for _turn in range(400):
        noisy = bytearray(content)
        for _place in range(chance.randint(1, 6)):
            noisy[chance.randrange(len(noisy))] = chance.randrange(256)
        try:
            with opened(io.BytesIO(noisy), "a.zip") as folder:
                seen.add(bool(make_plan(folder).faults))
        except FolderFault as refusal:
            seen.add(refusal.fault.reason != "")

    assert seen == {True, False}


def test_noise_in_the_texts_never_ends_in_a_failure():
    chance = random.Random(2026)
    signs = "[]{}()<>#*_`~|:=-\n \\\"'!&$%\0\t1a"

    for _turn in range(400):
        noisy = whole()
        name = chance.choice(list(noisy))
        text = list(noisy[name])
        for _place in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            text[at : at + chance.choice([0, 1, 5])] = chance.choice(signs)
        plan = make_plan(Folder(Memory(noisy | {name: "".join(text)})))
        assert all(fault.reason and fault.file for fault in plan.faults)
