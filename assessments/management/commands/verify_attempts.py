from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.attempts import agrees, regrade
from assessments.models import Attempt


class Command(BaseCommand):
    help = "Grade every submitted attempt again and name those whose stored grade differs (invariant I3)."

    def handle(self, *args: Any, **options: Any) -> None:
        count, wrong = 0, []
        for attempt in Attempt.objects.submitted().order_by("pk").iterator(chunk_size=500):
            count += 1
            if not agrees(attempt, regrade(attempt=attempt)):
                wrong.append(attempt.pk)
        if wrong:
            raise CommandError(f"{len(wrong)} of {count} attempts differ: {', '.join(map(str, wrong))}")
        self.stdout.write(f"{count} attempts, all grades agree.")
