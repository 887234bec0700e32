import pytest

from lms.people import bench

pytestmark = pytest.mark.django_db


def test_figures_are_taken_with_their_goals(monkeypatch):
    monkeypatch.setattr(bench, "ROWS", 20)

    found = list(bench.figures())

    assert [unit for _name, _value, unit, _goal, _ok in found] == ["s", "MB", "s", "rows"]
    assert all(ok for *_rest, ok in found)
