from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.dashboards import charts


def test_bars_are_as_wide_as_their_share():
    bar = charts.bars([("Awan", 50.0, 75.0)])[0]

    assert (bar.width, bar.target_x) == (180, 270)


def test_bars_stand_below_each_other():
    rows = charts.bars([("a", 1.0, None), ("b", 2.0, None)])

    assert ([bar.y for bar in rows], charts.bars_height(rows)) == ([0, 46], 92)


def test_a_bar_without_a_target_has_no_mark():
    assert charts.bars([("Awan", None, None)])[0].target_x is None


def test_a_bar_of_nobody_is_empty():
    assert charts.bars([("Awan", None, 50.0)])[0].width == 0


def test_dots_are_as_far_apart_as_their_days():
    dots = charts.dots([_row(date(2026, 1, 1)), _row(date(2026, 1, 11)), _row(date(2026, 1, 31))])

    assert [dot.x for dot in dots] == [charts.LEFT, 136, charts.RIGHT]


def test_dots_are_higher_for_larger_shares():
    dots = charts.dots([_row(date(2026, 1, 1), 0.0), _row(date(2026, 2, 1), 100.0, 50.0)])

    assert [dot.y for dot in dots] == [charts.BOTTOM, charts.TOP]
    assert dots[1].target_y == 92


def test_a_single_dot_stands_at_the_left():
    assert [dot.x for dot in charts.dots([_row(date(2026, 1, 1))])] == [charts.LEFT]


def test_no_dots_for_no_days():
    assert charts.dots([]) == []


def test_only_ends_of_years_are_marked():
    rows = [_row(date(2025, 12, 31)), _row(date(2026, 6, 30)), _row(date(2026, 12, 31))]

    assert charts.year_marks(rows) == [(charts.LEFT, 2025), (charts.RIGHT, 2026)]


def _row(day: date, share: float | None = 1.0, target: float | None = None):
    return (day, str(day), share, target)


def test_a_line_goes_only_through_what_is_known():
    assert charts.polyline([(1, 2.0), (3, None), (5, 6.0)]) == "1,2.0 5,6.0"


@pytest.mark.parametrize(
    ("share", "target", "width", "target_x"),
    [
        (0.0, 0.0, 0, 0),
        (33.333, 66.667, 120, 240),
        (100.0, 100.0, 360, 360),
        (100.0, 120.0, 360, 360),
        (150.0, None, 360, None),
    ],
)
def test_a_bar_never_leaves_its_box(share, target, width, target_x):
    bar = charts.bars([("Awan", share, target)])[0]

    assert (bar.width, bar.target_x) == (width, target_x)


def test_a_bar_stands_below_its_text_and_its_mark_goes_beyond_it():
    bar = charts.bars([("a", 1.0, 2.0), ("b", 1.0, 2.0)])[1]

    assert (bar.text_y, bar.bar_y, bar.target_top, bar.target_bottom) == (60, 66, 63, 85)


@pytest.mark.parametrize(("count", "height"), [(0, 0), (1, 46), (5, 230)])
def test_the_picture_is_as_high_as_its_bars(count, height):
    assert charts.bars_height(charts.bars([("a", None, None)] * count)) == height


@pytest.mark.parametrize(
    ("share", "y"), [(None, None), (0.0, 172), (25.0, 132), (50.0, 92), (100.0, 12), (250.0, 12)]
)
def test_a_dot_stands_between_the_lines_of_its_grid(share, y):
    dot = charts.dots([_row(date(2026, 1, 1), share, share)])[0]

    assert (dot.y, dot.target_y) == (y, y)


def test_the_grid_has_a_line_for_each_quarter_of_the_whole():
    assert charts.GRID == ((0, 172), (25, 132), (50, 92), (75, 52), (100, 12))


def test_dots_of_one_day_stand_on_each_other():
    day = date(2026, 12, 31)

    assert [dot.x for dot in charts.dots([_row(day), _row(day)])] == [charts.LEFT, charts.LEFT]


def test_a_leap_day_takes_its_room():
    days = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]

    assert [dot.x for dot in charts.dots([_row(day) for day in days])] == [34, 187, 340]


@pytest.mark.parametrize("day", [date(2026, 12, 30), date(2027, 1, 1), date(2026, 1, 31), date(2026, 11, 30)])
def test_another_day_is_no_end_of_a_year(day):
    assert charts.year_marks([_row(day)]) == []


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.dates(date(2020, 1, 1), date(2035, 1, 1)), min_size=2, max_size=9, unique=True),
    st.floats(0, 200),
)
def test_whatever_the_days_dots_stay_in_the_plot_and_in_order(days, share):
    dots = charts.dots([_row(day, share) for day in sorted(days)])

    places = [dot.x for dot in dots]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (charts.LEFT, charts.RIGHT)
    assert all(charts.TOP <= dot.y <= charts.BOTTOM for dot in dots)


@pytest.mark.parametrize(
    ("places", "points"),
    [([], ""), ([(1, None)], ""), ([(34, 0.0)], "34,0.0"), ([(1.5, 2.5), (3.0, 4.0)], "1.5,2.5 3.0,4.0")],
)
def test_a_line_is_written_as_svg_has_it(places, points):
    assert charts.polyline(places) == points
