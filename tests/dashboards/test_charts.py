from datetime import date

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
