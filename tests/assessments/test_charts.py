from assessments import charts


def test_the_highest_column_fills_the_plot():
    found = charts.columns([0] * 8 + [2, 4])

    assert [(column.label, column.height) for column in found[7:]] == [(70, 0), (80, 76), (90, 152)]


def test_nobody_makes_flat_columns():
    assert {column.height for column in charts.columns([0] * 10)} == {0}


def test_a_point_stands_where_its_figures_say():
    (point,) = charts.points([(1, "ok", 50, 25), (2, "ok", 50, None)])

    assert (point.x, point.y, point.number) == (187, 92, 1)


def test_what_is_far_below_stays_in_the_picture():
    assert charts.upwards(-90) == charts.upwards(charts.LOWEST) == charts.BOTTOM
