from datetime import date

import pytest
from django.utils import timezone

from lms.dashboards.queries.summary import Summary, head_summary, leader_summary
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

    assert fifth == "Di 1 OPD, ada kompetensi wajib yang hanya dikuasai satu orang."


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
