from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.models import LedgerEntry
from certificates.queries.ledger import ledger_faults


class Command(BaseCommand):
    help = "Prove the certificate ledger: hash chain, head, no gap in the numbers; with --files every PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--files", action="store_true", help="hash every stored PDF too")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(ledger_faults(files=options["files"]))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The ledger is broken in {len(faults)} places.")
        self.stdout.write(f"The ledger is sound: {LedgerEntry.objects.count()} lines.")
