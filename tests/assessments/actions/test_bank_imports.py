"""A file of questions from upload to bank: dry run, confirmation, all or nothing."""

import base64
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from assessments.actions import bank_imports
from assessments.actions.bank_imports import cancel_import, confirm_import, forget_old, start_import
from assessments.actions.questions import keep_question
from assessments.enums import BankImportState as State
from assessments.gift import Draft
from assessments.models import BankImport, Question, QuestionPicture, QuestionVersion
from lms.audit.models import Event
from lms.core.models import Job, Notice
from tests import factories
from tests.assessments.exchange.samples import PNG
from tests.assessments.exchange.test_moodle import question, quiz

pytestmark = pytest.mark.django_db
GIFT = "::a::Apa itu MQTT?{=protokol ~kabel}\n\n// [tag:x] [level:2]\n::b::Lain?{TRUE}\n"


@pytest.fixture
def bank():
    return factories.bank()


@pytest.fixture
def teacher():
    return factories.user()


@pytest.fixture
def bring(bank, teacher, run_jobs):
    """Upload, check, and with ``confirm`` import."""

    def upload(text: str, name: str = "a.gift", *, confirm: bool = True) -> BankImport:
        row = start_import(bank=bank, file=ContentFile(text.encode()), name=name, by=teacher)
        run_jobs()
        if confirm:
            confirm_import(row=row, by=teacher)
            run_jobs()
        row.refresh_from_db()
        return row

    return upload


def names(bank) -> list[str]:
    return [row.name for row in bank.questions.usable().order_by("name")]


def test_the_dry_run_stores_nothing_but_its_findings(bring, bank):
    row = bring(GIFT, confirm=False)

    assert (row.state, row.format, names(bank)) == (State.READY, "gift", [])
    assert row.counts == {
        "questions": 2,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "pictures": 0,
        "faults": 0,
        "left_out": 0,
        "twins": 0,
    }


def test_after_confirmation_the_questions_are_in_the_bank(bring, bank):
    row = bring(GIFT)

    second = Question.objects.get(bank=bank, name="b")
    assert (row.state, names(bank)) == (State.DONE, ["a", "b"])
    assert (second.tag, second.level, second.current.kind, second.current.number) == ("x", 2, "true_false", 1)
    assert second.current.created_by == row.uploaded_by


def test_same_names_get_a_new_version_and_others_stay(bring, bank):
    bring(GIFT)

    row = bring("::a::Apa itu MQTT?{=jawaban lain ~kabel}")

    assert names(bank) == ["a", "b"]
    assert (row.counts["changed"], row.report["changed"]) == (1, ["a"])
    assert list(QuestionVersion.objects.filter(question__name="a").values_list("number", flat=True)) == [2, 1]


def test_the_same_file_twice_changes_nothing(bring):
    bring(GIFT)

    row = bring(GIFT)

    assert (row.counts["unchanged"], QuestionVersion.objects.count()) == (2, 2)


def test_a_retired_question_comes_back(bring, bank):
    bring(GIFT)
    Question.objects.filter(name="a").update(retired_at=timezone.now())

    row = bring(GIFT)

    assert (row.report["changed"], names(bank)) == (["a"], ["a", "b"])


def test_one_fault_keeps_everything_out(bring, bank):
    row = bring(GIFT + "\n::c::Mana?{=x}~")

    assert (row.state, row.counts["faults"], names(bank)) == (State.REFUSED, 1, [])
    assert (row.report["faults"][0]["line"], row.report["faults"][0]["file"]) == (6, "a.gift")


def test_what_became_wrong_after_the_dry_run_keeps_everything_out(bring, bank, teacher, run_jobs):
    row = bring(GIFT, confirm=False)
    storage = row.file.storage
    storage.delete(row.file.name)
    storage.save(row.file.name, ContentFile(b"::a::x{=1"))

    confirm_import(row=row, by=teacher)
    run_jobs()

    row.refresh_from_db()
    assert (row.state, names(bank)) == (State.REFUSED, [])


