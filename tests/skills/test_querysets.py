from datetime import timedelta

import pytest
from django.utils import timezone

from lms.skills.models import Evidence, Holding, Seat
from lms.skills.querysets import (
    best_levels,
    counted_postings,
    evidence_unheld,
    holdings_wrong,
    postings_unseated,
    seats_gone,
    standard_of,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days(number: int):
    return TODAY + timedelta(days=number)


def counted(on=None) -> int:
    return counted_postings(on).count()


class TestCountedPostings:
    @pytest.mark.parametrize(
        ("begin", "end", "found"),
        [
            (-9, None, 1),
            (0, None, 1),
            (1, None, 0),
            (-9, 0, 1),
            (-9, -1, 0),
            (0, 0, 1),
        ],
    )
    def test_a_posting_counts_from_its_first_day_to_its_last(self, begin, end, found):
        make.posting(valid_from=days(begin), valid_until=None if end is None else days(end))

        assert (counted(), counted(TODAY)) == (found, found)

    @pytest.mark.parametrize(("on", "found"), [(-1, 0), (0, 1), (5, 1), (6, 0)])
    def test_another_day_may_be_asked_for(self, on, found):
        make.posting(valid_from=TODAY, valid_until=days(5))

        assert counted(days(on)) == found

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({}, 1),
            ({"is_active": False}, 0),
            ({"employment_status": "CPNS"}, 1),
            ({"employment_status": "NON_ASN"}, 0),
            ({"employment_status": ""}, 0),
            ({"standing": "01"}, 1),
            ({"standing": "15"}, 0),
            ({"standing": ""}, 0),
        ],
    )
    def test_a_person_counts_while_active_and_in_a_counted_status_and_standing(self, fields, found):
        make.posting(user=make.user(**fields))

        assert counted() == found

    def test_which_standings_count_is_a_setting(self, settings):
        settings.PIAWAI_COUNTED_POSITIONS_IN_LAW = ["15"]
        make.posting(user=make.user(standing="15"))
        make.posting()

        assert [row.user.standing for row in counted_postings()] == ["15"]

    def test_of_two_postings_the_one_that_began_later_counts(self):
        later = make.posting(valid_from=days(-1))
        make.posting(user=later.user, valid_from=days(-2), valid_until=days(9))

        assert list(counted_postings()) == [later]

    def test_of_two_that_began_on_one_day_the_one_written_later_counts(self):
        first = make.posting(valid_from=days(-1), valid_until=TODAY)
        second = make.posting(user=first.user, valid_from=days(-1))

        assert list(counted_postings()) == [second]

    def test_a_later_posting_that_is_over_takes_nothing_from_an_earlier_one(self):
        earlier = make.posting(valid_from=days(-9))
        make.posting(user=earlier.user, valid_from=days(-5), valid_until=days(-1))

        assert list(counted_postings()) == [earlier]

    def test_the_postings_of_others_take_nothing_away(self):
        for begin in (-1, -2, -3):
            make.posting(valid_from=days(begin))

        assert counted() == 3


class TestSeats:
    @pytest.fixture
    def seat(self, db) -> Seat:
        row = make.posting()
        return Seat.objects.create(
            user=row.user, unit=row.unit, post_group="pelaksana", digital_role="lainnya"
        )

    @pytest.fixture(autouse=True)
    def role(self, seat) -> None:
        type(seat.user).objects.update(digital_role="lainnya")

    def test_a_seat_with_its_posting_stays(self, seat):
        assert list(seats_gone()) == []

    @pytest.mark.parametrize("column", ["post_group", "digital_role", "unit"])
    def test_a_seat_that_differs_in_anything_is_gone(self, seat, column):
        new = {"post_group": "jpt", "digital_role": "pengguna", "unit": make.unit()}[column]
        Seat.objects.update(**{column: new})

        assert list(seats_gone()) == [seat]

    def test_a_seat_of_a_person_who_left_is_gone(self, seat):
        seat.user.postings.update(valid_until=days(-1))

        assert list(seats_gone()) == [seat]

    def test_the_posting_of_somebody_else_does_not_hold_a_seat(self, seat):
        seat.user.postings.update(user=make.user(digital_role="lainnya"))

        assert list(seats_gone()) == [seat]

    def test_a_posting_with_a_wrong_seat_is_not_without_one(self, seat):
        Seat.objects.update(post_group="jpt")

        assert list(postings_unseated()) == []

    def test_a_posting_without_a_seat_is_found_if_it_counts(self, seat):
        fresh = make.posting()
        make.posting(user=make.user(is_active=False))

        assert list(postings_unseated()) == [fresh]

    def test_a_posting_that_begins_tomorrow_is_found_tomorrow(self, seat):
        make.posting(valid_from=days(1))

        assert [postings_unseated(days(n)).count() for n in (0, 1)] == [0, 1]


