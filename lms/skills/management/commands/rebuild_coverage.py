from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.points import record_points

SHOWN = 10


class Command(BaseCommand):
    help = "Count the coverage cells again from postings and evidence, or only compare them (--check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 when anything differs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
        else:
            cells = rebuild_coverage()
            self.stdout.write(f"{cells} cells counted, {record_points()} points of past quarters")

    def _check(self) -> None:
        found = list(islice(differences(), SHOWN))
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(
                "Cells and evidence differ; `manage.py rebuild_coverage` counts again.", returncode=1
            )
        self.stdout.write("Cells and evidence agree.")
