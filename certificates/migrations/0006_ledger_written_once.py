from django.db import migrations

from lms.core.written_once import written_once


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_file_hash_index")]

    operations = [written_once("certificates_ledgerentry")]
