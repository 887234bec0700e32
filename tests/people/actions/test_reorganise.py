from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Job
from lms.people.actions.reorganise import (
    NotPossible,
    add_step,
    call_off,
    carry_out,
    confirm,
    drop_step,
    plan,
)
from lms.people.enums import Role
from lms.people.models import FormerUnit, Posting, ReorganisationStep, Unit, User
from lms.skills.actions.coverage import differences
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make.city()


@pytest.fixture
def trade(city):
    return make.unit(parent=city, name="Dinas Perdagangan", code="DAG")


@pytest.fixture
def industry(city):
    return make.unit(parent=city, name="Dinas Perindustrian", code="IND")


@pytest.fixture
def hr():
    return make.user()


def today():
    return timezone.localdate()


def reorganise(by: User, *steps: dict, days: int = 0):
    """Plan, confirm and do the steps; ``days`` from today."""
    row = plan(title="Penataan", basis="Perda 1", on=today() + timedelta(days=days), by=by)
    for step in steps:
        add_step(reorganisation=row, by=by, **step)
    confirm(reorganisation=row, by=by)
    row.refresh_from_db()
    carry_out(reorganisation=row)
    row.refresh_from_db()
    return row


def test_a_merged_unit_ends_the_day_before_and_names_its_successor(hr, trade, industry):
    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    trade.refresh_from_db()
    assert (trade.valid_until, trade.successor) == (today() - timedelta(days=1), industry)


def test_people_of_a_merged_unit_keep_their_posts_in_the_other(hr, trade, industry):
    old = make.posting(unit=trade)

    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    new = old.user.posting_on(today())
    assert (new.unit, new.position, new.valid_from) == (industry, old.position, today())
    assert old.user.posting_on(today() - timedelta(days=1)) == old


def test_a_posting_that_only_begins_later_begins_in_the_other_unit(hr, trade, industry):
    later = make.posting(unit=trade, valid_from=today() + timedelta(days=9))

    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    assert list(Posting.objects.values_list("pk", "unit")) == [(later.pk, industry.pk)]


def test_units_below_a_merged_one_go_along(hr, trade, industry):
    section = make.unit(parent=trade, kind="bidang")

    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    section.refresh_from_db()
    assert (section.parent, section.opd, section.path) == (
        industry,
        industry,
        f"{industry.path}{section.pk}/",
    )


def test_roles_in_a_merged_unit_end(hr, trade, industry):
    head = make.posting(unit=trade).user
    make.grant(head, Role.OPD_HEAD, trade)

    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    assert User.objects.get(pk=head.pk).roles == []


def test_a_renamed_unit_keeps_its_people_and_its_old_name(hr, trade):
    posting = make.posting(unit=trade)

    reorganise(hr, {"kind": "rename", "unit": trade, "name": "Dinas Niaga", "short_name": "Niaga"})

    trade.refresh_from_db()
    former = FormerUnit.objects.get()
    assert (trade.name, trade.aliases, former.name) == (
        "Dinas Niaga",
        ["Dinas Perdagangan"],
        "Dinas Perdagangan",
    )
    assert former.until == today() - timedelta(days=1)
    assert posting.user.posting_on(today()) == posting


def test_a_moved_unit_takes_its_subtree_along(hr, trade, industry):
    section = make.unit(parent=trade, kind="bidang")
    desk = make.unit(parent=section, kind="bidang")

    reorganise(hr, {"kind": "move", "unit": section, "into": industry})

    desk.refresh_from_db()
    assert (desk.opd, desk.path) == (industry, f"{industry.path}{section.pk}/{desk.pk}/")


def test_a_split_gives_chosen_people_and_units_to_a_new_one(hr, city, trade):
    goes, stays = make.posting(unit=trade).user, make.posting(unit=trade).user
    section = make.unit(parent=trade, kind="bidang")
    facts = {"code": "PSR", "name": "Dinas Pasar", "unit_kind": "opd", "into": city}

    reorganise(hr, {"kind": "split", "unit": trade, "units": [section], "people": [goes], **facts})

    market = Unit.objects.get(code="PSR")
    section.refresh_from_db()
    assert (market.valid_from, market.parent, section.opd) == (today(), city, market)
    assert (goes.posting_on().unit, stays.posting_on().unit) == (market, trade)


def test_steps_build_on_each_other(hr, city, trade, industry):
    """The merged unit is renamed after it has taken the other in."""
    reorganise(
        hr,
        {"kind": "merge", "unit": trade, "into": industry},
        {"kind": "rename", "unit": industry, "name": "Dinas Perindustrian dan Perdagangan"},
        {"kind": "new", "into": industry, "code": "BP", "name": "Bidang Pasar", "unit_kind": "bidang"},
    )

    industry.refresh_from_db()
    assert industry.name == "Dinas Perindustrian dan Perdagangan"
    assert Unit.objects.get(code="BP").opd == industry


