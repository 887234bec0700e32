import ast
from pathlib import Path

import pytest
from django import forms

from lms.core.form_fields import ByIdField, ByIdsField
from lms.people.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db
NO_IDS = ["9223372036854775808", "99999999999999999999999", "-1", "0", "x", "1.5", "²", "a\0b", "1 OR 1=1"]
ROOMS = ["lms", "courses", "assessments", "certificates"]


def one(value):
    return ByIdField(queryset=Unit.objects.all()).clean(value)


def several(*values):
    return list(ByIdsField(queryset=Unit.objects.all()).clean(list(values)))


def test_an_id_is_its_row():
    unit = factories.unit()

    assert (one(str(unit.pk)), several(str(unit.pk)), one(unit.pk)) == (unit, [unit], unit)


@pytest.mark.parametrize("value", NO_IDS)
def test_what_no_id_can_be_is_no_choice(value):
    factories.unit()

    for choose in (one, several):
        with pytest.raises(forms.ValidationError) as refusal:
            choose(value)
        assert refusal.value.code == "invalid_choice"


def test_one_wrong_choice_among_right_ones_is_refused():
    unit = factories.unit()

    with pytest.raises(forms.ValidationError):
        several(str(unit.pk), NO_IDS[0])


@pytest.mark.parametrize("field", [ByIdField, ByIdsField])
def test_nothing_chosen_asks_for_a_choice(field):
    with pytest.raises(forms.ValidationError) as refusal:
        field(queryset=Unit.objects.all()).clean([] if field is ByIdsField else "")

    assert refusal.value.code == "required"


def test_no_form_of_ours_asks_the_database_for_any_number():
    """Django's own fields hand a number of any length to SQLite, which ends in a failure."""
    found = [
        f"{path}:{node.lineno}"
        for room in ROOMS
        for path in Path(room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"ModelChoiceField", "ModelMultipleChoiceField"}
    ]

    assert {place.partition(":")[0] for place in found} == {"lms/core/form_fields.py"}
