import pytest

from assessments.actions.questions import digest, edit_question, keep_question, retire_missing
from assessments.gift import parse
from assessments.models import QuestionVersion
from assessments.models.bank import Immutable
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW


def draft(gift="// [tag:ip]\n::a::Mana?{=ini ~itu}"):
    return parse(gift).drafts[0]


@pytest.fixture
def bank(db):
    return factories.bank()


def test_a_new_question_gets_its_first_version(bank):
    changed = keep_question(bank=bank, draft=draft(), by=None, now=NOW)

    question = bank.questions.get()
    assert (changed, question.name, question.current.number, question.current.kind) == (
        True,
        "a",
        1,
        "single",
    )


def test_the_same_question_again_changes_nothing(bank):
    keep_question(bank=bank, draft=draft(), by=None, now=NOW)

    assert keep_question(bank=bank, draft=draft(), by=None, now=NOW) is False
    assert QuestionVersion.objects.count() == 1


def test_a_new_tag_alone_makes_no_version(bank):
    keep_question(bank=bank, draft=draft(), by=None, now=NOW)

    changed = keep_question(bank=bank, draft=draft("// [tag:lan]\n::a::Mana?{=ini ~itu}"), by=None, now=NOW)

    assert (changed, bank.questions.get().tag, QuestionVersion.objects.count()) == (True, "lan", 1)


def test_going_back_to_an_earlier_text_is_a_new_version(bank):
    for gift in ("::a::Satu?{TRUE}", "::a::Dua?{TRUE}", "::a::Satu?{TRUE}"):
        keep_question(bank=bank, draft=draft(gift), by=None, now=NOW)

    assert bank.questions.get().current.number == 3


def test_a_version_can_never_be_changed(bank):
    keep_question(bank=bank, draft=draft(), by=None, now=NOW)
    version = QuestionVersion.objects.get()

    with pytest.raises(Immutable):
        version.save()


def test_digests_do_not_depend_on_the_order_of_keys():
    assert digest("single", {"a": 1, "b": 2}) == digest("single", {"b": 2, "a": 1})
    assert digest("single", {"a": 1}) != digest("multiple", {"a": 1})


def test_an_edit_is_audited_without_the_text_of_the_question(bank):
    lecturer = factories.user()

    edit_question(bank=bank, draft=draft(), by=lecturer, now=NOW)

    event = Event.objects.get()
    assert (event.actor, event.act, event.before) == (lecturer, "assessments.edit_question", {})
    assert event.after == {"version": 1, "tag": "ip", "level": 1, "bloom": "", "category": ""}


def test_an_edit_without_a_change_is_not_audited(bank):
    keep_question(bank=bank, draft=draft(), by=None, now=NOW)

    edit_question(bank=bank, draft=draft(), by=factories.user(), now=NOW)

    assert Event.objects.count() == 0


def test_only_what_is_missing_is_retired(bank):
    for name in "ab":
        keep_question(bank=bank, draft=draft(f"::{name}::Ya?{{TRUE}}"), by=None, now=NOW)

    count = retire_missing(bank=bank, names={"a"}, now=NOW)

    assert (count, list(bank.questions.usable().values_list("name", flat=True))) == (1, ["a"])
