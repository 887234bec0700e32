from pathlib import Path

import pytest

from lms.skills.actions.framework import SHIPPED
from lms.skills.framework import FrameworkFault, read_framework

SMALL = """
[[fields]]
slug = "awan"
code = "AW"
name = "Komputasi Awan"
short_name = "Awan"
order = 1

[[tags]]
scheme = "spbe"
code = "infra"
name = "Infrastruktur"

[[skills]]
field = "awan"
code = "AW-01"
name = "Dasar awan"
description = "Uraian."
tags = ["spbe:infra"]
levels = ["a", "b", "c", "d", "e"]

[[requirements]]
post_group = "pelaksana"
digital_role = "pengelola"
skill = "AW-01"
level = 3

[[requirements]]
post_group = "pelaksana"
digital_role = "*"
skill = "AW-01"
level = 1
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "kerangka.toml"
    path.write_text(SMALL)
    return path


def test_a_row_for_every_role_becomes_three_and_a_specific_one_overrides_it(small: Path):
    framework = read_framework(small)

    assert framework.requirements == {
        ("pelaksana", "pengelola", "AW-01"): 3,
        ("pelaksana", "pengguna", "AW-01"): 1,
        ("pelaksana", "lainnya", "AW-01"): 1,
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('field = "awan"', 'field = "laut"', "skill AW-01: field 'laut' is unknown"),
        ('"spbe:infra"', '"spbe:lain"', "skill AW-01: tag 'spbe:lain' is unknown"),
        (', "e"]', "]", "skill AW-01: needs 5 levels, has 4"),
        ('scheme = "spbe"', 'scheme = "x"', "tags row 1: scheme 'x' is unknown"),
        ("level = 3", "level = 6", "requirement pelaksana/pengelola/AW-01: level 6 is unknown"),
        ('"pengelola"', '"raja"', "requirement pelaksana/raja/AW-01: digital_role 'raja' is unknown"),
    ],
)
def test_a_row_that_fits_nowhere_is_named(small: Path, old: str, new: str, message: str):
    small.write_text(SMALL.replace(old, new))

    with pytest.raises(FrameworkFault) as caught:
        read_framework(small)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('slug = "awan"\n', "", "fields row 1: slug is missing"),
        ("order = 1", 'order = "satu"', "fields row 1: order must be a whole number, not 'satu'"),
        ("order = 1", "order = true", "fields row 1: order must be a whole number, not True"),
        ("order = 1", "order = 1\nwarna = 2", "fields row 1: column 'warna' is unknown"),
        ('name = "Infrastruktur"\n', "", "tags row 1: name is missing"),
        ('code = "infra"', "code = 7", "tags row 1: code must be a text, not 7"),
        ('description = "Uraian."\n', "", "skills row 1: description is missing"),
        ('["spbe:infra"]', '"spbe:infra"', "skills row 1: tags must be a list, not 'spbe:infra'"),
        ("level = 3\n", "", "requirements row 1: level is missing"),
        ("level = 3", "level = 3.0", "requirements row 1: level must be a whole number, not 3.0"),
        ("level = 1", "level = 0", "requirement pelaksana/pengguna/AW-01: level 0 is unknown"),
        ("[[skills]]", "[skills]", "skills: needs rows that begin with [[skills]]"),
        ("[[tags]]", "[[tag]]", "tags: needs rows that begin with [[tags]]"),
        (
            'post_group = "pelaksana"\ndigital_role = "*"\nskill = "AW-01"',
            'post_group = "pelaksana"\ndigital_role = "*"\nskill = "AW-02"',
            "requirement pelaksana/pengelola/AW-02: skill 'AW-02' is unknown",
        ),
        (
            'post_group = "pelaksana"\ndigital_role = "*"',
            'post_group = "camat"\ndigital_role = "*"',
            "requirement camat/pengelola/AW-01: post_group 'camat' is unknown",
        ),
        (
            'digital_role = "*"',
            'digital_role = "pengelola"',
            "requirements row 2: pelaksana/pengelola/AW-01 stands in row 1 already",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_named(small: Path, old: str, new: str, message: str):
    small.write_text(SMALL.replace(old, new))

    with pytest.raises(FrameworkFault) as caught:
        read_framework(small)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("fields", "fields row 2: awan stands in row 1 already"),
        ("tags", "tags row 2: spbe/infra stands in row 1 already"),
        ("skills", "skills row 2: AW-01 stands in row 1 already"),
    ],
)
def test_what_is_said_twice_is_refused(small: Path, table: str, message: str):
    row = next(part for part in SMALL.split("[[") if part.startswith(table))
    small.write_text(f"{SMALL}\n[[{row}")

    with pytest.raises(FrameworkFault) as caught:
        read_framework(small)

    assert str(caught.value) == message


def test_two_fields_with_one_code_are_refused(small: Path):
    row = next(part for part in SMALL.split("[[") if part.startswith("fields"))
    small.write_text(SMALL + "\n[[" + row.replace('slug = "awan"', 'slug = "kabut"'))

    with pytest.raises(FrameworkFault, match=r"^fields row 2: AW stands in row 1 already$"):
        read_framework(small)


@pytest.mark.parametrize("content", [b"", b"# kosong\n", b'version = "1"'])
def test_a_file_without_rows_is_refused(small: Path, content: bytes):
    small.write_bytes(content)

    with pytest.raises(FrameworkFault, match=r"^fields: needs rows that begin with \[\[fields\]\]$"):
        read_framework(small)


def test_a_file_in_another_encoding_is_refused_by_name(small: Path):
    small.write_bytes(SMALL.replace("Uraian", "Uraïan").encode("latin-1"))

    with pytest.raises(FrameworkFault, match=r"^kerangka\.toml: "):
        read_framework(small)


def test_the_order_of_rows_for_one_and_for_every_role_makes_no_difference(small: Path):
    head, *requirements = SMALL.split("[[requirements]]")
    before = read_framework(small)

    small.write_text("[[requirements]]".join([head, *reversed(requirements)]))

    assert read_framework(small) == before


def test_what_stands_beside_the_tables_is_left_alone(small: Path):
    before = read_framework(small)

    small.write_text(f'version = "9"\n{SMALL}\n[[levels]]\nlevel = 1\n')

    assert read_framework(small) == before


def test_the_shipped_framework_asks_most_of_those_who_run_services():
    posts = read_framework(SHIPPED).requirements

    lower = [
        key
        for key, level in posts.items()
        if key[1] == "pengguna" and posts.get((key[0], "pengelola", key[2]), level) < level
    ]
    assert lower == []


def test_a_file_that_is_not_toml_is_refused_by_name(small: Path):
    small.write_text("bukan = = toml")

    with pytest.raises(FrameworkFault, match=r"kerangka\.toml"):
        read_framework(small)


def test_the_shipped_framework_has_five_fields_and_28_skills():
    framework = read_framework(SHIPPED)

    assert (len(framework.fields), len(framework.skills)) == (5, 28)
