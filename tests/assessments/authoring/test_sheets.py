"""What an author writes is read, checked, and written back the same."""

import pytest

from assessments.authoring import SheetFault, faults_in, read_sheet, write_sheet
from assessments.authoring.sheets import html_of, source_of
from assessments.gift import Draft
from assessments.importer.sheet_file import parse_sheets, write_sheets
from tests.assessments.grading.bodies import SHEETS, body


@pytest.mark.parametrize("kind", SHEETS)
def test_each_kind_goes_out_and_comes_back(kind):
    assert read_sheet(kind, write_sheet(kind, body(kind))) == body(kind)


@pytest.mark.parametrize("kind", SHEETS)
def test_each_kind_goes_through_a_file(kind):
    draft = Draft("soal-1", kind, body(kind), "tag", 3)

    parsed = parse_sheets(write_sheets([draft, Draft("soal-2", kind, body(kind))]), "q.toml")

    assert (parsed.faults, parsed.left_out) == ([], [])
    assert parsed.drafts == [draft, Draft("soal-2", kind, body(kind))]


@pytest.mark.parametrize("kind", SHEETS)
def test_a_whole_question_has_no_fault(kind):
    assert faults_in(kind, body(kind)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "**tebal**",
        "a < b & c",
        "[html]<b>x</b>",
        "[plain]* bintang",
        "dua\nbaris",
        "",
        "`kode`",
        "1. satu",
        "|a|b|",
    ],
)
def test_any_text_comes_back(text):
    html = html_of(text)

    assert html_of(source_of(html)) == html


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("single", {"stem": ""}, "tidak memiliki teks"),
        ("single", {"options": [{"text": "a", "weight": "100"}, {"text": "a"}]}, "dua kali"),
        ("single", {"options": [{"text": "a"}, {"text": "b"}]}, "tepat satu"),
        ("multiple", {"options": [{"text": "a", "weight": "40"}, {"text": "b"}]}, "100"),
        ("numeric", {"answers": [{"value": "1", "tolerance": "-1"}]}, "negatif"),
        ("numeric", {"mode": "digits", "answers": [{"value": "1", "tolerance": "0"}]}, "angka penting"),
        ("numeric", {"units": [{"name": "x", "factor": "0"}]}, "pengali"),
        ("calculated", {"answers": [{"formula": "v * x"}]}, "x"),
        ("calculated", {"answers": [{"formula": "v *"}]}, "terbaca"),
        ("calculated", {"stem": "{=v + y}"}, "y"),
        ("calculated", {"answers": [{"formula": "1 / (v - 30)"}]}, "tidak dapat dihitung"),
        ("calculated", {"variables": [{"name": "v", "low": "9", "high": "1"}]}, "Rentang"),
        ("calculated", {"variables": [{"name": "v w", "low": "1", "high": "9"}]}, "variabel"),
        ("matching", {"pairs": [["a", "1"]], "extras": []}, "dua pasangan"),
        ("matching", {"pairs": [["a", "1"], ["a", "2"]]}, "dua kali"),
        ("matching", {"pairs": [["a", "1"], ["b", ""]]}, "tanpa jawaban"),
        ("ordering", {"items": ["satu"]}, "langkah"),
        ("ordering", {"items": ["satu", "satu"]}, "dua kali"),
        ("words", {"stem": "[[1]]"}, "[[2]]"),
        ("words", {"stem": "[[1]] [[2]] [[3]]"}, "[[3]]"),
        ("words", {"stem": "[[1]] [[1]] [[2]]"}, "dua kali"),
        ("words", {"stem": "[[1]]", "gaps": ["satu"], "extras": []}, "dua kata"),
        ("cloze", {"stem": "[[1]] [[2]]"}, "[[3]]"),
        ("cloze", {"stem": "[[1]]", "gaps": [{"kind": "single", "right": "a", "wrong": ["a"]}]}, "dua kali"),
        ("ip", {"answers": [{"form": "cidr", "text": "10.0.0.1/8"}]}, "tidak terbaca"),
        ("ip", {"answers": [{"form": "mask", "text": "{x}"}]}, "tidak terbaca"),
        ("ip", {"generator": {"name": "subnet", "hosts_low": 9, "hosts_high": 2}}, ""),
    ],
)
def test_what_is_wrong_is_said(kind, more, words):
    faults = faults_in(kind, body(kind, **more))

    assert any(words in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("kind", "more", "key"),
    [
        ("lain", {}, "kind"),
        ("single", {"options": "a"}, "options"),
        ("single", {"options": ["a"]}, "options"),
        ("multiple", {"rule": "apa"}, "rule"),
        ("numeric", {"answers": [{"value": "satu"}]}, "value"),
        ("numeric", {"mode": "kira-kira"}, "mode"),
        ("short", {"case": "ya"}, "case"),
        ("matching", {"pairs": [["a"]]}, "pairs"),
        ("ordering", {"items": [1, 2]}, "items"),
        ("cloze", {"gaps": [{"kind": "essay"}]}, "kind"),
        ("ip", {"generator": {"name": "lain"}}, "name"),
        ("ip", {"generator": "subnet"}, "generator"),
        ("single", {"stem": "a\0b"}, "stem"),
    ],
)
def test_what_cannot_be_read_is_named(kind, more, key):
    sheet = {"stem": "Tanya?"} | SHEETS.get(kind, {}) | more
    with pytest.raises(SheetFault) as fault:
        read_sheet(kind, sheet)

    assert fault.value.key == key


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("[[questions]", 1, "TOML"),
        ('\n\n[[questions]]\nname = "a"\n', 3, "kind"),
        ('[[questions]]\nname = "a"\nkind = "ordering"\nlevel = 9\nitems = ["a", "b"]\n', 1, "Tingkat"),
        ('[[questions]]\nname = ""\nkind = "ordering"\n', 1, "name"),
        ('[[questions]]\nname = "a"\nkind = "ordering"\nstem = "x"\nitems = ["a", "a"]\n', 1, "dua kali"),
    ],
)
def test_a_fault_of_a_file_has_its_line(source, line, words):
    parsed = parse_sheets(source, "q.toml")

    assert [fault.line for fault in parsed.faults] == [line]
    assert words in parsed.faults[0].reason


def test_a_key_that_nobody_knows_is_left_out_and_said():
    source = '[[questions]]\nname = "a"\nkind = "ordering"\nstem = "x"\nitems = ["a", "b"]\nitem = 1\n'

    parsed = parse_sheets(source, "q.toml")

    assert [note.what for note in parsed.left_out] == ["item"]
    assert len(parsed.drafts) == 1


@pytest.mark.parametrize("kind", [kind for kind in SHEETS if kind != "description"])
def test_hints_of_each_kind_go_through_a_file(kind):
    draft = Draft("soal-1", kind, body(kind) | {"hints": ["Ingat <strong>porta</strong>.", "Lihat lagi."]})

    assert parse_sheets(write_sheets([draft]), "q.toml").drafts == [draft]


@pytest.mark.parametrize(("kind", "hints"), [("single", ["a", "b", "c", "d"]), ("description", ["a"])])
def test_hints_without_room_are_refused(kind, hints):
    assert faults_in(kind, body(kind) | {"hints": hints}) == [
        "Petunjuk paling banyak tiga, dan hanya untuk soal yang dijawab."
    ]
