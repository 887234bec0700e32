import pytest
from django.urls import reverse

from lms.people.enums import Role
from lms.skills.models import Indicator
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def field():
    return factories.field()


def hr(unit):
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    return signed_in(person)


def form(unit, field, /, **changes) -> dict:
    fields = {"code": "IKU-1", "name": "Persentase ASN", "baseline": "10", "target_2026": "32,5"}
    return fields | {"unit": unit.pk, "field": field.pk} | changes


def faults(answer) -> dict:
    return {name: [str(one) for one in errors] for name, errors in answer.context["form"].errors.items()}


def test_a_target_is_added_with_a_decimal_comma(city, field):
    answer = hr(city).post(reverse("target_new"), form(city, field))

    indicator = Indicator.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("targets"))
    assert [(row.year, float(row.value)) for row in indicator.targets.all()] == [(2026, 32.5)]


@pytest.mark.parametrize(
    ("changes", "field_name"),
    [
        ({"code": ""}, "code"),
        ({"baseline": "101"}, "baseline"),
        ({"baseline": "-1"}, "baseline"),
        ({"target_2026": "seratus"}, "target_2026"),
        ({"target_2026": "100,001"}, "target_2026"),
        ({"target_2026": ""}, "target_2025"),
        ({"unit": "0"}, "unit"),
        ({"field": str(2**70)}, "field"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(city, field, changes, field_name):
    answer = hr(city).post(reverse("target_new"), form(city, field, **changes))

    assert (answer.status_code, list(faults(answer))) == (422, [field_name])
    assert Indicator.objects.count() == 0


def test_one_indicator_for_a_unit_and_field(city, field):
    factories.indicator(unit=city, field=field)

    answer = hr(city).post(reverse("target_new"), form(city, field))

    assert faults(answer) == {
        "field": ["Unit ini sudah punya indikator untuk bidang itu. Ubah yang sudah ada."]
    }


def test_a_code_is_used_once_however_it_is_written(city, field):
    factories.indicator(unit=city, field=factories.field(), code="iku-1")

    assert list(faults(hr(city).post(reverse("target_new"), form(city, field)))) == ["code"]


def test_only_the_city_and_opds_can_be_chosen(city):
    opd = factories.unit(parent=city)
    factories.unit(parent=opd, kind="bidang")

    offered = hr(city).get(reverse("target_new")).context["form"].fields["unit"].queryset

    assert set(offered) == {city, opd}


def test_the_form_opens_with_what_is_promised(city, field):
    indicator = factories.indicator(unit=city, field=field)
    factories.target(indicator=indicator, year=2026, value=45)

    shown = hr(city).get(reverse("target_edit", args=[indicator.pk])).context["form"]

    assert (shown["target_2026"].initial, shown["target_2027"].initial, "unit" in shown.fields) == (
        45,
        None,
        False,
    )


def test_a_change_is_saved(city, field):
    indicator = factories.indicator(unit=city, field=field)
    data = {"code": indicator.code, "name": "Nama baru", "baseline": "5", "target_2027": "50"}

    hr(city).post(reverse("target_edit", args=[indicator.pk]), data)

    indicator.refresh_from_db()
    assert (indicator.name, indicator.targets.get().year) == ("Nama baru", 2027)


@pytest.mark.parametrize(
    ("act", "way"), [("target_edit", "get"), ("target_edit", "post"), ("target_drop", "post")]
)
def test_an_indicator_beyond_the_scope_does_not_exist(city, field, act, way):
    indicator = factories.indicator(unit=city, field=field)
    client = hr(factories.unit(parent=city))

    assert getattr(client, way)(reverse(act, args=[indicator.pk])).status_code == 404


def test_an_indicator_is_dropped(city, field):
    indicator = factories.indicator(unit=city, field=field)

    hr(city).post(reverse("target_drop", args=[indicator.pk]))

    assert Indicator.objects.count() == 0


def test_years_without_a_promise_are_dashes(city, field):
    indicator = factories.indicator(unit=city, field=field)
    factories.target(indicator=indicator, year=2026, value=45)

    row = hr(city).get(reverse("targets")).context["page"][0]

    assert [value for _year, value in row.by_year] == [None, 45, None, None, None]


def test_without_targets_the_way_to_the_first_is_shown(city):
    assert "Belum ada target" in hr(city).get(reverse("targets")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(city, count, django_assert_num_queries):
    for _ in range(count):
        factories.target(indicator=factories.indicator(unit=city, field=factories.field()))
    client = hr(city)
    client.get(reverse("targets"))

    with django_assert_num_queries(6):
        client.get(reverse("targets"))
