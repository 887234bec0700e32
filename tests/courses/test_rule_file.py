from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from courses.enums import CreditForm
from courses.rule_file import SHIPPED, RuleFault, read_rules, rule_file


def version(name="Uji", since="2026-01-01", **changes: str) -> str:
    """A whole version in which every form counts by the hour; ``C3='unit = "kali", jp = 1'`` changes a form."""
    bodies = {form: changes.get(form, 'unit = "jp", jp = 1') for form in CreditForm.values}
    rules = ",\n".join(f'{{ form = "{form}", {body} }}' for form, body in bodies.items() if body)
    return (
        f'[[versions]]\nname = "{name}"\nvalid_from = {since}\nminutes_per_jp = 45\nrules = [\n{rules}\n]\n'
    )


def kept(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "jp.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_has_the_names_of_the_model(tmp_path):
    body = 'unit = "day", jp = 4, abroad = 4.5, daily = 4, daily_abroad = 5, monthly = 2'

    rows = read_rules(kept(tmp_path, version(B6=body)))

    assert next(row for row in rows if row["form"] == "B6") == {
        "version": "Uji",
        "valid_from": date(2026, 1, 1),
        "minutes_per_jp": 45,
        "form": "B6",
        "unit": "day",
        "jp_per_unit": 4,
        "jp_per_unit_abroad": Decimal("4.5"),
        "daily_cap": 4,
        "daily_cap_abroad": 5,
        "monthly_times": 2,
    }


def test_the_shipped_file_is_one_whole_version():
    assert {row["version"] for row in read_rules(SHIPPED)} == {"PerLAN 10/2018 (BPS 2019)"}


def test_the_city_may_name_a_file_of_its_own(settings, tmp_path):
    settings.PIAWAI_JP_FILE = str(tmp_path / "kota.toml")

    assert rule_file() == tmp_path / "kota.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "jp.toml"),
        ("x = 1", r"\[\[versions\]\]"),
        (version().replace("minutes_per_jp = 45\n", ""), "exactly"),
        (version(since='"2026"'), "must be a day"),
        (version(C3=""), "C3 missing"),
        (version(C3='unit = "kali", jp = 1'), "Uji, C3: form or unit"),
        (version(C3='unit = "jp"'), "Uji, C3: jp is missing"),
        (version(C3='unit = "jp", jp = 0'), "Uji, C3: jp must be a number above 0"),
        (version(C3='unit = "jp", jp = "1"'), "Uji, C3: jp must be"),
        (version(C3='unit = "jp", jp = 1, harian = 3'), "Uji, C3: harian unknown"),
        (version() + version(), "said twice"),
    ],
)
def test_a_file_at_fault_is_refused_with_the_place(tmp_path, text, said):
    with pytest.raises(RuleFault, match=said):
        read_rules(kept(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RuleFault, match="tidak-ada"):
        read_rules(tmp_path / "tidak-ada.toml")


def test_two_versions_from_different_days_stand_side_by_side(tmp_path):
    rows = read_rules(kept(tmp_path, version() + version("Baru", "2027-01-01")))

    assert len(rows) == 2 * len(CreditForm.values)
