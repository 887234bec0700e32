from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Mandate
from lms.people.enums import Role
from lms.skills.actions import needs as actions
from lms.skills.models import Need
from tests import factories
from tests.clients import signed_in

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


def form(opd, /, **changes) -> dict:
    fields = {"unit": opd.pk, "indicators": [factories.indicator(unit=opd).pk], "skill": factories.skill().pk}
    return fields | {"level": "2", "head_count": "12", "reason": "Layanan pendaftaran."} | changes


def faults(answer) -> list[str]:
    return list(answer.context["form"].errors)


def test_a_head_proposes_a_need(opd):
    head = member(Role.OPD_HEAD, opd)

    answer = signed_in(head).post(reverse("need_new"), form(opd))

    need = Need.objects.get()
    assert answer["Location"] == reverse("need", args=[need.pk])
    assert (need.unit, need.proposed_by, need.head_count, need.indicators.count()) == (opd, head, 12, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"indicators": []}, "indicators"),
        ({"skill": "0"}, "skill"),
        ({"level": "9"}, "level"),
        ({"head_count": "0"}, "head_count"),
        ({"head_count": "banyak"}, "head_count"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(opd, changes, field):
    answer = signed_in(member(Role.OPD_HEAD, opd)).post(reverse("need_new"), form(opd, **changes))

    assert (answer.status_code, faults(answer), Need.objects.count()) == (422, [field], 0)


def test_a_head_proposes_for_no_other_opd(city, opd):
    other = factories.unit(parent=city)

    answer = signed_in(member(Role.OPD_HEAD, opd)).post(reverse("need_new"), form(other))

    assert (answer.status_code, sorted(faults(answer))) == (422, ["indicators", "unit"])


def test_hr_cites_the_promises_of_the_same_opd(city, opd):
    other = factories.indicator(unit=factories.unit(parent=city))

    answer = signed_in(member(Role.HR, city)).post(reverse("need_new"), form(opd, indicators=[other.pk]))

    assert faults(answer) == ["indicators"]


def test_an_opd_without_indicators_is_told_whom_to_ask(opd):
    html = signed_in(member(Role.OPD_HEAD, opd)).get(reverse("need_new")).content.decode()

    assert ("Minta BKPSDM" in html, "<textarea" in html) == (True, False)


def test_the_page_shows_target_and_coverage_of_each_promise(opd):
    skill, person = factories.skill(), factories.posting(unit=opd).user
    factories.requirement(skill=skill, post_group=person.postings.get().position.post_group, level=2)
    indicator = factories.indicator(unit=opd, field=skill.field)
    factories.target(indicator=indicator, year=timezone.localdate().year, value=60)
    need = factories.need(unit=opd, skill=skill, indicators=[indicator])
    from lms.skills.actions.coverage import rebuild_coverage  # counts what the factories wrote

    rebuild_coverage()
    promise = (
        signed_in(member(Role.OPD_HEAD, opd)).get(reverse("need", args=[need.pk])).context["promises"][0]
    )

    assert (promise.target, promise.share) == (60, 0)


def decided(client, need, **data):
    return client.post(reverse("need_decide", args=[need.pk]), data)


def test_leadership_decides(city, opd):
    need, leader = factories.need(unit=opd), signed_in(member(Role.LEADER, city))

    decided(leader, need, decision="approve", note="Mulai tahun ini.")

    need.refresh_from_db()
    assert (need.state, need.decision_note) == ("approved", "Mulai tahun ini.")


@pytest.mark.parametrize(
    "data", [{}, {"decision": "refuse"}, {"decision": "refuse", "note": " "}, {"decision": "x"}]
)
def test_a_decision_without_its_parts_is_not_taken(city, opd, data):
    need, leader = factories.need(unit=opd), signed_in(member(Role.LEADER, city))

    answer = decided(leader, need, **data)

    need.refresh_from_db()
    assert (answer.status_code, need.state) == (422, "proposed")


def test_a_leader_of_another_part_finds_nothing(city, opd):
    leader = signed_in(member(Role.LEADER, factories.unit(parent=city)))

    assert decided(leader, factories.need(unit=opd), decision="approve").status_code == 404


def test_a_comment_is_shown_as_text(opd):
    head = signed_in(member(Role.OPD_HEAD, opd))
    need = factories.need(unit=opd)
    url = reverse("need", args=[need.pk])

    head.post(reverse("need_comment", args=[need.pk]), {"text": "<script>alert(1)</script>"})

    assert "&lt;script&gt;alert(1)" in head.get(url).content.decode()


def test_only_the_proposer_withdraws(opd):
    head, colleague = member(Role.OPD_HEAD, opd), member(Role.OPD_HEAD, opd)
    need = factories.need(unit=opd, by=head)
    url = reverse("need_withdraw", args=[need.pk])

    answers = [signed_in(person).post(url).status_code for person in (colleague, head)]

    need.refresh_from_db()
    assert (answers, need.state) == ([404, 302], "withdrawn")


def test_an_approved_need_becomes_a_duty_and_says_so(city, opd):
    hr, course = signed_in(member(Role.HR, city)), factories.course()
    factories.posting(unit=opd)
    need = factories.need(unit=opd)
    actions.decide(need=need, approved=True, note="", by=factories.user())
    due = timezone.localdate() + timedelta(days=20)
    data = {"course": course.pk, "unit": opd.pk, "due_on": str(due), "usulan": need.pk, "confirm": "1"}

    hr.post(reverse("mandate_new"), data)

    need.refresh_from_db()
    assert (need.state, Mandate.objects.get().need) == ("assigned", need)


def test_a_need_that_is_not_approved_answers_nothing(city, opd):
    hr, need = signed_in(member(Role.HR, city)), factories.need(unit=opd)

    page = hr.get(reverse("mandate_new"), {"usulan": need.pk})

    assert page.context["need"] is None


def listed(person, **asked) -> list[int]:
    return [row.pk for row in signed_in(person).get(reverse("needs"), asked).context["page"]]


def test_each_sees_the_needs_of_their_units(city, opd):
    other = factories.unit(parent=city)
    mine, theirs = factories.need(unit=opd), factories.need(unit=other)

    assert listed(member(Role.OPD_HEAD, opd)) == [mine.pk]
    assert listed(member(Role.LEADER, city)) == [theirs.pk, mine.pk]


def test_the_list_is_narrowed_by_state(city, opd):
    waiting, done = factories.need(unit=opd), factories.need(unit=opd)
    actions.decide(need=done, approved=False, note="x", by=factories.user())
    hr = member(Role.HR, city)

    assert (listed(hr, keadaan="refused"), listed(hr, keadaan="x")) == ([done.pk], [done.pk, waiting.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(city, opd, count, django_assert_num_queries):
    for _ in range(count):
        factories.need(unit=opd)
    client = signed_in(member(Role.HR, city))
    client.get(reverse("needs"))

    with django_assert_num_queries(5):
        client.get(reverse("needs"))
