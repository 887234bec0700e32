from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.core.files.storage import storages
from django.db import transaction

from certificates.actions.issue import issue, promise
from certificates.enums import CertificateState
from certificates.models import Certificate, LedgerEntry, NumberSeries
from certificates.rendering import Unprintable
from courses.models import CourseSkill, Enrolment
from courses.signals import course_completed
from lms.core import jobs
from lms.core.models import Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def complete(enrolment: Enrolment) -> None:
    course_completed.send(sender=Enrolment, enrolment=enrolment)


def test_a_completed_course_promises_one_certificate():
    enrolment = factories.finished()

    complete(enrolment)
    complete(enrolment)

    certificate = Certificate.objects.get()
    assert (certificate.user, certificate.state) == (enrolment.user, CertificateState.PENDING)
    assert Job.objects.get().key == str(certificate.pk)


def test_a_course_without_certificate_promises_none():
    complete(factories.finished(course=factories.course(certificate_enabled=False)))

    assert (Certificate.objects.count(), Job.objects.count()) == (0, 0)


def test_the_job_issues_and_tells_the_holder(run_jobs):
    enrolment = factories.finished(course=factories.course(title="Jaringan"))
    complete(enrolment)

    run_jobs()

    assert Certificate.objects.get().state == CertificateState.ISSUED
    assert Notice.objects.get(recipient=enrolment.user).title == "Sertifikat Jaringan sudah terbit"


def test_a_job_for_a_certificate_that_is_gone_ends(run_jobs):
    jobs.enqueue("certificates.issue", {"certificate": 0})

    run_jobs()

    assert Job.objects.get().done_at is not None


def test_an_issued_certificate_is_whole():
    certificate = issue(certificate=factories.certificate(), at=NOON)

    content = storages["private"].open(certificate.file.name).read()
    assert certificate.number == "800.2/0001/BKPSDM/2026"
    assert certificate.file.name == f"sertifikat/2026/{certificate.sha256}.pdf"
    assert sha256(content).hexdigest() == certificate.sha256
    assert certificate.issued_at == NOON


def test_issuing_twice_changes_nothing():
    first = issue(certificate=factories.certificate(), at=NOON)

    second = issue(certificate=first)

    assert (second.number, second.issued_at) == (first.number, NOON)
    assert [NumberSeries.objects.get().last, LedgerEntry.objects.count(), Notice.objects.count()] == [1, 1, 1]


def test_numbers_count_up_within_a_year_and_begin_again_with_the_next():
    times = [NOON, NOON, datetime(2026, 12, 31, 16, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC)]

    numbers = [issue(certificate=factories.certificate(), at=at).number for at in times]

    assert [number[6:10] + number[-5:] for number in numbers] == [
        "0001/2026",
        "0002/2026",
        "0003/2026",
        "0001/2027",
    ]


def test_a_failure_gives_the_number_back():
    bad = factories.certificate(enrolment=factories.finished(user=factories.user(name="Rina 😀")))

    with pytest.raises(Unprintable), transaction.atomic():
        issue(certificate=bad, at=NOON)

    assert issue(certificate=factories.certificate(), at=NOON).sequence == 1


def test_a_name_that_cannot_be_printed_ends_the_job_with_a_reason(run_jobs):
    complete(factories.finished(user=factories.user(name="Rina 😀")))

    run_jobs()

    assert Job.objects.get().reason.startswith("Huruf “😀” (U+1F600) tidak dapat dicetak di sertifikat.")
    assert Certificate.objects.get().state == CertificateState.PENDING


def test_after_the_name_is_mended_the_job_can_be_retried(run_jobs):
    enrolment = factories.finished(user=factories.user(name="Rina 😀"))
    complete(enrolment)
    run_jobs()
    type(enrolment.user).objects.filter(pk=enrolment.user_id).update(name="Rina")

    jobs.retry(Job.objects.get())
    run_jobs()

    assert Certificate.objects.get().number == f"800.2/0001/BKPSDM/{datetime.now(tz=UTC).year}"


@pytest.mark.parametrize(
    ("finished", "months", "until"),
    [
        (datetime(2026, 11, 20, 3, tzinfo=UTC), 36, date(2029, 11, 20)),
        (datetime(2028, 2, 29, 3, tzinfo=UTC), 12, date(2029, 2, 28)),
        (datetime(2026, 8, 31, 3, tzinfo=UTC), 6, date(2027, 2, 28)),
        (datetime(2026, 11, 20, 18, tzinfo=UTC), 1, date(2026, 12, 21)),
        (datetime(2026, 11, 20, 3, tzinfo=UTC), 0, None),
    ],
)
def test_validity_in_months_from_the_day_of_completion(finished, months, until):
    course = factories.course(certificate_valid_months=months)
    enrolment = factories.finished(course=course, completed_at=finished)

    assert factories.issued(enrolment=enrolment).valid_until == until


def test_what_changes_later_does_not_change_the_certificate():
    course = factories.course(title="Lama", jp=4)
    CourseSkill.objects.create(course=course, skill=factories.skill(code="K-LAMA"), level=2)
    certificate = factories.issued(enrolment=factories.finished(course=course))
    frozen = dict(certificate.snapshot)

    course.title, course.jp = "Baru", 9
    course.save()
    course.skills_taught.all().delete()
    type(certificate.user).objects.update(name="Nama Baru")

    certificate.refresh_from_db()
    assert certificate.snapshot == frozen
    assert issue(certificate=certificate).snapshot == frozen


def test_a_second_promise_for_the_same_enrolment_is_the_first():
    enrolment = factories.finished()

    assert promise(enrolment=enrolment).pk == promise(enrolment=enrolment).pk
