from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.people.actions.anonymise import NotForgettable, anonymise
from lms.people.models import User


class Command(BaseCommand):
    help = "Forget who a person was: for a closed account, at the person's wish or by decision. There is no way back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="why, without the name; it is audited")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.get_queryset().filter(username=options["username"]).first()
        if user is None:
            raise CommandError("There is no such person.")
        try:
            anonymise(user=user, reason=options["reason"], by=None)
        except NotForgettable as error:
            raise CommandError(" ".join(map(str, error.obstacles))) from error
        self.stdout.write(f"#{user.pk}: anonymised")
