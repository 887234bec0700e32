from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.core.backup.databases import Unable
from lms.core.backup.site import back_up


class Command(BaseCommand):
    help = "Write database and files into one file; the site may go on running. It holds personal data: encrypt it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, such as piawai-2026-11-26.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists():
            raise CommandError(f"{path} exists already; a backup never overwrites another.")
        try:
            made = back_up(path)
        except (Unable, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(f"{path}: the database and {made.files} files, {made.size / 1_000_000:.1f} MB.")
