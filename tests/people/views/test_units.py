from datetime import date

import pytest
from django.urls import reverse

from lms.audit.models import Event
from lms.people.enums import Role
from lms.people.models import Unit
from tests import factories
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return factories.city()


@pytest.fixture
def dinas(root):
    return factories.unit(name="Dinas Contoh", parent=root)


@pytest.fixture
def hr(client, root):
    return enter(client, Role.HR, root)


def rows(answer):
    return [(row["depth"], row["unit"].name, row["staff"]) for row in answer.context["page"]]


def test_tree_shows_parents_above_children_with_their_staff(client, hr, dinas):
    factories.unit(name="Bidang", parent=dinas, kind="bidang")
    factories.posting(unit=dinas)

    assert rows(client.get(reverse("units"))) == [
        (0, "Kota Contoh", 0),
        (1, "Dinas Contoh", 1),
        (2, "Bidang", 0),
    ]


def test_head_sees_the_own_subtree_without_acts(client, dinas, root):
    factories.unit(parent=root)
    enter(client, Role.OPD_HEAD, dinas)

    answer = client.get(reverse("units"))

    assert rows(answer) == [(0, "Dinas Contoh", 0)]
    assert reverse("unit_edit", args=[dinas.pk]) not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_tree_costs_the_same_for_any_number(client, hr, root, count, django_assert_num_queries):
    for _ in range(count):
        factories.unit(parent=root)

    with django_assert_num_queries(5):
        client.get(reverse("units"))


def test_the_tree_is_paged(client, hr, root):
    for _ in range(60):
        factories.unit(parent=root)

    first, second = client.get(reverse("units")), client.get(reverse("units"), {"halaman": 2})

    assert (len(rows(first)), len(rows(second))) == (60, 1)


@pytest.mark.parametrize(
    ("words", "found"), [("contoh", 2), ("DINAS", 1), ("", 2), ("kantor lama", 1), ("\0x", 0)]
)
def test_units_are_found_by_any_of_their_names(client, hr, dinas, words, found):
    dinas.aliases = ["Kantor Lama"]
    dinas.save()

    assert len(rows(client.get(reverse("units"), {"cari": words}))) == found


def test_a_name_that_no_unit_has_says_so(client, hr):
    assert "Tidak ada unit dengan nama itu" in client.get(reverse("units"), {"cari": "zzz"}).content.decode()


def form(**changes):
    return {"name": "Dinas Baru", "short_name": "", "kind": "opd", "aliases": ""} | changes


def test_renamed_unit_keeps_its_former_name(client, hr, dinas):
    client.post(reverse("unit_edit", args=[dinas.pk]), form(aliases="A1B2\n\n Nama  lain "))

    dinas.refresh_from_db()
    assert (dinas.name, dinas.aliases) == ("Dinas Baru", ["A1B2", "Nama lain", "Dinas Contoh"])


def test_change_is_audited(client, hr, dinas):
    client.post(reverse("unit_edit", args=[dinas.pk]), form())

    event = Event.objects.get(act="people.change_unit")
    assert (event.before["name"], event.after["name"], event.actor) == ("Dinas Contoh", "Dinas Baru", hr)


def test_unit_is_added_below_its_parent(client, hr, dinas):
    client.post(reverse("unit_new"), form(code="B9", kind="bidang", parent=dinas.pk))

    unit = Unit.objects.get(code="B9")
    assert (unit.parent, unit.opd) == (dinas, dinas)


def test_code_of_another_unit_is_refused(client, hr, dinas):
    answer = client.post(reverse("unit_new"), form(code=dinas.code, parent=dinas.pk))

    assert answer.context["form"].errors == {"code": ["Kode ini sudah dipakai unit lain."]}


def test_unit_ends_with_its_successor(client, hr, dinas, root):
    factories.posting(unit=dinas)
    successor = factories.unit(parent=root)

    client.post(
        reverse("unit_end", args=[dinas.pk]), {"valid_until": "2026-12-31", "successor": successor.pk}
    )

    dinas.refresh_from_db()
    assert (dinas.valid_until, dinas.successor) == (date(2026, 12, 31), successor)


def test_unit_with_people_does_not_end_without_successor(client, hr, dinas):
    factories.posting(unit=dinas)

    answer = client.post(reverse("unit_end", args=[dinas.pk]), {"valid_until": "2026-12-31", "successor": ""})

    assert answer.status_code == 422
    assert Unit.objects.get(pk=dinas.pk).valid_until is None


@pytest.mark.parametrize("until", ["", "besok", "2000-01-01"])
def test_impossible_end_names_the_field(client, hr, dinas, until):
    answer = client.post(reverse("unit_end", args=[dinas.pk]), {"valid_until": until})

    assert list(answer.context["form"].errors) == ["valid_until"]


@pytest.mark.parametrize("name", ["unit_edit", "unit_end"])
def test_unit_beyond_the_own_scope_does_not_exist(client, dinas, root, name):
    enter(client, Role.HR, dinas)

    assert client.get(reverse(name, args=[root.pk])).status_code == 404


@pytest.mark.parametrize("name", ["unit_edit", "unit_end"])
def test_form_is_shown(client, hr, dinas, name):
    assert client.get(reverse(name, args=[dinas.pk])).status_code == 200


@pytest.mark.parametrize("role", [None, Role.OPD_HEAD, Role.LEADER])
def test_changing_units_is_forbidden_to_other_roles(client, dinas, role):
    enter(client, role, dinas)

    assert client.get(reverse("unit_new")).status_code == 403
    assert client.get(reverse("unit_edit", args=[dinas.pk])).status_code == 403
