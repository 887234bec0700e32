"""Write a course as the ZIP of its folder."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.exporter.folder import export_course
from courses.models import CoursePage


class Command(BaseCommand):
    help = "Export a course as a ZIP that import_course takes back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the course's lasting name")
        parser.add_argument("file", type=Path, help="the ZIP to write")

    def handle(self, *args: Any, slug: str, file: Path, **options: Any) -> None:
        course = CoursePage.objects.filter(folder_slug=slug).first()
        if course is None:
            raise CommandError(f"there is no course {slug!r}")
        with export_course(course) as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(f"{file}: {file.stat().st_size} bytes")
