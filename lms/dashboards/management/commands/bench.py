from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lms.dashboards.bench.database import demo_city
from lms.dashboards.bench.measure import Figure

PARTS = {
    "courses": ["lms.dashboards.bench.pages"],
    "assessments": ["lms.dashboards.bench.quizzes", "lms.dashboards.bench.writers"],
    "certificates": ["certificates.bench"],
    "skills": ["lms.skills.bench"],
    "import": ["lms.dashboards.bench.imports"],
}


class Command(BaseCommand):
    help = "Measure in a throw-away database; prints name, value, unit, goal and ok|short, tab-separated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("only", nargs="?", choices=sorted(PARTS), help="one part; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = [options["only"]] if options["only"] else list(PARTS)
        with demo_city():
            for part in parts:
                for name in PARTS[part]:
                    self._print(import_module(name).figures)

    def _print(self, figures: Callable[[], Iterator[Any]]) -> None:
        for figure in figures():
            line = figure if isinstance(figure, Figure) else Figure(*figure)
            self.stdout.write(str(line))
            self.stdout.flush()