def test_coverage_follows(hr, trade, industry):
    skill = make.skill()
    make.requirement(skill=skill)
    make.posting(unit=trade)

    reorganise(hr, {"kind": "merge", "unit": trade, "into": industry})

    assert list(differences()) == []
    assert [cell.staff for cell in industry.cells.all()] == [1]


def test_what_is_dated_later_waits(hr, trade, industry):
    row = reorganise_later(hr, trade, industry)

    assert (row.state, Job.objects.filter(kind="people.reorganise").count()) == ("confirmed", 0)


def reorganise_later(hr, trade, industry):
    row = plan(title="Nanti", basis="Perda 2", on=today() + timedelta(days=3), by=hr)
    add_step(reorganisation=row, kind="merge", unit=trade, into=industry, by=hr)
    confirm(reorganisation=row, by=hr)
    row.refresh_from_db()
    return row


def test_what_waits_can_be_called_off(hr, trade, industry):
    row = reorganise_later(hr, trade, industry)

    call_off(reorganisation=row, by=hr)

    row.refresh_from_db()
    assert (row.state, row.confirmed_by, carry_out(reorganisation=row)) == ("draft", None, 0)


def test_the_day_itself_brings_it(hr, trade, industry, run_jobs):
    row = reorganise_later(hr, trade, industry)
    type(row).objects.filter(pk=row.pk).update(on=today())
    Job.objects.create(kind="people.reorganise_due")

    run_jobs()

    row.refresh_from_db()
    trade.refresh_from_db()
    assert (row.state, trade.successor) == ("done", industry)


def test_what_became_impossible_is_a_draft_again_with_the_reason(hr, trade, industry, run_jobs):
    row = plan(title="Sekarang", basis="Perda 3", on=today(), by=hr)
    add_step(reorganisation=row, kind="merge", unit=trade, into=industry, by=hr)
    confirm(reorganisation=row, by=hr)
    Unit.objects.filter(pk=industry.pk).update(valid_until=today() - timedelta(days=1))

    run_jobs()

    row.refresh_from_db()
    assert (row.state, "Dinas Perindustrian tidak berlaku" in row.fault) == ("draft", True)


def test_done_once_is_done(hr, trade):
    row = reorganise(hr, {"kind": "rename", "unit": trade, "name": "Dinas Niaga"})

    assert carry_out(reorganisation=row) == 0


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "move", "unit": "trade", "into": "section"},
        {"kind": "merge", "unit": "city", "into": "trade"},
        {"kind": "new", "into": "trade", "code": "DAG", "name": "Kembar", "unit_kind": "bidang"},
        {"kind": "split", "unit": "trade", "into": "city", "code": "X", "name": "Kosong", "unit_kind": "opd"},
    ],
)
def test_nothing_is_done_when_a_step_cannot_be(hr, city, trade, step):
    places = {"city": city, "trade": trade, "section": make.unit(parent=trade, kind="bidang")}
    facts = {name: places.get(value, value) for name, value in step.items()}

    with pytest.raises(NotPossible):
        reorganise(hr, {"kind": "rename", "unit": trade, "name": "Baru"}, facts)

    trade.refresh_from_db()
    assert trade.name == "Dinas Perdagangan"


def test_the_past_is_not_ordered_anew_behind_a_later_change(hr, trade):
    reorganise(hr, {"kind": "rename", "unit": trade, "name": "Dinas Niaga"})

    with pytest.raises(NotPossible, match="sudah berubah sesudah"):
        reorganise(hr, {"kind": "rename", "unit": trade, "name": "Dinas Pasar"}, days=-20)


def test_a_dropped_step_is_not_done(hr, trade):
    row = plan(title="Penataan", basis="Perda 1", on=today(), by=hr)
    step = add_step(reorganisation=row, kind="rename", unit=trade, name="Dinas Niaga", by=hr)

    drop_step(step=step, by=hr)

    assert row.steps.count() == 0


def test_every_act_is_in_the_audit_trail(hr, trade):
    reorganise(hr, {"kind": "rename", "unit": trade, "name": "Dinas Niaga"})

    actions = list(Event.objects.order_by("pk").values_list("act", flat=True))
    assert actions == [
        "people.plan_reorganisation",
        "people.add_step",
        "people.confirm_reorganisation",
        "people.reorganise",
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "merge"},
        {"kind": "new", "name": "Baru"},
        {"kind": "rename", "unit": True},
        {"kind": "move", "unit": True, "into": True},
    ],
)
def test_the_database_keeps_steps_whole(hr, trade, facts):
    row = plan(title="Penataan", basis="Perda 1", on=today(), by=hr)
    values = {name: trade if value is True else value for name, value in facts.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        ReorganisationStep.objects.create(reorganisation=row, **values)
