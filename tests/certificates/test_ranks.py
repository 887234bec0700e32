import pytest

from certificates.ranks import rank_line


@pytest.mark.parametrize(
    ("golongan", "line"),
    [("III/c", "Penata, III/c"), ("IX", "Golongan IX"), ("", ""), ("IV/e", "Pembina Utama, IV/e")],
)
def test_rank_of_a_golongan(golongan, line):
    assert rank_line(golongan) == line
