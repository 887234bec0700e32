from django.db import migrations

from lms.audit import triggers

FORGET = (
    "UPDATE audit_event SET target_label = '#' || target_id "
    "WHERE target_type IN ('people.user', 'people.staffimport')"
)


def forget_names(apps, schema_editor):
    """Labels of people were their names; the row that the id names still says who it was."""
    triggers.remove(schema_editor.connection)
    schema_editor.execute(FORGET)
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_refuse_updates")]

    operations = [migrations.RunPython(forget_names, migrations.RunPython.noop)]
