from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from lms.people.actions.city import METRO, load_city


class Command(BaseCommand):
    help = "Load the units and posts of a city from a TOML file (default: Kota Metro); safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=METRO)

    def handle(self, *args: Any, **options: Any) -> None:
        units, positions = load_city(options["file"])
        self.stdout.write(f"{units} units, {positions} positions.")
