"""The rule that used to be written on first use becomes the e-learning rule of the shipped file."""

from datetime import date

from django.db import migrations


def name_it(apps, schema_editor):
    rules = apps.get_model("courses", "CreditRule").objects.filter(
        version="PerLAN 10/2018", form="C3", valid_from=date(2018, 1, 1), daily_cap=3
    )
    rules.update(version="PerLAN 10/2018 (BPS 2019)", jp_per_unit_abroad=1, daily_cap_abroad=4)


def shorten(apps, schema_editor):
    """The column before takes twenty signs."""
    rules = apps.get_model("courses", "CreditRule").objects
    for version in set(rules.values_list("version", flat=True)):
        rules.filter(version=version).update(version=version[:20])


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0009_credit_rules_of_all_forms'),
    ]

    operations = [migrations.RunPython(name_it, shorten)]
