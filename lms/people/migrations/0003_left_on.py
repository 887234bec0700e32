from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    """Accounts closed before: from the end of the last post, else the last sign-in, else the first day."""
    User = apps.get_model("people", "User")
    postings = apps.get_model("people", "Posting").objects.exclude(valid_until=None)
    for user in User.objects.filter(is_active=False, left_on=None).iterator():
        last = postings.filter(user=user).order_by("-valid_until").first()
        seen = timezone.localdate(user.last_login or user.date_joined)
        left_on = last.valid_until if last else seen
        User.objects.filter(pk=user.pk).update(left_on=min(left_on, timezone.localdate()))


class Migration(migrations.Migration):
    dependencies = [("people", "0002_leaving_and_retention")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
