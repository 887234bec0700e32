from datetime import date, timedelta

import pytest
from django.utils import timezone

from lms.core.templatetags.say import day
from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.summary import Moment, Summary, head_summary, headline, leader_summary, spoken
from lms.people.permissions import Permission
from lms.skills.models import CoveragePoint
from tests import factories as make
from tests.dashboards.world import YEAR, World

pytestmark = pytest.mark.django_db
LAST_QUARTER = date(YEAR - 1, 12, 31)


@pytest.fixture
def world(db) -> World:
    return World()


def summary_of(world: World, viewer=None) -> Summary:
    return leader_summary(world.count().filters(viewer or world.leader(), Permission.VIEW_SUMMARY))


def point(world: World, met: int, staff: int = 3, on: date = LAST_QUARTER) -> None:
    CoveragePoint.objects.create(unit=world.health, field=world.safety, on=on, staff=staff, met=met)


def test_there_are_five_sentences(world: World):
    world.person(world.health)

    assert len(summary_of(world).sentences) == 5


def test_the_first_sentence_is_the_state_of_the_whole(world: World):
    world.person(world.health, world.phishing)

    first = summary_of(world).sentences[0]

    assert first == "1 dari 3 persyaratan kompetensi di Kota Contoh terpenuhi (33,3 %)."


def test_the_second_names_the_fields_that_reached_their_target(world: World):
    world.person(world.health, world.phishing)
    world.promise(world.root, world.safety, 50)
    world.promise(world.root, world.cloud, 50)

    second = summary_of(world).sentences[1]

    assert second == f"Target {YEAR} tercapai di 1 dari 2 bidang: Keamanan."


def test_the_third_names_the_opd_farthest_behind(world: World):
    world.person(world.health, world.phishing)
    world.person(world.roads)
    world.promise(world.root, world.safety, 60)

    third = summary_of(world).sentences[2]

    assert third == "2 dari 2 OPD di bawah target Keamanan. Terjauh: Dinas Jalan (−60)."


@pytest.mark.parametrize(
    ("met", "sentence"),
    [
        (0, "Dibanding 31 Des {year}, capaian naik 33,3 poin."),
        (1, "Capaian sama dengan 31 Des {year}."),
        (3, "Dibanding 31 Des {year}, capaian turun 66,7 poin."),
    ],
)
def test_the_fourth_compares_with_the_last_quarter(world: World, met: int, sentence: str):
    world.person(world.health, world.phishing)
    point(world, met)

    assert summary_of(world).sentences[3] == sentence.format(year=YEAR - 1)


def test_without_a_past_the_fourth_says_so(world: World):
    world.person(world.health)

    assert summary_of(world).sentences[3] == "Belum ada angka triwulan lalu untuk dibandingkan."


def test_the_fifth_counts_units_that_lean_on_one_person(world: World):
    world.person(world.health, world.phishing)

    fifth = summary_of(world).sentences[4]

    assert fifth == (
        "Di 1 OPD, ada kompetensi wajib yang hanya dikuasai satu orang."
        " Nilai kemandirian Kota Contoh 16 dari 100."
    )


def test_moments_are_past_quarters_then_today(world: World):
    world.person(world.health)
    point(world, 1)

    moments = summary_of(world).moments

    assert [(one.on, one.figure.met) for one in moments] == [(LAST_QUARTER, 1), (timezone.localdate(), 0)]


def test_a_promise_adds_the_end_of_the_year(world: World):
    world.person(world.health)
    world.promise(world.root, world.safety, 50)
    world.promise(world.root, world.cloud, 80)

    last = summary_of(world).moments[-1]

    assert (last.on, last.ahead, last.figure.target) == (date(YEAR, 12, 31), True, 60)


def test_every_promised_year_to_come_adds_its_end(world: World):
    world.person(world.health)
    for field in (world.safety, world.cloud):
        indicator = make.indicator(unit=world.root, field=field)
        for year, value in ((YEAR - 1, 30), (YEAR, 50), (YEAR + 1, 60), (YEAR + 3, 90)):
            make.target(indicator=indicator, value=value, year=year)

    ahead = [one for one in summary_of(world).moments if one.ahead]

    assert [(one.on.year, one.figure.target) for one in ahead] == [(YEAR, 50), (YEAR + 1, 60), (YEAR + 3, 90)]


def test_a_past_moment_has_the_target_of_its_own_year(world: World):
    world.person(world.health)
    point(world, 1)
    world.promise(world.root, world.safety, 40, YEAR - 1)

    assert summary_of(world).moments[0].figure.target == 40


def test_the_farthest_behind_are_to_be_called_first(world: World):
    world.person(world.health, world.phishing)
    world.person(world.roads)
    world.promise(world.root, world.safety, 60)
    world.promise(world.root, world.cloud, 20)

    calls = summary_of(world).calls

    assert [(call.line.label, call.field.slug, call.figure.behind) for call in calls] == [
        ("Dinas Jalan", "keamanan", 60),
        ("Dinas Kesehatan", "awan", 20),
    ]


