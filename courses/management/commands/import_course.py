"""Bring a course folder or ZIP in from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.actions.imports import import_from
from lms.people.models import User


class Command(BaseCommand):
    help = "Import a course folder (or ZIP): a dry run first, then all or nothing. A draft unless --publish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="folder or ZIP with course.toml")
        parser.add_argument("--publish", action="store_true", help="publish at once")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--by", default="", help="user name of the lecturer")

    def handle(self, *args: Any, source: Path, publish: bool, dry_run: bool, by: str, **options: Any) -> None:
        if not source.exists():
            raise CommandError(f"{source}: no such file or folder")
        person = User.objects.filter(username=by).first() if by else None
        if by and person is None:
            raise CommandError(f"there is no user {by!r}")
        plan, course = import_from(source, by=person, publish=publish, dry_run=dry_run)
        for note in plan.left_out:
            self.stdout.write(f"{note.file}:{note.line or ''}: {note.what} – {note.why}")
        for fault in plan.faults:
            self.stderr.write(f"{fault.file}:{fault.line or ''}: {fault.value} – {fault.reason} {fault.mend}")
        if plan.faults:
            raise CommandError(f"{len(plan.faults)} faults; nothing was imported")
        if course is None:
            self.stdout.write(f"{len(plan.lessons)} lessons, {len(plan.media)} media: ready to import")
        else:
            self.stdout.write(f"{course.folder_slug}: {len(plan.lessons)} lessons imported")
