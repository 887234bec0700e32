from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.actions import other_trainings as trainings
from courses.actions.credits import planned
from courses.actions.other_trainings import TrainingRefused
from courses.models import CreditEntry, OtherTraining
from lms.audit.models import Event
from lms.core.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


@pytest.fixture
def hr():
    return factories.user(name="Pemeriksa")


def approved(hr, **fields) -> OtherTraining:
    training = factories.other_training(**fields)
    trainings.approve(training=training, by=hr)
    training.refresh_from_db()
    return training


def seminar(user, hr, **fields) -> OtherTraining:
    one_day = {"form": "B6", "quantity": 1, "starts_on": MONDAY, "ends_on": MONDAY}
    return approved(hr, user=user, **(one_day | fields))


def ledger(training) -> list[tuple]:
    rows = training.credits.order_by("day").values_list("day", "raw_jp", "recognised_jp")
    return list(rows)


def test_what_waits_counts_nothing():
    training = factories.other_training()

    assert (training.state, CreditEntry.objects.count()) == ("waiting", 0)


def test_what_is_approved_counts_on_its_days(hr):
    training = approved(hr)

    assert (training.state, training.decided_by) == ("approved", hr)
    assert ledger(training) == [(MONDAY, 4, 4), (TUESDAY, 4, 4)]


def test_an_entry_keeps_its_form_and_its_rule(hr):
    entry = approved(hr, form="B7", quantity=1).credits.get()

    assert (entry.form, entry.rule.form, entry.rule.version) == ("B7", "B7", "PerLAN 10/2018 (BPS 2019)")


def test_an_international_activity_counts_a_fifth_more(hr):
    training = approved(hr, quantity=9, abroad=True)

    assert sum(jp for _day, _raw, jp in ledger(training)) == 10


def test_two_seminars_of_a_day_share_its_cap(hr):
    person = factories.user()

    first, second = seminar(person, hr), seminar(person, hr)

    assert (ledger(first), ledger(second)) == ([(MONDAY, 4, 4)], [(MONDAY, 4, 0)])


def test_forms_and_people_do_not_share_a_cap(hr):
    person = factories.user()

    rows = [seminar(person, hr), seminar(person, hr, form="B11"), seminar(factories.user(), hr)]

    assert [ledger(row) for row in rows] == [[(MONDAY, 4, 4)]] * 3


def test_coaching_counts_twice_a_month(hr):
    person = factories.user()
    days = [date(2026, 5, day) for day in (4, 11, 18)] + [date(2026, 6, 1)]

    rows = [approved(hr, user=person, form="C1", quantity=1, starts_on=day, ends_on=day) for day in days]

    assert [jp for row in rows for _day, _raw, jp in ledger(row)] == [2, 2, 0, 2]


def test_what_is_planned_is_what_is_written(hr):
    person = factories.user()
    seminar(person, hr)
    training = factories.other_training(user=person, form="B6", quantity=2)

    before = [(entry.day, entry.raw_jp, entry.recognised_jp) for entry in planned(training)]
    trainings.approve(training=training, by=hr)

    assert before == ledger(training) == [(MONDAY, 4, 0), (TUESDAY, 4, 4)]


def test_a_training_over_new_year_counts_in_both_years(hr):
    training = approved(hr, starts_on=date(2025, 12, 31), ends_on=date(2026, 1, 1))

    assert ledger(training) == [(date(2025, 12, 31), 4, 4), (date(2026, 1, 1), 4, 4)]


def test_a_withdrawal_takes_its_jp_out_of_the_ledger(hr):
    training = approved(hr)

    trainings.withdraw(training=training, reason="Bukti keliru.", by=hr)

    training.refresh_from_db()
    assert (training.state, training.reason, ledger(training)) == ("withdrawn", "Bukti keliru.", [])


def test_a_withdrawal_makes_room_for_what_it_had_crowded_out(hr):
    person = factories.user()
    first, second = seminar(person, hr), seminar(person, hr)

    trainings.withdraw(training=first, reason="Bukti keliru.", by=hr)

    event = Event.objects.get(act="courses.withdraw_training")
    assert ledger(second) == [(MONDAY, 4, 4)]
    assert (event.before, event.after["other_entries_changed"]) == ({"recognised_jp": 4}, 1)


def test_a_withdrawal_leaves_the_cap_to_elearning_of_the_day(hr):
    """A course of ours and one from elsewhere are one form: three JP a day together."""
    enrolment = factories.finished()
    rule = approved(hr, form="C3", quantity=1).credits.get().rule
    row = approved(hr, user=enrolment.user, form="C3", quantity=3, starts_on=MONDAY, ends_on=MONDAY)
    course = CreditEntry.objects.create(
        user=enrolment.user, enrolment=enrolment, day=MONDAY, raw_jp=2, recognised_jp=0, rule=rule
    )

    trainings.withdraw(training=row, reason="Ganda.", by=hr)

    course.refresh_from_db()
    assert course.recognised_jp == 2


