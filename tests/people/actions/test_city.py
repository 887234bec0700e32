import io

import pytest
from django.core.management import call_command

from lms.people.actions.city import load_city
from lms.people.models import Position, Unit

pytestmark = pytest.mark.django_db


def test_city_is_loaded_with_its_tree():
    units, positions = load_city()

    office = Unit.objects.get(code="METRO-01-01")
    assert (units, positions) == (Unit.objects.count(), Position.objects.count())
    assert (office.parent.code, office.opd.code) == ("METRO-01", "METRO-01")


def test_city_has_its_32_opds():
    load_city()

    assert Unit.objects.opds().count() == 32


def test_second_run_changes_nothing():
    load_city()
    before = list(Unit.objects.order_by("pk").values()), list(Position.objects.order_by("pk").values())

    load_city()

    assert before == (
        list(Unit.objects.order_by("pk").values()),
        list(Position.objects.order_by("pk").values()),
    )


def test_changed_name_comes_back_from_the_file():
    load_city()
    Unit.objects.filter(code="METRO-01").update(name="Lain")

    load_city()

    assert Unit.objects.get(code="METRO-01").name == "Sekretariat Daerah"


def test_command_reads_another_file_and_says_what_it_held(tmp_path):
    (tmp_path / "kota.toml").write_text('[[units]]\ncode = "K"\nname = "Kota Lain"\nkind = "kota"\n')
    out = io.StringIO()

    call_command("load_city", tmp_path / "kota.toml", stdout=out)

    assert out.getvalue() == "1 units, 0 positions.\n"
    assert Unit.objects.get().name == "Kota Lain"
