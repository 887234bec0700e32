from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.actions.credentials import renew_key


class Command(BaseCommand):
    help = "Sign digital badges with a new key from now on. Badges that are out stay valid."

    def handle(self, *args: Any, **options: Any) -> None:
        row = renew_key(at=timezone.now())
        self.stdout.write(f"New badges are signed with the key {row.pk}.")
