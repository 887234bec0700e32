from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from courses.actions.credit_rules import load_credit_rules
from courses.enums import CreditForm
from courses.models import CreditEntry, CreditRule
from courses.rule_file import SHIPPED, RuleFault
from tests import factories
from tests.courses.test_rule_file import kept, version

pytestmark = pytest.mark.django_db
FORMS = len(CreditForm.values)


def applied(form="C3") -> CreditRule:
    rule = CreditRule.objects.get(form=form, valid_from=date(2018, 1, 1))
    enrolment = factories.finished()
    CreditEntry.objects.create(
        user=enrolment.user, enrolment=enrolment, rule=rule, day=date(2026, 5, 4), raw_jp=1, recognised_jp=1
    )
    return rule


def changed(tmp_path, old: str, new: str):
    return kept(tmp_path, SHIPPED.read_text(encoding="utf-8").replace(old, new))


def test_the_rules_are_there_after_a_migration():
    assert set(CreditRule.objects.values_list("form", flat=True)) == set(CreditForm.values)


def test_a_second_load_changes_nothing():
    assert load_credit_rules() == {"rules": FORMS, "new": 0, "changed": 0}


def test_a_lost_rule_comes_back_and_the_others_stay():
    CreditRule.objects.filter(form="B6").delete()

    assert load_credit_rules(only_missing=True) == {"rules": FORMS, "new": 1, "changed": 0}


def test_a_rule_that_nothing_was_counted_by_takes_the_values_of_the_file(tmp_path):
    path = changed(tmp_path, "jp = 4, abroad = 6, daily = 4", "jp = 3, abroad = 6, daily = 3")

    assert load_credit_rules(path)["changed"] == 2
    assert CreditRule.objects.get(form="B11").daily_cap == 3


def test_a_rule_that_jp_were_counted_by_is_not_changed(tmp_path):
    rule = applied()

    with pytest.raises(RuleFault, match="C3: JP were counted"):
        load_credit_rules(changed(tmp_path, "daily = 3, daily_abroad = 4", "daily = 5, daily_abroad = 5"))
    rule.refresh_from_db()
    assert rule.daily_cap == 3


def test_the_name_of_a_version_may_change(tmp_path):
    rule = applied()

    load_credit_rules(changed(tmp_path, "PerLAN 10/2018 (BPS 2019)", "Perwali contoh"))

    rule.refresh_from_db()
    assert rule.version == "Perwali contoh"


def test_a_new_version_stands_beside_the_old_one(tmp_path):
    result = load_credit_rules(kept(tmp_path, version("Baru", "2027-01-01")))

    assert (result["new"], CreditRule.objects.count()) == (FORMS, 2 * FORMS)


def test_the_command_says_what_it_did():
    out = StringIO()

    call_command("load_credit_rules", stdout=out)

    assert out.getvalue() == f"{FORMS} rules, 0 of them new, 0 changed\n"


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("load_credit_rules", str(tmp_path / "tidak-ada.toml"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"jp_per_unit": 0}, "credit_rule_gives_something"), ({"form": "B6"}, "form")],
)
def test_the_database_holds_what_a_rule_is(values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CreditRule.objects.filter(form="C3").update(**values)
