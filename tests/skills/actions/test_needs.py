import pytest
from django.db import IntegrityError, transaction

from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.enums import Role
from lms.skills.actions import needs
from lms.skills.actions.needs import NeedRefused
from lms.skills.actions.targets import Cited, drop_indicator
from lms.skills.models import CitedIndicator, Need
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def opd(city):
    return factories.unit(parent=city)


def member(role, unit):
    person = factories.user()
    factories.grant(person, role, unit)
    return person


def told(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True))


def test_a_need_cites_its_promises(opd):
    one, two = factories.indicator(unit=opd), factories.indicator(unit=opd)

    need = factories.need(unit=opd, indicators=[one, two])

    assert (need.state, list(need.indicators.order_by("pk"))) == ("proposed", [one, two])


@pytest.mark.parametrize("whose", ["nobody", "another OPD", "the city"])
def test_a_need_without_a_promise_of_its_own_opd_is_refused(city, opd, whose):
    other = {"another OPD": factories.unit(parent=city), "the city": city}.get(whose)
    cited = [factories.indicator(unit=other)] if other else []
    facts = {"level": 2, "head_count": 5, "reason": "Alasan.", "by": factories.user()}

    with pytest.raises(NeedRefused, match="indikator OPD ini sendiri"):
        needs.propose(unit=opd, skill=factories.skill(), indicators=cited, **facts)
    assert Need.objects.count() == 0


def test_leadership_is_told_of_a_new_need(city, opd):
    leader, stranger = member(Role.LEADER, city), member(Role.OPD_HEAD, factories.unit(parent=city))

    need = factories.need(unit=opd)

    assert told(leader) == [f"Usulan baru: {need.skill.name} untuk {opd.label}"]
    assert told(stranger) == []


def test_an_approval_is_told_to_the_proposer_and_hr(city, opd):
    hr, leader, head = member(Role.HR, city), member(Role.LEADER, city), member(Role.OPD_HEAD, opd)
    need = factories.need(unit=opd, by=head)

    needs.decide(need=need, approved=True, note="", by=leader)

    need.refresh_from_db()
    assert (need.state, need.decided_by) == ("approved", leader)
    assert [title[:17] for title in (*told(head), *told(hr))] == ["Usulan disetujui:"] * 2


def test_a_refusal_is_told_to_the_proposer_with_its_note(city, opd):
    hr, head = member(Role.HR, city), member(Role.OPD_HEAD, opd)
    need = factories.need(unit=opd, by=head)

    needs.decide(need=need, approved=False, note="Tahun depan.", by=member(Role.LEADER, city))

    assert (Notice.objects.get(recipient=head).body, told(hr)) == ("Tahun depan.", [])


@pytest.mark.parametrize("approved", [True, False])
def test_what_is_decided_stays_decided(opd, approved):
    need, leader = factories.need(unit=opd), factories.user()
    needs.decide(need=need, approved=True, note="", by=leader)

    with pytest.raises(NeedRefused, match="Disetujui"):
        needs.decide(need=need, approved=approved, note="x", by=leader)


def test_what_is_decided_is_not_withdrawn(opd):
    need = factories.need(unit=opd)
    needs.decide(need=need, approved=True, note="", by=factories.user())

    with pytest.raises(NeedRefused, match="Disetujui"):
        needs.withdraw(need=need, by=need.proposed_by)


def test_a_withdrawn_need_cannot_be_decided(opd):
    need = factories.need(unit=opd)
    needs.withdraw(need=need, by=need.proposed_by)

    with pytest.raises(NeedRefused, match="Ditarik kembali"):
        needs.decide(need=need, approved=True, note="", by=factories.user())


@pytest.mark.parametrize(("approved", "state"), [(True, "assigned"), (False, "refused")])
def test_only_an_approved_need_becomes_a_duty(opd, approved, state):
    need = factories.need(unit=opd)
    needs.decide(need=need, approved=approved, note="x", by=factories.user())

    needs.turn_into_duty(need=need, by=factories.user())

    need.refresh_from_db()
    assert need.state == state


def test_a_comment_is_told_to_those_who_took_part_but_not_to_its_author(opd):
    need, first, second = factories.need(unit=opd), factories.user(), factories.user()

    needs.comment(need=need, text="Mengapa?", by=first)
    needs.comment(need=need, text="Karena.", by=second)

    assert (len(told(need.proposed_by)), len(told(first)), len(told(second))) == (2, 1, 0)


def test_a_cited_indicator_cannot_be_dropped(opd):
    indicator = factories.indicator(unit=opd)
    factories.need(unit=opd, indicators=[indicator])

    with pytest.raises(Cited):
        drop_indicator(indicator=indicator, by=factories.user())
    assert CitedIndicator.objects.count() == 1


def test_each_act_is_in_the_audit_trail(opd):
    need, leader = factories.need(unit=opd), factories.user()
    needs.decide(need=need, approved=True, note="Ya.", by=leader)

    acts = (
        Event.objects.filter(target_type="skills.need").order_by("pk").values_list("act", "actor", "reason")
    )

    assert list(acts) == [
        ("skills.propose_need", need.proposed_by_id, ""),
        ("skills.decide_need", leader.pk, "Ya."),
    ]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"level": 6}, "need_level_1_to_5"),
        ({"level": 0}, "need_level_1_to_5"),
        ({"head_count": 0}, "need_is_for_somebody"),
        ({"state": "approved"}, "need_decided_by_somebody"),
    ],
)
def test_the_database_holds_the_rules(opd, values, constraint):
    need = factories.need(unit=opd)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**values)