def test_a_refusal_is_told_with_its_reason(hr):
    training = factories.other_training()

    trainings.refuse(training=training, reason="Buram.", by=hr)

    notice = Notice.objects.get(recipient=training.user)
    assert (notice.title, notice.body) == (f"“{training.title}” tidak disetujui.", "Buram.")
    assert CreditEntry.objects.count() == 0


def test_an_approval_is_told_with_what_counts(hr):
    training = approved(hr)

    assert Notice.objects.get(recipient=training.user).title == f"“{training.title}” disetujui: 8 JP diakui."


@pytest.mark.parametrize(
    "act",
    [
        lambda row, hr: trainings.approve(training=row, by=hr),
        lambda row, hr: trainings.refuse(training=row, reason="x", by=hr),
        lambda row, hr: trainings.take_back(training=row),
    ],
)
def test_what_is_decided_is_not_decided_again(hr, act):
    training = approved(hr)

    with pytest.raises(TrainingRefused, match="Disetujui"):
        act(training, hr)
    assert len(ledger(training)) == 2


def test_only_what_counts_can_be_withdrawn(hr):
    with pytest.raises(TrainingRefused, match="Menunggu"):
        trainings.withdraw(training=factories.other_training(), reason="x", by=hr)


def test_what_was_taken_back_leaves_no_file(django_capture_on_commit_callbacks):
    training = factories.other_training()
    name = training.file.name

    with django_capture_on_commit_callbacks(execute=True):
        trainings.take_back(training=training)

    training.refresh_from_db()
    assert (training.state, training.file.name, storages["private"].exists(name)) == ("taken_back", "", False)


def handed_in(user) -> OtherTraining:
    facts = {"form": "B3", "title": "A", "organiser": "B", "quantity": 1}
    days = {"starts_on": MONDAY, "ends_on": MONDAY}
    file = ContentFile(b"%PDF-1.7 %%EOF")
    return trainings.hand_in(user=user, facts=facts | days, file=file, kind="pdf", sha256="b" * 64)


def test_the_same_file_twice_is_refused_and_leaves_one_file():
    person = factories.user()
    first = handed_in(person)

    with pytest.raises(TrainingRefused, match="sudah pernah Anda ajukan"):
        handed_in(person)

    folder = first.file.name.rpartition("/")[0]
    names = [name for name in storages["private"].listdir(folder)[1] if name.startswith("b" * 64)]
    assert (OtherTraining.objects.count(), len(names)) == (1, 1)


def test_a_refused_file_may_be_handed_in_again(hr):
    person = factories.user()
    trainings.refuse(training=handed_in(person), reason="Buram.", by=hr)

    assert handed_in(person).state == "waiting"


def test_each_act_is_in_the_trail_without_words_of_the_person(hr):
    training = approved(hr)
    trainings.withdraw(training=training, reason="Keliru.", by=hr)

    rows = Event.objects.filter(target_type="courses.othertraining").order_by("pk")

    assert list(rows.values_list("act", "actor", "target_label")) == [
        ("courses.hand_in_training", training.user_id, f"#{training.pk}"),
        ("courses.approve_training", hr.pk, f"#{training.pk}"),
        ("courses.withdraw_training", hr.pk, f"#{training.pk}"),
    ]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "approved"}, "training_decided_by_somebody"),
        ({"decided_by": "holder"}, "training_not_decided_by_holder"),
        ({"state": "refused", "decided_by": "hr", "decided_at": "now"}, "training_refused_with_reason"),
        ({"ends_on": date(2026, 5, 3)}, "training_dates_in_order"),
        ({"quantity": 0}, "training_of_something"),
    ],
)
def test_the_database_holds_the_rules(hr, values, constraint):
    training = factories.other_training()
    words = {"holder": training.user, "hr": hr, "now": timezone.now()}
    values = {
        name: words.get(value, value) if isinstance(value, str) else value for name, value in values.items()
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OtherTraining.objects.filter(pk=training.pk).update(**values)


@pytest.mark.parametrize("both", [True, False])
def test_an_entry_has_exactly_one_source(hr, both):
    entry = approved(hr).credits.first()
    source = {"enrolment": factories.finished()} if both else {"training": None}

    with pytest.raises(IntegrityError, match="credit_has_one_source"), transaction.atomic():
        CreditEntry.objects.filter(pk=entry.pk).update(**source)


def test_a_training_has_one_entry_a_day(hr):
    first, second = approved(hr).credits.order_by("day")

    with pytest.raises(IntegrityError, match="training_id"), transaction.atomic():
        CreditEntry.objects.filter(pk=second.pk).update(day=first.day)
