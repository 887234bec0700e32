from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.skills.models import CoverageCell, Skill
from tests.skills.universe import City

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_framework_is_loaded_from_the_shipped_file():
    text = said("load_framework")

    assert (Skill.objects.count(), text.startswith("28 skills, ")) == (28, True)


def test_a_framework_file_that_is_wrong_stops_with_one_sentence(tmp_path: Path):
    path = tmp_path / "rusak.toml"
    path.write_text("bukan = = toml")

    with pytest.raises(CommandError, match=r"rusak\.toml"):
        said("load_framework", str(path))


def test_a_framework_file_that_is_not_there_stops_with_one_sentence():
    with pytest.raises(CommandError, match="tidak-ada"):
        said("load_framework", "tidak-ada.toml")


def test_rebuild_counts_again():
    City()
    CoverageCell.objects.update(staff=5)

    text = said("rebuild_coverage")

    assert (CoverageCell.objects.get().staff, text) == (1, "1 cells counted, 4 points of past quarters\n")


def test_check_says_that_all_agrees():
    City()

    assert said("rebuild_coverage", "--check") == "Cells and evidence agree.\n"


def test_check_exits_with_1_and_changes_nothing_when_a_cell_differs():
    City()
    CoverageCell.objects.update(staff=5)

    with pytest.raises(CommandError) as caught:
        said("rebuild_coverage", "--check")

    assert (caught.value.returncode, CoverageCell.objects.get().staff) == (1, 5)


def test_check_shows_no_more_than_ten_differences():
    city = City()
    for level in range(1, 6):
        for role in ("pengelola", "lainnya", "pengguna"):
            key = {"unit": city.unit, "skill": city.skill, "level": level, "digital_role": role}
            CoverageCell.objects.update_or_create(**key, defaults={"staff": 7})
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("rebuild_coverage", "--check", stdout=out)

    assert len(out.getvalue().splitlines()) == 10
