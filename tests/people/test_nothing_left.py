"""Of an anonymised person nothing is left in any table, whatever they did here, but what the law keeps."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.utils import timezone

from assessments.actions.answers import Answer, save_answers
from assessments.actions.attempts import start, submit
from courses.actions.duties import remind
from courses.actions.feeds import renew_feed
from courses.actions.mandates import exempt
from courses.actions.other_trainings import refuse
from courses.actions.progress import answer_check, save_note
from courses.models import SurveyAnswer
from lms.people.actions.anonymise import anonymise, set_legal_hold
from lms.people.actions.grants import grant_role, revoke_role
from lms.people.actions.numbers import change_nip
from lms.people.actions.postings import end_posting
from lms.people.actions.users import deactivate, set_time_factor, sign_in_link
from lms.people.enums import Role
from lms.people.models import User
from lms.people.sheets.sample import sample_nip
from lms.skills.actions import claims
from tests import factories

pytestmark = pytest.mark.django_db
NAME, TITLE, ADDRESS = "Zulaikha Xanadwi", "Xan.Kom.", "zulaikha@piawai.example"
SECRET = "ditulis sendiri oleh zulaikha"
TRACES = (NAME, "Zulaikha", "zulaikha", TITLE, ADDRESS, sample_nip(77), sample_nip(78))
KEPT = {
    "certificates.Certificate",
    "certificates.Credential",
}  # printed documents with a retention of their own


def full_life(person: User, hr: User) -> None:
    """Everything here that a person can leave a mark with."""
    city = factories.city()
    unit = factories.unit(parent=city)
    factories.grant(hr, Role.HR, city)
    head = factories.user()
    factories.grant(head, Role.OPD_HEAD, unit)
    factories.posting(user=person, unit=unit)
    change_nip(user=person, nip=sample_nip(78), by=hr)
    grant = grant_role(user=person, role=Role.LECTURER, unit=unit, by=hr)
    revoke_role(grant=grant, by=hr)
    learns(person, hr, unit)
    claim = factories.claim(user=person, title=SECRET, number=SECRET)
    claims.refuse(claim=claim, reason=f"{NAME} tidak tertulis", by=hr)
    training = factories.other_training(user=person, title=SECRET, organiser=SECRET)
    refuse(training=training, reason=f"{NAME} tidak tertulis", by=hr)
    set_time_factor(user=person, factor=2, by=hr)
    sign_in_link(user=person, by=hr)
    set_legal_hold(user=person, held=True, reason="Perkara", by=hr)
    set_legal_hold(user=person, held=False, reason="Selesai", by=hr)
    renew_feed(user=person)


def learns(person: User, hr: User, unit) -> None:
    course = factories.course()
    module = factories.module(course)
    lesson = factories.lesson(module, body=[factories.check(True, False)])
    yesterday = timezone.now() - timedelta(days=1)
    mandate = factories.mandate(course=course, unit=unit, due_at=yesterday, created_by=hr)
    row = factories.enrolment(user=person, course=course, mandate=mandate, due_at=yesterday)
    remind(on=timezone.localdate())
    answer_check(enrolment=row, lesson=lesson, block_id=lesson.check_ids[0], chosen=[1])
    save_note(enrolment=row, activity_id=lesson.pk, text=SECRET)
    takes_quiz(person, row, module, course)
    exempt(mandate=mandate, user=person, reason=SECRET, until=None, by=hr)
    SurveyAnswer.objects.create(enrolment=row, useful=1, clear=1, pace=1, comment=SECRET)


def takes_quiz(person: User, row, module, course) -> None:
    quiz, bank = factories.quiz(module), factories.bank(course=course)
    factories.question(bank)
    factories.quiz_section(quiz, bank=bank, count=1)
    now = timezone.now()
    attempt = start(enrolment=row, quiz=quiz, by=person, now=now)
    save_answers(attempt=attempt, answers=[Answer(1, 1, "a")], device=SECRET, now=now)
    submit(attempt=attempt, by=person, now=now)


def forgotten(person: User, hr: User) -> None:
    today = timezone.localdate()
    end_posting(user=person, on=today, by=hr)
    deactivate(user=person, by=hr, reason="Pindah")
    anonymise(user=User.objects.get(pk=person.pk), reason="Permintaan", by=hr)


def found() -> dict[str, list[str]]:
    """Which traces stand in which tables, all tables of all apps."""
    hits = {}
    for model in apps.get_models():
        stored = str(list(model._default_manager.values()))
        if traces := [trace for trace in TRACES if trace in stored]:
            hits[model._meta.label] = traces
    return hits


@pytest.fixture
def hr() -> User:
    return factories.user()


@pytest.fixture
def person(hr, django_capture_on_commit_callbacks) -> User:
    facts = {"name": NAME, "title_back": TITLE, "email": ADDRESS, "nip": sample_nip(77), "username": ADDRESS}
    person = factories.user(**facts)
    with django_capture_on_commit_callbacks(execute=True):
        full_life(person, hr)
    return person


def test_the_life_leaves_traces_in_many_tables_before(person):
    tables = {label.partition(".")[2] for label in found()}

    assert {"User", "FormerNumber", "EmailAddress", "Note", "Exemption", "SurveyAnswer"} <= tables
    assert {"Claim", "OtherTraining", "AnswerStep", "Notice"} <= tables


def test_no_table_knows_the_person_afterwards(person, hr, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        forgotten(person, hr)

    assert found() == {}


def test_no_scan_of_theirs_is_left_in_the_store(person, hr, django_capture_on_commit_callbacks):
    names = [
        row.file.name
        for rows in (person.claims.all(), person.other_trainings.all())
        for row in rows
        if row.file
    ]

    with django_capture_on_commit_callbacks(execute=True):
        forgotten(person, hr)

    assert (len(names), [name for name in names if storages["private"].exists(name)]) == (2, [])


def test_only_the_printed_certificate_keeps_the_name(person, hr):
    factories.issued(enrolment=factories.finished(user=person))

    forgotten(person, hr)

    assert set(found()) <= KEPT
