from pathlib import Path

import pytest

from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.framework import SHIPPED, load_framework
from lms.skills.framework import FrameworkFault, read_framework
from lms.skills.models import CoverageCell, Evidence, Field, Level, Requirement, Skill, Tag
from tests import factories as make
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [model.objects.count() for model in (Field, Tag, Skill, Level, Requirement)]


def test_everything_in_the_file_is_loaded():
    load_framework()

    assert counts()[:4] == [5, 17, 28, 140]


def test_a_second_run_changes_nothing():
    load_framework()
    before = counts()

    result = load_framework()

    assert (counts(), result["changed"]) == (before, 0)


def test_skills_carry_their_tags_and_field():
    load_framework()

    skill = Skill.objects.get(code="JK-01")

    assert (skill.field.slug, skill.tags.count()) == ("jaringan", 3)


def test_a_changed_level_is_written_back_from_the_file():
    load_framework()
    Requirement.objects.filter(skill__code="KS-01").update(level=5)

    load_framework()

    assert Requirement.objects.filter(skill__code="KS-01", level=5, post_group="pelaksana").count() == 0


def test_a_requirement_that_the_file_does_not_name_is_removed():
    load_framework()
    extra = make.requirement()

    load_framework()

    assert not Requirement.objects.filter(pk=extra.pk).exists()


def test_new_requirements_are_counted_at_once():
    make.posting()

    load_framework(SHIPPED)

    assert CoverageCell.objects.filter(staff=1, skill__code="KS-01").count() == 1


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    """The shipped file with some words replaced."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "kerangka.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_and_descriptors_are_written_again_from_the_file():
    load_framework()
    Field.objects.filter(slug="jaringan").update(name="Lama", order=99)
    Skill.objects.filter(code="JK-01").update(name="Lama", description="Lama", order=99)
    Level.objects.filter(skill__code="JK-01").update(descriptor="Lama")
    Tag.objects.update(name="Lama")

    load_framework()

    assert not Field.objects.filter(name="Lama").exists()
    assert not Skill.objects.filter(name="Lama").exists()
    assert not Level.objects.filter(descriptor="Lama").exists()
    assert not Tag.objects.filter(name="Lama").exists()


def test_skills_keep_the_order_of_the_file():
    load_framework()

    file = read_framework(SHIPPED)
    codes = Skill.objects.order_by("order").values_list("code", "order")
    assert list(codes) == [(row["code"], number) for number, row in enumerate(file.skills, start=1)]


def test_every_skill_has_its_five_descriptors_in_order():
    load_framework()

    row = read_framework(SHIPPED).skills[0]
    levels = Level.objects.filter(skill__code=row["code"]).values_list("level", "descriptor")
    assert list(levels) == list(enumerate(row["levels"], start=1))


def test_a_tag_that_the_file_takes_from_a_skill_is_taken():
    load_framework()
    skill = Skill.objects.get(code="JK-01")
    skill.tags.add(Tag.objects.create(scheme="skkni", code="x", name="Lain"))

    load_framework()

    assert (skill.tags.count(), Tag.objects.filter(code="x").exists()) == (3, True)


def test_a_skill_that_the_file_does_not_name_stays_with_its_evidence():
    own = make.skill(code="ZZ-99")
    prove(make.user(), own)

    load_framework()

    assert (Skill.objects.filter(pk=own.pk).exists(), Evidence.objects.count()) == (True, 1)


def test_a_skill_may_move_to_another_field(tmp_path: Path):
    load_framework()

    load_framework(changed(tmp_path, ('field = "jaringan"', 'field = "keamanan"')))

    first = next(row["code"] for row in read_framework(SHIPPED).skills if row["field"] == "jaringan")
    assert Skill.objects.get(code=first).field.slug == "keamanan"


def test_a_refused_file_changes_nothing(tmp_path: Path):
    load_framework()
    before = counts()

    with pytest.raises(FrameworkFault):
        load_framework(
            changed(tmp_path, ('digital_role = "', 'digital_role = "x'), ('name = "Arsitektur', 'name = "X'))
        )

    assert (counts(), Tag.objects.filter(name__startswith="X").exists()) == (before, False)


def test_the_answer_counts_rows_that_came_that_went_and_that_changed():
    load_framework()
    gone, lower = Requirement.objects.filter(level__lt=5)[:2]
    Requirement.objects.filter(pk=lower.pk).update(level=5)
    gone.delete()
    make.requirement()

    found = load_framework()

    assert found == {"skills": 28, "requirements": Requirement.objects.count(), "changed": 3}


def test_a_requirement_that_goes_leaves_the_cells():
    load_framework()
    extra = make.requirement(skill=make.skill(code="ZZ-99"))
    make.posting()
    rebuild_coverage()

    load_framework()

    assert CoverageCell.objects.get(skill=extra.skill).staff == 0


def test_without_a_change_of_requirements_nothing_is_counted_again():
    load_framework()
    make.posting()

    load_framework()

    assert not CoverageCell.objects.filter(staff__gt=0).exists()
