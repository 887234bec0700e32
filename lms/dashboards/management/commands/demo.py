from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lms.dashboards.demo.build import build
from lms.people.models import User


class Command(BaseCommand):
    help = "Fill an empty database with the demo city: OPDs, fictitious staff, courses, 18 months of history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--staff", type=int, default=600, help="how many staff (default 600)")
        parser.add_argument("--seed", type=int, default=2026, help="the same seed gives the same city")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("The database is not empty; the demo city is only built in an empty one.")
        if options["staff"] < 150:
            raise CommandError("--staff must be at least 150: each unit has a head.")
        began = timezone.now()
        build(staff=options["staff"], seed=options["seed"], say=self._say)
        self._say(f"selesai dalam {(timezone.now() - began).total_seconds():.0f} detik")

    def _say(self, text: str) -> None:
        self.stdout.write(f"Kota peragaan: {text} …")
        self.stdout.flush()
