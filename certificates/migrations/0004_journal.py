from django.db import migrations


def draw(apps, schema_editor):
    """Every backup must know the journal, one made before the first certificate too."""
    apps.get_model("certificates", "LedgerHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_numbers_survive_a_restore")]

    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
