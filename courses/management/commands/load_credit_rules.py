from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.actions.credit_rules import load_credit_rules
from courses.rule_file import RuleFault


class Command(BaseCommand):
    help = "Load the rules by which learning becomes JP from a file of rules."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = load_credit_rules(options["file"])
        except RuleFault as error:
            raise CommandError(str(error)) from error
        self.stdout.write("{rules} rules, {new} of them new, {changed} changed".format(**result))
