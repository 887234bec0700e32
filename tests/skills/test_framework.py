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


def test_a_file_that_is_not_toml_is_refused_by_name(small: Path):
    small.write_text("bukan = = toml")

    with pytest.raises(FrameworkFault, match=r"kerangka\.toml"):
        read_framework(small)


def test_the_shipped_framework_has_five_fields_and_28_skills():
    framework = read_framework(SHIPPED)

    assert (len(framework.fields), len(framework.skills)) == (5, 28)