def test_no_more_than_three_are_to_be_called(world: World):
    for _ in range(5):
        world.person(make.unit(parent=world.root))
    world.promise(world.root, world.safety, 60)

    assert len(summary_of(world).calls) == 3


def test_an_empty_city_has_sentences_too(world: World):
    summary = summary_of(world)

    assert summary.sentences[0] == "Belum ada kompetensi yang dipersyaratkan di Kota Contoh."
    assert (summary.overall.required, summary.calls) == (0, ())


def test_the_head_of_an_opd_gets_a_headline_of_it(world: World):
    world.person(world.clinic, world.phishing)
    world.promise(world.health, world.safety, 80)

    headline = head_summary(World.count(world).head_of(world.health))

    assert (headline.label, headline.gaps) == ("Dinas Kesehatan", 2)
    assert headline.url == "/dasbor/kesenjangan/?bidang=keamanan"


def test_somebody_without_coverage_rights_gets_none(world: World):
    assert head_summary(make.user()) is None


def test_points_of_several_opds_are_one_moment(world: World):
    world.person(world.health)
    for unit, staff, met in ((world.health, 4, 1), (world.roads, 6, 4)):
        CoveragePoint.objects.create(unit=unit, field=world.safety, on=LAST_QUARTER, staff=staff, met=met)

    first = summary_of(world).moments[0]

    assert (first.on, first.figure.required, first.figure.met, first.ahead) == (LAST_QUARTER, 10, 5, False)


def test_points_outside_of_ones_scope_are_left_out(world: World):
    world.person(world.roads)
    point(world, 1)

    moments = leader_summary(
        world.count().filters(world.head_of(world.roads), Permission.VIEW_SUMMARY)
    ).moments

    assert [one.on for one in moments] == [timezone.localdate()]


@pytest.mark.parametrize("promised", [[], ["safety"]])
def test_a_year_is_ahead_only_when_every_field_is_promised(world: World, promised: list[str]):
    world.person(world.health)
    for name in promised:
        world.promise(world.root, getattr(world, name), 60, YEAR + 1)

    assert [one for one in summary_of(world).moments if one.ahead] == []


def test_a_past_year_is_never_ahead(world: World):
    world.person(world.health)
    for field in (world.safety, world.cloud):
        world.promise(world.root, field, 60, YEAR - 1)

    assert [one.on.year for one in summary_of(world).moments] == [YEAR]


def test_what_is_ahead_is_weighed_by_what_is_required_today(world: World):
    world.person(world.health)
    world.promise(world.root, world.safety, 30, YEAR + 1)
    world.promise(world.root, world.cloud, 90, YEAR + 1)

    assert summary_of(world).moments[-1].figure.target == 50


def test_nobody_is_called_who_has_reached_the_target_or_has_none(world: World):
    world.person(world.health, world.phishing, world.passwords)
    world.person(world.roads)
    world.promise(world.health, world.safety, 100)

    assert summary_of(world).calls == ()


def test_whoever_is_called_is_called_for_the_worst_field(world: World):
    world.person(world.health, world.phishing)
    world.promise(world.root, world.safety, 60)
    world.promise(world.root, world.cloud, 70)

    (call,) = summary_of(world).calls

    assert (call.line.label, call.field.slug, call.figure.behind) == ("Dinas Kesehatan", "awan", 70)


def test_of_calls_that_are_equally_late_the_first_row_comes_first(world: World):
    for unit in (world.roads, world.health):
        world.person(unit)
    world.promise(world.root, world.safety, 60)

    assert [call.line.label for call in summary_of(world).calls] == ["Dinas Kesehatan", "Dinas Jalan"]


def test_without_a_framework_the_third_sentence_says_so(world: World):
    for field in (world.safety, world.cloud):
        field.skills.all().delete()

    assert summary_of(world).sentences[2] == "Kerangka kompetensi belum dimuat."


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ({}, "bidang=keamanan"),
        ({"peran": "pengguna"}, "peran=pengguna&bidang=keamanan"),
        ({"bidang": "keamanan"}, "bidang=keamanan&skill=KS-01"),
    ],
)
def test_a_headline_leads_to_the_worst_within_what_was_asked(world: World, asked: dict, query: str):
    world.person(world.health)
    world.promise(world.root, world.safety, 60)

    found = headline(coverage_matrix(world.count().filters(**asked)))

    assert (found.url, len(found.sentences)) == (f"/dasbor/kesenjangan/?{query}", 2)


def test_a_headline_without_a_worst_leads_to_all_gaps(world: World):
    world.person(world.health)

    found = headline(coverage_matrix(world.count().filters()))

    assert (found.url, found.gaps, len(found.sentences)) == ("/dasbor/kesenjangan/?", 3, 1)


@pytest.mark.parametrize(("days", "words"), [(0, "Kini"), (1, None), (-1, None)])
def test_only_today_is_called_now(days, words):
    on = timezone.localdate() + timedelta(days=days)

    assert spoken(Moment(on, Figure())) == (words or day(on))
