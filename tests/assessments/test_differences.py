from assessments.differences import Line, Piece, differences, summary, words


def option(text, weight="0", feedback=""):
    return {"id": "x", "text": text, "weight": weight, "feedback": feedback}


BEFORE = {
    "stem": "<p>Alamat mana yang privat?</p>",
    "feedback": "",
    "options": [option("10.0.0.1", "100"), option("8.8.8.8")],
}


def test_equal_versions_have_no_difference():
    lines = differences(BEFORE, dict(BEFORE))

    assert {line.fate for line in lines} == {"kept"}
    assert summary(lines) == "Tidak ada yang berbeda"


def test_words_that_changed_are_told_word_by_word():
    after = BEFORE | {"stem": "<p>Alamat mana yang publik?</p>"}

    changed = [line for line in differences(BEFORE, after) if line.fate != "kept"]

    pieces = (
        Piece("kept", "Alamat mana yang "),
        Piece("out", "privat"),
        Piece("in", "publik"),
        Piece("kept", "?"),
    )
    assert changed == [Line("Pertanyaan", "changed", pieces)]


def test_an_option_that_came_went_or_weighs_otherwise_is_told():
    after = BEFORE | {"options": [option("10.0.0.1", "50"), option("8.8.8.8"), option("172.16.0.1", "50")]}

    changed = {line.label: line for line in differences(BEFORE, after) if line.fate != "kept"}

    assert {label: line.fate for label, line in changed.items()} == {
        "Pilihan 1": "changed",
        "Pilihan 3": "in",
    }
    assert Piece("out", "100") in changed["Pilihan 1"].pieces
    back = {line.label: line.fate for line in differences(after, BEFORE) if line.fate != "kept"}
    assert back == {"Pilihan 1": "changed", "Pilihan 3": "out"}


def test_what_the_words_hold_is_both_texts():
    pieces = words("satu dua tiga", "satu empat tiga lima")

    assert "".join(piece.text for piece in pieces if piece.fate != "in") == "satu dua tiga"
    assert "".join(piece.text for piece in pieces if piece.fate != "out") == "satu empat tiga lima"


def test_nested_setups_are_read_as_well():
    before = {"stem": "x", "setup": {"rows": 2}, "goals": [{"id": "1", "text": "Sampai", "weight": "100"}]}

    lines = differences(before, before | {"setup": {"rows": 3}})

    assert [line.fate for line in lines] == ["kept", "changed", "kept"]
