import pytest

from lms.dashboards.charts import BOTTOM, RIGHT, TOP
from lms.dashboards.jp_chart import WIDTH, year_chart

MONTHS = [(name, 2 * number) for number, name in enumerate("JFMAMJJASOND")]


def test_columns_grow_with_their_numbers_and_stay_in_the_picture():
    columns = year_chart(MONTHS, 20).columns

    heights = [column.height for column in columns]
    assert heights == sorted(heights)
    assert (heights[0], min(column.y for column in columns) >= TOP) == (0, True)
    assert columns[-1].x + WIDTH <= RIGHT


def test_the_goal_stands_above_what_falls_short_of_it():
    chart = year_chart([("J", 10)], 20)

    assert TOP < chart.goal_y < chart.columns[0].y < BOTTOM


def test_more_than_the_goal_rises_above_its_line():
    chart = year_chart([("J", 40)], 20)

    assert TOP < chart.columns[0].y < chart.goal_y


@pytest.mark.parametrize("totals", [[], [("J", 0)]])
def test_without_a_goal_there_is_no_line_and_nothing_fails(totals):
    assert year_chart(totals, 0).goal_y is None


def test_a_number_is_written_where_something_came_in_and_never_on_the_line():
    chart = year_chart([("J", 0), ("F", 19), ("M", 19), ("A", 25)], 20)

    assert [column.grown for column in chart.columns] == [False, True, False, True]
    assert chart.columns[1].number_y < chart.goal_y
    assert chart.columns[3].number_y < chart.columns[3].y
