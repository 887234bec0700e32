from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.actions.seals import renew_seal
from certificates.sealing import keys


class Command(BaseCommand):
    help = "Seal with a new key from now on. Certificates that are out stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = renew_seal(at=timezone.now())
        except keys.NoSeal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"New seals bear the key {row.pk}.")
