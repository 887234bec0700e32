from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Attempt
from assessments.queries.nightly import differing_among


class Command(BaseCommand):
    help = "Grade every submitted attempt again and name those whose stored grade differs (invariant I3)."

    def handle(self, *args: Any, **options: Any) -> None:
        count, wrong = differing_among(Attempt.objects.submitted())
        if wrong:
            raise CommandError(f"{len(wrong)} of {count} attempts differ: {', '.join(map(str, wrong))}")
        self.stdout.write(f"{count} attempts, all grades agree.")
