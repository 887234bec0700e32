from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from certificates.journal import Journal
from certificates.restored import skip_numbers


class Command(BaseCommand):
    help = "After a database came back by other means than restore: skip the certificate numbers given since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--given", nargs=2, type=int, metavar=("YEAR", "LAST"), help="where the files were lost too"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["given"]:
            year, last = options["given"]
            journal = Journal()
            journal.note(year, last, journal.numbers(year))
        for sentence in skip_numbers() or ["No number was given that this database does not know."]:
            self.stdout.write(sentence)
