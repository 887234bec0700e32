import pytest

from assessments.statistics import options
from assessments.statistics.gathering import Answered, QuestionSums

ASKED = {20: 10, 50: 10, 90: 10}


def chosen(**standing):
    found = options.OptionSums()
    found.standing.update({int(percent[1:]): count for percent, count in standing.items()})
    return found


def test_thirds_take_ties_in():
    assert options.thirds(ASKED) == options.Thirds(20, 50)
    assert options.Thirds(20, 50).upper(ASKED) == 20


@pytest.mark.parametrize("standing", [{}, {70: 9}])
def test_people_who_all_reached_the_same_have_no_thirds(standing):
    assert options.thirds(standing) is None


def test_use_by_hand():
    """6 of 30; of the ten weakest 4, of the ten strongest 1."""
    option = chosen(p20=4, p50=1, p90=1)
    option.rest, option.rests = 2.4, 6

    found = options.use(option, ASKED, options.Thirds(20, 90))

    assert found == options.OptionUse(6, 20, 40, 10, pytest.approx(40))


def test_a_wrong_answer_of_the_strong_is_noticed():
    """7 of 10 beside 1 of 10: pooled 0,4, z = 0,6/√(0,24·0,2) = 2,74. With 4 beside 1: 0,3/√(0,1875·0,2) = 1,55."""
    groups = options.Thirds(20, 90)

    assert options.draws_the_strong(chosen(p20=1, p90=7), ASKED, groups)
    assert not options.draws_the_strong(chosen(p20=1, p90=4), ASKED, groups)
    assert not options.draws_the_strong(chosen(p20=7, p90=1), ASKED, groups)


def test_free_answers_do_not_fill_the_memory():
    sums = QuestionSums()
    for number in range(5000):
        sums.add(Answered(1, 1, 0, ("sering" if number % 3 else f"jarang {number}",)), None, 0.5)

    assert len(sums.options) <= 2 * options.KINDS_KEPT + 1
    assert max(sums.options, key=lambda key: sums.options[key].count) == "sering"
