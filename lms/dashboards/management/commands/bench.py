from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lms.dashboards.bench.database import demo_city
from lms.dashboards.bench.measure import Figure

PARTS = {
    "courses": ["lms.dashboards.bench.pages"],
    "assessments": ["lms.dashboards.bench.quizzes", "lms.dashboards.bench.writers"],
    "kill": ["lms.dashboards.bench.killing"],
    "certificates": ["certificates.bench"],
    "skills": ["lms.skills.bench"],
    "import": ["lms.dashboards.bench.imports"],
    "statistics": ["lms.dashboards.bench.statistics"],
    "exchange": ["lms.dashboards.bench.exchange"],
}
LONG = {"scale": ["lms.dashboards.bench.scale"]}  # only when it is named: a million staff take half an hour


class Command(BaseCommand):
    help = "Measure in a throw-away database; prints name, value, unit, goal and ok|short, tab-separated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "only", nargs="?", choices=sorted(PARTS | LONG), help="one part; all but scale without it"
        )

        parser.add_argument("--staff", type=int, default=1_000_000, help="of the part scale")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = [options["only"]] if options["only"] else list(PARTS)
        with demo_city():
            for part in parts:
                for name in (PARTS | LONG)[part]:
                    figures = import_module(name).figures
                    self._print(partial(figures, options["staff"]) if part in LONG else figures)

    def _print(self, figures: Callable[[], Iterator[Any]]) -> None:
        for figure in figures():
            line = figure if isinstance(figure, Figure) else Figure(*figure)
            self.stdout.write(str(line))
            self.stdout.flush()
