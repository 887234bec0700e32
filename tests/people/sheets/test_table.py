import io
import zipfile

import pytest
from openpyxl import Workbook

from lms.people.sheets import table, workbook
from lms.people.sheets.columns import ALL_HEADS, Column
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.sample import sample_rows, write_sample
from lms.people.sheets.table import open_table
from tests.people.sheets.sheets import HEADS, VALID, cells, saved, text, xlsx


def refusal_of(file):
    with pytest.raises(SheetRefused) as refusal:
        list(open_table(file).rows)
    return refusal.value.fault


def names(file):
    return [row.cells[Column.NAME] for row in open_table(file).rows]


def test_row_keeps_the_number_of_the_spreadsheet():
    rows = list(open_table(xlsx([cells(), cells(nama="Bayu")])).rows)

    assert [(row.number, row.cells[Column.NAME]) for row in rows] == [(2, "Rina Lestari"), (3, "Bayu")]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_csv_of_any_dress_gives_the_same_row(separator, encoding):
    assert names(text([cells(nama="José")], separator, encoding)) == ["José"]


def test_quoted_separator_and_line_break_stay_in_their_cell():
    assert names(text([cells(nama="Rina; \n Lestari"), cells(nama="Bayu")])) == ["Rina; \n Lestari", "Bayu"]


def test_only_wanted_columns_are_read(tmp_path):
    write_sample(tmp_path / "a.xlsx", rows=1)
    with (tmp_path / "a.xlsx").open("rb") as file:
        row = next(open_table(file).rows)

    assert set(row.cells) == set(Column)
    assert "0" * 16 not in row.cells.values()


def test_sample_holds_the_sensitive_columns_that_must_be_dropped():
    assert {"NIK", "AGAMA NAMA", "ALAMAT", "NOMOR HP"} <= set(next(sample_rows(1)))
    assert set(next(sample_rows(1))) <= set(ALL_HEADS)


def test_titles_above_the_head_are_skipped():
    file = xlsx([["Per 1 November"], [], HEADS, cells()], heads=["DATA PEGAWAI"])

    assert [row.number for row in open_table(file).rows] == [5]


def test_head_is_found_however_it_is_spaced_and_cased():
    assert names(xlsx([cells()], heads=[head.lower().replace(" ", "_") + " " for head in HEADS])) == [
        "Rina Lestari"
    ]


def test_head_cells_merged_downwards_count():
    book = Workbook()
    book.active.append(HEADS)
    book.active.append(["", "", "DEPAN", "BELAKANG"] + [""] * 10)
    book.active.merge_cells("A1:A2")
    book.active.append(cells())

    assert "Rina Lestari" in names(saved(book))


def test_head_cells_merged_sideways_name_what_is_missing():
    heads = [*HEADS]
    heads[HEADS.index("JABATAN NAMA")] = None

    fault = refusal_of(xlsx([cells()], heads=heads))

    assert fault.reason == "Kolom tidak ditemukan: JABATAN NAMA."
    assert fault.mend.endswith("pisahkan sel kepala yang digabung.")


def test_missing_columns_are_named():
    fault = refusal_of(xlsx([], heads=["NIP BARU", "NAMA", "UNOR NAMA", "JABATAN NAMA", "STATUS CPNS PNS"]))

    assert fault.reason == (
        "Kolom tidak ditemukan: KEDUDUKAN HUKUM NAMA, GOL AKHIR NAMA, JENIS JABATAN NAMA."
    )


def test_column_that_stands_twice_is_refused_with_both_letters():
    fault = refusal_of(xlsx([], heads=[*HEADS, "NIP_BARU"]))

    assert fault.reason == "Kolom NIP BARU muncul dua kali, di A dan O."


def test_sheet_of_another_kind_has_no_head():
    assert refusal_of(xlsx([["a", 1]], heads=["kode", "jumlah"])).reason.startswith(
        "Baris kepala tidak ditemukan"
    )


def test_second_sheet_is_used_when_the_first_has_no_head():
    book = Workbook()
    book.active.append(["Petunjuk"])
    second = book.create_sheet("Data")
    second.append(HEADS)
    second.append(cells())

    assert names(saved(book)) == ["Rina Lestari"]


def test_blank_rows_are_left_out_and_end_the_sheet(monkeypatch):
    monkeypatch.setattr(table, "BLANK_ROWS_END", 3)
    rows = [cells(), [], cells(nama="Bayu"), [], [], [], cells(nama="Dewi")]

    assert names(xlsx(rows)) == ["Rina Lestari", "Bayu"]


def test_sheet_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(table, "MAX_ROWS", 2)

    assert refusal_of(xlsx([cells()] * 3)).reason == "Lembar berisi lebih dari 200.000 baris."


