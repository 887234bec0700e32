from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import F

from lms.audit import log
from lms.people.models import User


class Command(BaseCommand):
    help = "Remove all second factors of a person who lost them; they set up a new one at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--reason", required=True, help="who asked, and how that was checked; it is audited"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.get_queryset().filter(username=options["username"]).first()
        if user is None:
            raise CommandError("There is no such person.")
        count, _ = Authenticator.objects.filter(user=user).delete()
        User.objects.get_queryset().filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
        log.record(
            "people.reset_second_factor", user, by=None, before={"factors": count}, reason=options["reason"]
        )
        self.stdout.write(f"{user.username}: {count} factor(s) removed")