class TestHoldings:
    @pytest.fixture
    def holding(self, db) -> Holding:
        return Holding.objects.create(user=make.user(), skill=make.skill(), level=3)

    def evidence(self, holding: Holding, level: int = 3, **fields) -> Evidence:
        facts = {"source": "course", "obtained_on": days(-5), "reference": str(Evidence.objects.count())}
        key = {"user": holding.user, "skill": holding.skill, "level": level}
        return Evidence.objects.create(**(key | facts | fields))

    def test_a_holding_at_the_level_of_its_evidence_is_right(self, holding):
        self.evidence(holding)

        assert list(holdings_wrong()) == []

    def test_a_holding_without_evidence_is_wrong(self, holding):
        assert list(holdings_wrong()) == [holding]

    @pytest.mark.parametrize("level", [2, 4])
    def test_a_holding_at_another_level_is_wrong(self, holding, level):
        self.evidence(holding, level)

        assert list(holdings_wrong()) == [holding]

    def test_lesser_evidence_beside_the_right_one_does_no_harm(self, holding):
        self.evidence(holding)
        self.evidence(holding, 1)

        assert list(holdings_wrong()) == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"withdrawn_at": timezone.now()},
            {"valid_until": days(-1)},
            {"obtained_on": days(1)},
        ],
    )
    def test_evidence_that_does_not_count_holds_nothing(self, holding, fields):
        self.evidence(holding, **fields)

        assert (list(holdings_wrong()), list(evidence_unheld())) == ([holding], [])

    @pytest.mark.parametrize("name", ["user", "skill"])
    def test_evidence_of_another_person_or_skill_holds_nothing(self, holding, name):
        other = self.evidence(holding, **{name: getattr(make, name)()})

        assert (list(holdings_wrong()), list(evidence_unheld())) == ([holding], [other])

    def test_evidence_of_what_is_held_at_whatever_level_is_not_unheld(self, holding):
        self.evidence(holding, 5)

        assert list(evidence_unheld()) == []

    def test_the_best_of_several_is_found_for_each_pair(self, holding):
        other = make.skill()
        for level, skill in ((1, holding.skill), (4, holding.skill), (2, other)):
            self.evidence(holding, level, skill=skill)

        pk = holding.user_id
        assert sorted(best_levels(Evidence.objects.all())) == [
            (pk, holding.skill_id, 4),
            (pk, other.pk, 2),
        ]


class TestStandard:
    def test_what_everybody_is_to_hold_stands_by_post_and_role(self):
        skill = make.skill()
        make.requirement(skill=skill, level=3)
        make.requirement(skill=skill, level=4, digital_role="pengelola")
        other = make.requirement(level=1)

        assert standard_of() == {
            ("pelaksana", "pengguna"): {skill.pk: 3, other.skill_id: 1},
            ("pelaksana", "pengelola"): {skill.pk: 4},
        }

    def test_some_skills_may_be_asked_for(self):
        wanted, _other = make.requirement(level=3), make.requirement()

        assert standard_of([wanted.skill_id]) == {("pelaksana", "pengguna"): {wanted.skill_id: 3}}

    def test_of_no_skills_there_is_no_standard(self):
        make.requirement()

        assert (standard_of([]), standard_of(iter([]))) == ({}, {})

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_one_query(self, count, django_assert_num_queries):
        for _ in range(count):
            make.requirement()

        with django_assert_num_queries(1):
            standard_of()