def test_numbers_are_marked_because_excel_has_rounded_them():
    row = next(open_table(xlsx([cells(nip_baru=1.98e17)])).rows)

    assert row.numeric == {Column.NIP}


def test_formula_is_text_and_never_run():
    row = next(open_table(xlsx([cells(nama="=1+1")])).rows)

    assert row.cells[Column.NAME] == ""


def test_cell_of_ten_megabytes_in_csv_names_its_row():
    fault = refusal_of(text([cells(), cells(nama="x" * 10_000_000)]))

    assert (fault.row, fault.reason[:34]) == (3, "Baris ini tidak dapat dibaca: sel ")


def test_broken_workbook_is_refused():
    content = xlsx([cells()]).getvalue()

    assert refusal_of(io.BytesIO(content[: len(content) // 2])).reason.startswith("Berkas XLSX ini rusak")


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    file.seek(0)
    return file


def test_zip_that_is_no_workbook_is_refused():
    assert refusal_of(archive({"a.txt": b"halo"})).reason.startswith("Berkas ini arsip ZIP")


def test_bomb_is_refused_before_it_is_unpacked():
    bomb = archive({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(30_000_000)})

    assert refusal_of(bomb).reason == "Isi berkas ini terlalu besar setelah dibuka."


def test_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_PARTS", 2)

    assert refusal_of(xlsx([cells()])).reason == "Isi berkas ini terlalu besar setelah dibuka."


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_entities_in_any_part_are_refused(part):
    source = zipfile.ZipFile(xlsx([cells()]))
    parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

    assert refusal_of(archive(parts)).reason.startswith("Berkas XLSX ini rusak")


def shared(strings, cells):
    """A workbook as Excel writes it: strings in a part of their own, cells that point to them."""
    source = zipfile.ZipFile(xlsx([]))
    parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/sharedStrings.xml"] = f"<sst>{strings}</sst>".encode()
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    links = parts["xl/_rels/workbook.xml.rels"].decode()
    link = '<Relationship Type="x/sharedStrings" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", link).encode()
    return archive(parts)


def shared_rows(strings, cells):
    file = shared(strings, cells)
    return [row for _expected, rows in workbook.sheets(file) for row in rows]


def test_shared_strings_are_looked_up_and_joined_without_their_readings():
    strings = "<si><t>Rina</t></si><si><r><t>Le</t></r><r><t>stari</t></r><rPh><t>zzz</t></rPh></si>"

    assert shared_rows(
        strings, '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row>'
    ) == [("Lestari", None, "Rina")]


def test_cells_without_places_follow_each_other():
    assert shared_rows("", "<row><c><v>1</v></c><c><v>2.5</v></c></row><row><c><v>3</v></c></row>") == [
        (1, 2.5),
        (3,),
    ]


def test_rows_left_out_by_the_file_are_empty_rows():
    cells = '<row r="2"><c r="A2"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>'

    assert shared_rows("", cells) == [(), (1,), (), (None, 2)]


def test_row_beyond_a_long_gap_is_left_out():
    assert shared_rows("", '<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>2</v></c></row>') == [(1,)]


def test_columns_far_to_the_right_are_left_out():
    assert shared_rows("", '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>') == [(1,)]


def test_prefixed_elements_are_the_same_elements():
    source = shared("", "")
    parts = {name: zipfile.ZipFile(source).read(name) for name in zipfile.ZipFile(source).namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<x:worksheet xmlns:x="a"><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:worksheet>'
    )

    assert [row for _expected, rows in workbook.sheets(archive(parts)) for row in rows] == [(1,)]


def test_cell_of_ten_megabytes_in_a_workbook_names_its_row():
    cell = f'<c r="A7" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c>'

    with pytest.raises(SheetRefused) as refusal:
        shared_rows("", f'<row r="7">{cell}</row>')

    assert (refusal.value.fault.row, refusal.value.fault.reason[:23]) == (7, "Ada sel yang terlalu pa")


def test_string_that_is_not_there_is_a_broken_file():
    with pytest.raises(SheetRefused):
        shared_rows("", '<row r="1"><c r="A1" t="s"><v>5</v></c></row>')


def test_index_of_the_workbook_full_of_megabytes_is_refused():
    source = zipfile.ZipFile(xlsx([cells()]))
    parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/workbook.xml"] += b" " * 3_000_000

    assert refusal_of(archive(parts)).reason.startswith("Berkas XLSX ini rusak")


def test_expected_rows_are_counted_for_the_progress_bar():
    assert open_table(xlsx([cells(), cells()])).expected == 2


def test_valid_row_covers_every_wanted_column():
    assert list(VALID) == HEADS
