import pytest

from lms.core.ids import LARGEST, ids


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "²", "9" * 19, "9" * 5_000, "1 2", "\x00"])
def test_what_no_id_can_be_is_left_out(text):
    assert ids([text, "7"]) == [7]


def test_ids_keep_their_order():
    assert ids(["3", "1", "2"]) == [3, 1, 2]


def test_every_id_that_gets_past_fits_a_database():
    assert ids(["9" * 18])[0] < LARGEST
