"""Build the demo city in an empty database, the same for the same seed and day."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from certificates.actions.checkpoints import make_checkpoint
from certificates.actions.issue import issue
from certificates.models import Certificate
from courses.models import CoursePage
from lms.dashboards.demo.accounts import make_accounts
from lms.dashboards.demo.claims import hand_in_some
from lms.dashboards.demo.duties import give_duties
from lms.dashboards.demo.earlier import write_earlier
from lms.dashboards.demo.history import write_history, write_own_history
from lms.dashboards.demo.other_trainings import hand_in_trainings, write_other_trainings
from lms.dashboards.demo.people import make_staff
from lms.dashboards.demo.structure import count_days, order_units
from lms.dashboards.demo.surveys import answer_surveys
from lms.dashboards.demo.targets import make_needs, make_targets
from lms.people.demo import USERNAMES
from lms.people.models import User
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.points import record_points

FINISHED = (
    "komputasi-awan-untuk-layanan-publik"  # what the demo's civil servant already holds a certificate for
)
COURSES = Path(settings.ROOT) / "courses" / "demo"
PRINTED_AT_ONCE = 60


def build(*, staff: int, seed: int, say: Callable[[str], None]) -> None:
    """Fill the database; certificates beyond the first few are left to the worker, as in real life."""
    say("kerangka kompetensi dan perangkat daerah")
    call_command("load_framework", verbosity=0)
    call_command("load_city", verbosity=0)
    say("pegawai")
    with transaction.atomic():
        accounts = {user.username: user for user in make_accounts()}
        make_staff(staff, seed)
    say("pelatihan")
    lecturer = accounts["pengampu.demo"]
    for folder in sorted(path for path in COURSES.iterdir() if (path / "course.toml").exists()):
        call_command("import_course", str(folder), publish=True, by=lecturer.username, verbosity=0)
    say("riwayat belajar")
    with transaction.atomic():
        make_targets()
        people = User.objects.exclude(username__in=USERNAMES).order_by("pk")
        write_earlier(list(people), seed)
        write_history(list(people), seed)
        write_own_history(accounts["pegawai.demo"], CoursePage.objects.get(folder_slug=FINISHED), seed)
        write_other_trainings(list(people.exclude(nip=None)), accounts["bkpsdm2.demo"], seed)
        rebuild_coverage()
    record_points()
    hand_in_some(list(people.exclude(nip=None)[:400]), accounts["bkpsdm2.demo"], seed)
    hand_in_trainings(
        accounts["pegawai.demo"], list(people.exclude(nip=None)[:400]), accounts["bkpsdm2.demo"], seed
    )
    make_needs(accounts["kepala.demo"], accounts["pimpinan.demo"])
    say("sertifikat dan penugasan")
    _print_some_certificates()
    give_duties(accounts)
    answer_surveys(seed)
    order_units(accounts["bkpsdm.demo"])
    count_days()


def _print_some_certificates() -> None:
    rows = Certificate.objects.order_by("enrolment__completed_at").select_related("enrolment")
    own = rows.filter(user__username__in=USERNAMES)
    for certificate in sorted([*rows.exclude(pk__in=own)[:PRINTED_AT_ONCE], *own], key=_completed_at):
        issue(certificate=certificate, at=certificate.enrolment.completed_at)
    make_checkpoint(at=timezone.now())


def _completed_at(certificate: Certificate) -> datetime:
    return cast(datetime, certificate.enrolment.completed_at)
