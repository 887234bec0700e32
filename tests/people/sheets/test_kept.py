import io

from lms.people.sheets.columns import Column
from lms.people.sheets.kept import keep_row, open_kept
from lms.people.sheets.table import Row


def test_kept_row_comes_back_as_it_was():
    row = Row(4999, {Column.NIP: "1,98E+17", Column.NAME: "José\nLestari"}, frozenset({Column.NIP}))
    file = io.BytesIO()
    keep_row(file, row)
    file.seek(0)

    assert list(open_kept(file).rows) == [row]
