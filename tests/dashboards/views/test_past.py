"""The map as of a day: who sees what of then, by which structure, and how today compares."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.actions.reorganise import add_step, carry_out, confirm, plan
from lms.people.enums import Role
from lms.people.models import Reorganisation
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.past import count_past
from lms.skills.models import PastDay
from lms.skills.quarters import past_quarter_ends
from tests import factories as make
from tests.people.views.entering import enter
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def root():
    return make.city()


@pytest.fixture
def trade(root):
    return make.unit(parent=root, name="Dinas Perdagangan")


@pytest.fixture
def industry(root):
    return make.unit(parent=root, name="Dinas Perindustrian")


@pytest.fixture
def skill():
    found = make.skill()
    make.requirement(skill=found, level=2)
    return found


@pytest.fixture
def staff(trade, industry, skill):
    """One in trade who proved the skill ten days ago, one in industry who did not."""
    people = [make.posting(unit=unit).user for unit in (trade, industry)]
    prove(people[0], skill, 2, obtained_on=ago(10))
    rebuild_coverage()
    return people


def counted(day):
    row = PastDay.objects.create(on=day)
    count_past(day=row)
    return row


def merge(trade, industry, by):
    row = plan(title="Gabung", basis="Perda 1", on=ago(5), by=by)
    add_step(reorganisation=row, kind="merge", unit=trade, into=industry, by=by)
    add_step(reorganisation=row, kind="rename", unit=industry, name="Dinas Perindag", by=by)
    confirm(reorganisation=row, by=by)
    carry_out(reorganisation=Reorganisation.objects.get(pk=row.pk))


def shown(client, **asked):
    """(label, required, met) of every row, and of the total."""
    matrix = client.get(reverse("coverage"), asked).context["matrix"]
    lines = [(line.label, line.figures[0].required, line.figures[0].met) for line in matrix.lines]
    total = matrix.total.figures[0]
    return lines, (total.required, total.met)


def test_a_day_before_the_evidence_shows_it_missing(client, root, staff):
    enter(client, Role.HR, root)
    counted(ago(11))
    counted(ago(10))

    totals = [shown(client, per=str(ago(days)))[1] for days in (11, 10)]

    assert totals == [(2, 0), (2, 1)]


def test_cut_anew_on_todays_structure_an_ended_unit_counts_at_its_successor(
    client, root, staff, trade, industry
):
    merge(trade, industry, enter(client, Role.HR, root))
    counted(ago(7))

    assert shown(client, per=str(ago(7))) == ([("Dinas Perindag", 2, 1)], (2, 1))


def test_by_the_structure_of_then_both_units_stand_with_their_names(client, root, staff, trade, industry):
    merge(trade, industry, enter(client, Role.HR, root))
    counted(ago(7))

    lines, total = shown(client, per=str(ago(7)), susunan="saat-itu")

    assert (lines, total) == ([("Dinas Perdagangan", 1, 1), ("Dinas Perindustrian", 1, 0)], (2, 1))


def test_a_head_sees_the_past_of_the_unit_that_theirs_succeeded(client, root, staff, trade, industry):
    merge(trade, industry, make.user())
    counted(ago(7))
    enter(client, Role.OPD_HEAD, industry)

    assert shown(client, per=str(ago(7)))[1] == (2, 1)


def test_a_head_sees_nothing_of_others_then(client, root, staff, trade, industry):
    counted(ago(7))
    enter(client, Role.OPD_HEAD, industry)

    totals = [shown(client, per=str(ago(7)), susunan=how)[1] for how in ("", "saat-itu")]

    assert totals == [(1, 0), (1, 0)]


def test_what_is_not_counted_yet_is_offered(client, root, staff):
    enter(client, Role.HR, root)

    answer = client.get(reverse("coverage"), {"per": str(ago(3))})

    assert (answer.context["matrix"].counted, answer.context["past"]) == (False, None)
    assert "Hitung tanggal ini" in answer.content.decode()


def test_asked_for_it_is_counted_in_the_background(client, root, staff, run_jobs):
    enter(client, Role.HR, root)

    answer = client.post(reverse("count_past"), {"per": str(ago(3))})
    run_jobs()

    assert client.get(answer.url).context["matrix"].total.figures[0].required == 2


@pytest.mark.parametrize("per", ["kemarin", "2016-12-31", str(TODAY + timedelta(days=1)), "2026-02-30"])
def test_a_day_that_cannot_be_is_not_found(client, root, per):
    enter(client, Role.HR, root)

    assert client.get(reverse("coverage"), {"per": per}).status_code == 404


def test_today_is_the_present(client, root, staff):
    enter(client, Role.HR, root)

    assert client.get(reverse("coverage"), {"per": str(TODAY)}).context["filters"].on is None


def test_cells_of_the_past_lead_to_no_gap_list(client, root, staff):
    enter(client, Role.HR, root)
    counted(ago(7))

    answer = client.get(reverse("coverage"), {"per": str(ago(7))})

    assert {cell.url for line in answer.context["lines"] for cell in line.cells} == {""}


def test_arrows_compare_with_the_last_quarter_end(client, root, staff, skill):
    (end,) = past_quarter_ends(TODAY, 1)
    counted(end)
    prove(staff[1], skill, 2, "baru", obtained_on=TODAY)
    enter(client, Role.HR, root)

    matrix = client.get(reverse("coverage")).context["matrix"]

    before = 50.0 if end >= ago(10) else 0.0
    figure = matrix.total.figures[0]
    assert (matrix.since, figure.before, figure.arrow) == (end, before, "↑")


def test_without_a_counted_quarter_there_are_no_arrows(client, root, staff):
    enter(client, Role.HR, root)

    matrix = client.get(reverse("coverage")).context["matrix"]

    assert (matrix.since, matrix.total.figures[0].change) == (None, None)


def test_an_opd_opens_to_its_units(client, root, trade, staff, skill):
    make.posting(unit=make.unit(parent=trade, kind="bidang", name="Bidang Pasar"))
    rebuild_coverage()
    enter(client, Role.HR, root)

    lines, total = shown(client, buka=trade.pk)

    assert lines == [
        ("Dinas Perdagangan", 2, 1),
        ("Langsung di Dinas Perdagangan", 1, 1),
        ("Bidang Pasar", 1, 0),
        ("Dinas Perindustrian", 1, 0),
    ]
    assert total == (3, 1)


def test_an_opd_of_others_does_not_open(client, trade, industry):
    enter(client, Role.OPD_HEAD, industry)

    assert client.get(reverse("coverage"), {"buka": trade.pk}).status_code == 404


def test_the_past_costs_no_more_than_fifteen_queries(client, root, staff, django_assert_max_num_queries):
    enter(client, Role.HR, root)
    counted(ago(7))

    with django_assert_max_num_queries(15):
        client.get(reverse("coverage"), {"per": str(ago(7)), "susunan": "saat-itu"})
