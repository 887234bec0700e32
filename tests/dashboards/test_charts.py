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


def test_dots_spread_from_left_to_right():
    dots = charts.dots([("a", 0.0, None), ("b", 50.0, None), ("c", 100.0, None)])

    assert [dot.x for dot in dots] == [charts.LEFT, 187, charts.RIGHT]


def test_dots_are_higher_for_larger_shares():
    dots = charts.dots([("a", 0.0, None), ("b", 100.0, 50.0)])

    assert [dot.y for dot in dots] == [charts.BOTTOM, charts.TOP]
    assert dots[1].target_y == 92


def test_a_single_dot_stands_at_the_left():
    assert [dot.x for dot in charts.dots([("a", 1.0, None)])] == [charts.LEFT]


def test_a_line_goes_only_through_what_is_known():
    assert charts.polyline([(1, 2.0), (3, None), (5, 6.0)]) == "1,2.0 5,6.0"
