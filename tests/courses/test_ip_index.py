from datetime import date, timedelta
from decimal import Decimal

import pytest

from courses.enums import CreditForm
from courses.ip_index import Bucket, IndexRules, Taken, competence, index_on, read_index
from courses.rule_file import SHIPPED, RuleFault
from lms.people.enums import PositionKind
from tests.courses.test_rule_file import kept, version

(RULES,) = read_index(SHIPPED)
TODAY = date(2026, 11, 26)
A_YEAR_AGO, TWO_YEARS_AGO = date(2025, 11, 26), date(2024, 11, 26)
LATER = timedelta(days=1)


def points(kind: str, *taken: tuple) -> list[Decimal]:
    return [finding.points for finding in competence(RULES, kind, [Taken(*one) for one in taken], TODAY)]


@pytest.mark.parametrize("kind", PositionKind.values)
def test_every_kind_of_post_can_reach_forty(kind):
    assert sum(RULES.weights[kind].values()) == 40


def test_forms_of_study_are_the_only_ones_without_a_bucket():
    assert set(CreditForm.values) - RULES.buckets.keys() == {"A1", "A2"}


@pytest.mark.parametrize(
    ("kind", "taken", "expected"),
    [
        ("struktural", [("B1", date(2010, 5, 4), 300)], [15, 0, 0]),
        ("struktural", [("B4", TODAY, 300)], [0, 0, 0]),
        ("fungsional", [("B4", date(2010, 5, 4), 1)], [15, 0, 0]),
        ("fungsional", [("B1", TODAY, 300)], [0, 0, 0]),
        ("pelaksana", [("B1", TODAY, 300), ("B4", TODAY, 300)], [0, 0]),
        ("struktural", [("B3", TODAY, 20), ("B6", TODAY, 4)], [0, 15, 10]),
        ("pelaksana", [("B3", TODAY, 20), ("B6", TODAY, 4)], [Decimal("22.5"), Decimal("17.5")]),
        ("pelaksana", [("B3", TODAY, 12), ("C3", TODAY, 8)], [Decimal("22.5"), 0]),
        ("pelaksana", [("B3", TODAY, 19)], [0, 0]),
        ("pelaksana", [("B8", TODAY, 40), ("C11", TODAY, 20)], [0, Decimal("17.5")]),
        ("pelaksana", [("A1", TODAY, 40)], [0, 0]),
        ("pelaksana", [], [0, 0]),
    ],
)
def test_points_follow_from_the_post_and_what_was_taken(kind, taken, expected):
    assert points(kind, *taken) == expected


@pytest.mark.parametrize(
    ("day", "counts"), [(A_YEAR_AGO, False), (A_YEAR_AGO + LATER, True), (TODAY + LATER, False)]
)
def test_technical_training_counts_for_a_year(day, counts):
    assert (points("pelaksana", ("B3", day, 20))[0] > 0) == counts


@pytest.mark.parametrize(("day", "counts"), [(TWO_YEARS_AGO, False), (TWO_YEARS_AGO + LATER, True)])
def test_a_seminar_counts_for_two_years(day, counts):
    assert (points("pelaksana", ("B6", day, 0))[1] > 0) == counts


def test_a_finding_says_what_was_found_and_since_when():
    technical, _seminar = competence(RULES, "pelaksana", [Taken("B3", TODAY, 12)], TODAY)

    assert (technical.bucket, technical.since, technical.jp) == (Bucket.TECHNICAL, A_YEAR_AGO, 12)
    assert (technical.last, technical.met, technical.most) == (TODAY, False, Decimal("22.5"))


def test_a_post_of_no_known_kind_has_no_estimate():
    assert competence(RULES, "lain", [Taken("B3", TODAY, 20)], TODAY) == []


def since(day: date) -> IndexRules:
    return IndexRules(str(day), day, {}, {}, 20, 1, 2)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-12-31", "2018-01-01"), ("2026-01-01", "2026-01-01"), ("2000-01-01", "2018-01-01")],
)
def test_the_version_in_force_is_the_latest_that_has_begun(on, expected):
    versions = [since(date(2018, 1, 1)), since(date(2026, 1, 1))]

    assert index_on(versions, date.fromisoformat(on)).name == expected


def test_a_file_without_an_index_takes_the_shipped_one(tmp_path):
    assert read_index(kept(tmp_path, version())) == (RULES,)


INDEX = SHIPPED.read_text(encoding="utf-8").partition("[[index]]")
INDEX_TEXT = "[[index]]" + INDEX[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("valid_from = 2018-01-01", 'valid_from = "dulu"'),
        ("pelaksana =", "staf ="),
        ("technical = 22.5", 'technical = "banyak"'),
        ("technical = 22.5", "teknis = 22.5"),
        ('"B1"', '"Z1"'),
        ("jp = 20, ", ""),
        ("[[index]]", "[index]"),
    ],
)
def test_an_index_at_fault_is_refused(tmp_path, old, new):
    assert old in INDEX_TEXT

    with pytest.raises(RuleFault, match="index"):
        read_index(kept(tmp_path, INDEX_TEXT.replace(old, new)))