def test_a_break_in_the_middle_leaves_nothing(bring, bank, teacher, run_jobs, monkeypatch):
    row = bring(GIFT, confirm=False)
    with monkeypatch.context() as patch:
        patch.setattr(bank_imports, "tell", lambda *_args, **_more: 1 / 0)
        confirm_import(row=row, by=teacher)
        run_jobs()
    row.refresh_from_db()
    before = row.state, names(bank)

    Job.objects.filter(pk=row.job_id).update(reason="", run_after=timezone.now())
    run_jobs()

    row.refresh_from_db()
    assert before == (State.IMPORTING, [])
    assert (row.state, names(bank)) == (State.DONE, ["a", "b"])


def picture_quiz() -> str:
    file = f'<file name="a.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'
    shown = question("description", text='<p><img src="@@PLUGINFILE@@/a.png" alt="Peta"></p>')
    return quiz(shown.replace("</questiontext>", f"{file}</questiontext>"))


def test_pictures_are_stored_once(bring):
    bring(picture_quiz(), "a.xml")
    bring(picture_quiz(), "a.xml")

    row = QuestionPicture.objects.get()
    assert (bytes(row.content), row.media_type) == (PNG, "image/png")
    assert f"gambar:{row.name}" in Question.objects.get().current.body["stem"]


def test_pictures_of_a_dry_run_are_not_stored(bring):
    row = bring(picture_quiz(), "a.xml", confirm=False)

    assert (row.counts["pictures"], QuestionPicture.objects.count()) == (1, 0)


def test_a_picture_that_is_nowhere_is_a_fault(bring):
    row = bring(f'::a::[html]<img src\\="gambar\\:{"a" * 32}.png">{{TRUE}}', confirm=False)

    assert [fault["reason"] for fault in row.report["faults"]] == ["Gambar ini tidak ada."]


def test_a_picture_of_the_store_needs_no_file(bring):
    name = factories.question_picture().pk

    row = bring(f'::a::[html]<img src\\="gambar\\:{name}" alt\\="x">{{TRUE}}')

    assert row.state == State.DONE


def test_questions_that_ask_the_same_are_told(bring, bank, teacher):
    body = {"stem": "<b>Apa</b> itu MQTT", "feedback": ""}
    keep_question(bank=bank, draft=Draft("lama", "description", body), by=teacher, now=timezone.now())

    row = bring(GIFT, confirm=False)

    assert (row.counts["twins"], row.report["twins"]) == (1, [["lama", "a", 100]])


def test_who_uploaded_is_told_at_both_ends(bring, teacher):
    bring(GIFT)

    titles = list(Notice.objects.filter(recipient=teacher).order_by("pk").values_list("title", flat=True))
    assert [("siap diimpor" in title, "sudah ada di bank" in title) for title in titles] == [
        (True, False),
        (False, True),
    ]


def test_each_step_has_its_audit_event(bring):
    bring(GIFT)

    events = Event.objects.filter(act__startswith="assessments.").order_by("pk")
    assert [event.act for event in events] == [
        "assessments.upload_questions",
        "assessments.confirm_questions",
        "assessments.import_questions",
    ]
    assert events.last().after == {"new": 2, "changed": 0, "unchanged": 0}


def test_the_file_goes_with_the_import(bring, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = bring(GIFT)
    kept = str(row.file)

    row.refresh_from_db()
    assert (str(row.file), bool(kept), storages["private"].exists(kept)) == ("", True, False)


def test_an_import_can_be_called_off_once(bring, teacher):
    row = bring(GIFT, confirm=False)

    assert (cancel_import(row=row, by=teacher), cancel_import(row=row, by=teacher)) == (True, False)
    assert confirm_import(row=row, by=teacher) is False


def test_a_confirmation_counts_once(bring, teacher):
    row = bring(GIFT, confirm=False)

    assert (confirm_import(row=row, by=teacher), confirm_import(row=row, by=teacher)) == (True, False)


def test_old_imports_go_and_one_under_way_stays(bank, teacher):
    now = timezone.now()
    for state, age in (("done", 800), ("importing", 800), ("done", 1)):
        factories.bank_import(bank, uploaded_by=teacher, state=state, uploaded_at=now - timedelta(days=age))

    assert (forget_old(now=now), BankImport.objects.count()) == (1, 2)
