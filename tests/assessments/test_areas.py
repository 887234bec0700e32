"""Where areas of a picture are drawn."""

import pytest

from assessments.areas import sheet


def outline(shape, points, width=400, height=200):
    (found,) = sheet([{"n": 3, "shape": shape, "points": points}], width, height).outlines
    return found.n, found.path, found.x, found.y


def test_the_sheet_has_the_proportions_of_the_picture():
    assert (sheet([], 400, 200).height, sheet([], 200, 400).height) == (500.0, 2000.0)


def test_its_grid_has_nine_lines_in_each_direction():
    grid = sheet([], 400, 200).grid

    assert (grid.count("V500.0"), grid.count("H1000")) == (9, 9)
    assert "M100 0V500.0M0 50.0H1000" in grid


@pytest.mark.parametrize(
    ("shape", "points", "path", "middle"),
    [
        ("rect", [100, 200, 300, 400], "M100 100.0L300 100.0L300 200.0L100 200.0Z", (200.0, 150.0)),
        ("polygon", [0, 0, 300, 0, 0, 600], "M0 0.0L300 0.0L0 300.0Z", (100.0, 100.0)),
        ("circle", [500, 400, 50], "M450 200.0a50 50 0 1 0 100 0a50 50 0 1 0 -100 0Z", (500, 200.0)),
    ],
)
def test_heights_follow_the_picture_and_radii_its_width(shape, points, path, middle):
    assert outline(shape, points) == (3, path, *middle)
