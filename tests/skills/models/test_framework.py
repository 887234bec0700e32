from datetime import date

import pytest
from django.db.models import ProtectedError

from lms.skills.models import (
    CoverageCell,
    CoveragePoint,
    CoverageSum,
    Evidence,
    Field,
    Holding,
    Level,
    Seat,
    Skill,
    Tag,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_fields_come_in_their_order():
    last, first = make.field(order=9), make.field(order=1)

    assert list(Field.objects.all()) == [first, last]


def test_skills_come_by_field_then_order_then_code():
    later, earlier = make.field(order=2), make.field(order=1)
    rows = [
        make.skill(field=later, order=1, code="A"),
        make.skill(field=earlier, order=2, code="B"),
        make.skill(field=earlier, order=1, code="D"),
        make.skill(field=earlier, order=1, code="C"),
    ]

    assert list(Skill.objects.all()) == rows[::-1]


def test_tags_come_by_scheme_and_code():
    names = [("spbe", "a"), ("pemdi", "b"), ("pemdi", "a")]
    for scheme, code in names:
        Tag.objects.create(scheme=scheme, code=code, name="x")

    assert [(tag.scheme, tag.code) for tag in Tag.objects.all()] == names[::-1]


def test_rows_are_called_what_people_call_them():
    skill = make.skill(code="KS-01", name="Mengenali phishing")
    tag = Tag(scheme="spbe", code="infra", name="Infrastruktur")
    indicator = make.indicator(name="Cakupan keamanan")

    assert [str(row) for row in (skill.field, skill, tag, Level(skill=skill, level=3))] == [
        skill.field.name,
        "KS-01 Mengenali phishing",
        "Bidang SDM SPBE: Infrastruktur",
        "KS-01 · 3",
    ]
    assert [str(indicator), str(make.target(indicator=indicator, year=2027, value=80))] == [
        "Cakupan keamanan",
        "Cakupan keamanan 2027: 80 %",
    ]


def test_rows_of_counts_are_called_by_their_keys():
    key = {"unit_id": 7, "skill_id": 3, "digital_role": "pengguna"}
    rows = [
        CoverageCell(level=2, **key),
        CoverageSum(**key),
        CoveragePoint(unit_id=7, field_id=1, on=date(2026, 9, 30)),
        Seat(user_id=5, unit_id=7),
        Holding(skill_id=3, level=4),
    ]

    assert [str(row) for row in rows] == [
        "7/3/2/pengguna",
        "7/3/pengguna",
        "7/1/2026-09-30",
        "5 @ 7",
        "3 · 4",
    ]


def test_evidence_and_requirements_are_called_by_skill_and_level():
    wanted = make.requirement(skill=make.skill(code="KS-01"), level=3)

    assert [str(wanted), str(Evidence(skill=wanted.skill, level=2))] == ["pelaksana KS-01 ≥ 3", "KS-01 · 2"]


def test_a_field_with_skills_stays():
    skill = make.skill()

    with pytest.raises(ProtectedError):
        skill.field.delete()


def test_a_skill_without_evidence_takes_its_rows_along():
    skill = make.requirement().skill
    Level.objects.create(skill=skill, level=1, descriptor="x")

    skill.delete()

    assert not Level.objects.exists()
