from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.people.actions.grants import grant_role
from lms.people.enums import Role
from lms.people.models import Unit, User


class Command(BaseCommand):
    help = "Give a role to a person in a unit and below it; the first HR officer of a new city gets theirs this way."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("unit", help="the unit's code")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.get_queryset().filter(username=options["username"]).first()
        unit = Unit.objects.filter(code=options["unit"]).first()
        if user is None or unit is None:
            missing = "person" if user is None else "unit"
            raise CommandError(f"There is no such {missing}.")
        grant_role(user=user, role=Role(options["role"]), unit=unit, by=None)
        self.stdout.write(f"{user.username}: {options['role']} in {unit}")
