from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.skills.actions.framework import SHIPPED, load_framework
from lms.skills.framework import FrameworkFault


class Command(BaseCommand):
    help = "Load fields, skills, levels, tags and requirements from a framework file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = load_framework(options["file"])
        except (FrameworkFault, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "{skills} skills, {requirements} requirements, {changed} of them changed".format(**result)
        )
