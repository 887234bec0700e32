import pytest

from assessments.integrity.timing import Pace, Reply, guess_chance, reading_seconds, timing


def replies(count, *, seconds=1.0, right=True, guess=0.25):
    return [Reply(seconds, 5.0, right, guess)] * count


@pytest.mark.parametrize(("words", "seconds"), [(0, 2), (20, 2), (50, 5)])
def test_reading_takes_a_second_for_ten_words(words, seconds):
    assert reading_seconds(words) == seconds


@pytest.mark.parametrize(
    ("kind", "options", "chance"),
    [
        ("single", 4, 0.25),
        ("true_false", 2, 0.5),
        ("multiple", 3, 1 / 6),
        ("multiple", 9, 0.05),
        ("multiple", 1, 0.5),
        ("short", 0, 0.05),
    ],
)
def test_the_chance_of_a_guess(kind, options, chance):
    assert guess_chance(kind, options) == pytest.approx(chance)


def test_right_without_reading_is_flagged():
    found = timing([Pace(1, replies(10)), Pace(2, replies(10, right=False))], seed=1)

    (flag,) = found.flagged
    assert (flag.attempt, flag.rapid, flag.right, flag.expected, flag.run) == (1, 10, 10, 2.5, 10)
    assert flag.chance == pytest.approx(0.25**10)


@pytest.mark.parametrize(
    "pace",
    [
        replies(10, seconds=5.0),
        replies(4),
        [*replies(3), *replies(7, right=False)],
        [],
    ],
)
def test_slow_few_or_wrong_answers_are_not(pace):
    assert timing([Pace(1, pace)], seed=1).flagged == []


def test_a_run_ends_where_somebody_thought():
    pace = [*replies(4), *replies(1, seconds=30), *replies(6)]

    assert timing([Pace(1, pace)], seed=1).flagged[0].run == 6


def test_guessers_are_hardly_ever_flagged():
    found = timing([Pace(pk, replies(10)) for pk in range(1, 41)], seed=1)

    assert len(found.flagged) == 40
    assert found.false.expected <= 0.05
    assert found.false.most > 0


def test_the_same_seed_gives_the_same_rates():
    paces = [Pace(pk, replies(8)) for pk in range(1, 9)]

    assert timing(paces, seed=2) == timing(paces, seed=2)
