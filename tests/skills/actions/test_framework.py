import pytest

from lms.skills.actions.framework import SHIPPED, load_framework
from lms.skills.models import CoverageCell, Field, Level, Requirement, Skill, Tag
from tests import factories as make

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
