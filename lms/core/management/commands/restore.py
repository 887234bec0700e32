from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.core.backup.databases import Unable
from lms.core.backup.site import Broken, Foreign, Occupied, restore


class Command(BaseCommand):
    help = "Put database and files back from a backup. Stop web, workers and beat first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="overwrite the people who are there")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: there is no such file.")
        for sentence in self.restored(path, force=options["force"]):
            self.stdout.write(sentence)
        self.stdout.write("Restored. Now: verify_ledger --files, verify_attempts, rebuild_coverage --check.")

    def restored(self, path: Path, *, force: bool) -> list[str]:
        try:
            return restore(path, force=force)
        except (Broken, Foreign) as error:
            raise CommandError(f"{path} was not restored. {error} Nothing was changed.") from error
        except Occupied as error:
            words = "There are people in this database. To overwrite them, give --force. Nothing was changed."
            raise CommandError(words) from error
        except (Unable, OSError) as error:
            raise CommandError(f"The database was not changed. {error}") from error
