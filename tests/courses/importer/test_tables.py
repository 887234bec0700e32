import tomllib

import pytest

from courses.importer.report import Report
from courses.importer.tables import Table, lines_of

TEXT = '''title = "A"
text = """
[[modules]]
name = "bukan ini"
"""
count = 5
flag = true
names = ["a", " b ", ""]

[[modules]]
name = "satu"

[[modules]]
name = "dua"

[certificate]
enabled = "ya"
'''


@pytest.fixture
def table() -> Table:
    return Table(tomllib.loads(TEXT), Report("course.toml"), lines_of(TEXT))


def faults(table: Table) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.reason) for fault in table.report.faults]


def test_values_of_the_right_kind_are_read(table):
    read = (
        table.text("title"),
        table.whole("count", 1, 1, 9),
        table.flag("flag", False),
        table.texts("names"),
    )

    assert read == ("A", 5, True, ["a", "b"])
    assert faults(table) == []


def test_defaults_stand_in_for_what_is_not_there(table):
    read = (
        table.text("x"),
        table.whole("y", 7, 1, 9),
        table.flag("z", True),
        table.texts("w"),
        table.tables("v"),
    )

    assert read == ("", 7, True, [], [])


def test_tables_know_their_lines_whatever_a_long_text_says(table):
    assert [row.line("name") for row in table.tables("modules")] == [11, 14]


def test_what_is_needed_and_missing_is_a_fault(table):
    table.text("slug", needed=True)

    assert faults(table) == [(None, "slug belum diisi.")]


@pytest.mark.parametrize(
    ("read", "line", "reason"),
    [
        (lambda t: t.text("count"), 6, "count harus berupa teks dalam tanda kutip."),
        (lambda t: t.whole("title", 1, 1, 9), 1, "title harus berupa bilangan bulat."),
        (lambda t: t.whole("flag", 1, 1, 9), 7, "flag harus berupa bilangan bulat."),
        (lambda t: t.whole("count", 1, 6, 9), 6, "count harus antara 6 dan 9."),
        (lambda t: t.table("certificate").flag("enabled", True), 17, "enabled harus berupa true/false."),
        (lambda t: t.tables("names"), 8, "names harus ditulis sebagai [[names]]."),
        (lambda t: t.texts("modules"), None, "modules harus daftar teks."),
        (lambda t: t.text("text", limit=3), 2, "text terlalu panjang: 30 karakter, paling banyak 3."),
    ],
)
def test_what_is_of_another_kind_is_a_fault_with_its_line(table, read, line, reason):
    read(table)

    assert faults(table) == [(line, reason)]


def test_what_nobody_reads_is_listed(table):
    table.text("title")

    table.leave_out_unknown()

    assert [note.what for note in table.report.left_out] == [
        "certificate",
        "count",
        "flag",
        "modules",
        "names",
        "text",
    ]
