import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lms.dashboards.management.commands.bench import LONG, PARTS
from lms.people.models import User
from tests import factories as make


@pytest.mark.django_db
def test_the_demo_city_is_never_built_over_people():
    make.user()

    with pytest.raises(CommandError, match=r"^The database is not empty; the demo city is only built"):
        call_command("demo", stdout=StringIO())

    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("staff", ["0", "-1", "149"])
def test_a_demo_city_has_enough_staff_for_its_heads(staff):
    with pytest.raises(CommandError, match=r"^--staff must be at least 150: each unit has a head\.$"):
        call_command("demo", "--staff", staff, stdout=StringIO())

    assert not User.objects.exists()


@pytest.mark.parametrize("arguments", [["--staff", "banyak"], ["--seed", "x"], ["--kota", "x"]])
def test_a_wrong_argument_of_the_demo_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("demo", *arguments, stdout=StringIO())


@pytest.mark.parametrize("part", ["", "kursus", "COURSES", "courses,skills"])
def test_a_part_of_the_bench_that_does_not_exist_is_refused(part):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", part, stdout=StringIO())


def test_the_bench_has_the_parts_that_the_documents_name():
    told = (Path(settings.ROOT) / "docs" / "testing.md").read_text(encoding="utf-8")
    listed = re.findall(r"^ONLY=([a-z|]+)`", told, re.MULTILINE)

    assert [sorted(names.split("|")) for names in listed] == [sorted(PARTS | LONG)]
