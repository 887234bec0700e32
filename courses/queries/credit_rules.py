"""The rules by which learning becomes JP, as pages show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from courses.enums import CreditForm
from courses.models import CreditRule
from courses.models.credit import rule_on

Rules = Mapping[str, Sequence[CreditRule]]


def rules_by_form() -> Rules:
    """All rules there are, by form: one query."""
    found: dict[str, list[CreditRule]] = defaultdict(list)
    for rule in CreditRule.objects.all():
        found[rule.form].append(rule)
    return found


def in_force(rules: Rules, day: date) -> list[CreditRule]:
    """The rule of each form on a day, in the order of the forms."""
    return [rule_on(rules[form], day) for form in CreditForm.values if form in rules]
