"""Bring the JP rules of a file into the database; what was applied once stays as it was."""

from pathlib import Path
from typing import Any

from django.db import transaction

from courses.ip_index import read_index
from courses.models import CreditEntry, CreditRule
from courses.rule_file import RuleFault, read_rules, rule_file


@transaction.atomic
def load_credit_rules(path: Path | None = None, *, only_missing: bool = False) -> dict[str, int]:
    """Create or update the rules of the file; a second run changes nothing.

    Raises ``RuleFault``, and writes nothing, for a file at fault and for a rule that entries were counted by.
    """
    path = path or rule_file()
    rows = read_rules(path)
    read_index(path)  # at fault it would be found only by whoever opens a page
    kept = {(rule.form, rule.valid_from): rule for rule in CreditRule.objects.all()}
    new = [CreditRule(**row) for row in rows if (row["form"], row["valid_from"]) not in kept]
    CreditRule.objects.bulk_create(new)
    changed = 0 if only_missing else sum(_renewed(kept, row) for row in rows)
    return {"rules": len(rows), "new": len(new), "changed": changed}


def _renewed(kept: dict[tuple[Any, Any], CreditRule], row: dict[str, Any]) -> bool:
    rule = kept.get((row["form"], row["valid_from"]))
    changed = [name for name, value in row.items() if rule and getattr(rule, name) != value]
    if rule is None or not changed:
        return False
    if changed != ["version"] and CreditEntry.objects.filter(rule=rule).exists():
        raise RuleFault(
            f"{row['version']}, {row['form']}: JP were counted by this rule; give the new values a new valid_from"
        )
    for name in changed:
        setattr(rule, name, row[name])
    rule.save(update_fields=changed)
    return True
