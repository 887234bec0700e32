"""Whatever bytes come in, what comes out is questions, faults and notes; never a crash, and never for long."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange import read, write
from assessments.exchange.found import Draft, Picture
from assessments.exchange.sheets import template
from courses.importer.faults import Fault, LeftOut
from tests.assessments.exchange.bodies import PLAIN, stored
from tests.assessments.exchange.test_moodle import TYPES, question, quiz
from tests.assessments.exchange.test_qti import CASES, item, packed

KNOWN = (Draft, Fault, LeftOut, Picture)
SOURCES: dict[str, bytes] = {
    "a.gift": b"".join(write("gift", PLAIN.values(), stored)),
    "b.xml": b"".join(write("moodle", PLAIN.values(), stored)),
    "c.zip": b"".join(write("qti", PLAIN.values(), stored)),
    "d.csv": template("csv").read(),
    "e.xlsx": template("xlsx").read(),
    "f.txt": b"Apa?\nA. x\nB. y\nANSWER: A\n",
    "g.xml": quiz(*(question(kind, inside) for kind, inside, _ours, _body in TYPES)).encode(),
    "h.zip": packed({f"{n}.xml": item(inside) for n, (inside, _kind, _answers) in enumerate(CASES)}),
    "i.xml": item(CASES[0][0]).encode(),
}


def found(data: bytes, name: str) -> list[object]:
    return list(read(io.BytesIO(data), name))


@pytest.mark.parametrize("name", SOURCES)
def test_a_whole_file_has_questions(name):
    assert [one for one in found(SOURCES[name], name) if isinstance(one, Draft)]


@pytest.mark.parametrize("name", SOURCES)
@given(data=st.data())
@settings(max_examples=60)
def test_a_file_with_other_bytes_in_it_is_read_or_refused(name, data):
    source = bytearray(SOURCES[name])
    for _n in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))

    assert all(isinstance(one, KNOWN) for one in found(bytes(source), name))


WORDS = ["1e999", "-1", "NaN", "", "0", "x" * 300, "[[9]]", "{x}", "\ufdd0", "%%", "\\", "='", "*"]


@pytest.mark.parametrize("name", ["b.xml", "d.csv", "g.xml", "i.xml", "a.gift"])
@given(data=st.data())
@settings(max_examples=100)
def test_a_file_with_other_words_in_it_is_read_or_refused(name, data):
    parts = SOURCES[name].decode().split("0" if name == "i.xml" else "1")
    at = data.draw(st.integers(1, len(parts) - 1)) if len(parts) > 1 else 0
    parts[at] = data.draw(st.sampled_from(WORDS)) + parts[at]

    assert all(isinstance(one, KNOWN) for one in found("1".join(parts).encode(), name))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    assert all(isinstance(one, KNOWN) for one in found(data, "a"))


LONG = 48_000  # just within the limit of one text
SLOW = [
    quiz(question("cloze", text="{1:SA:=" * (LONG // 7))),
    quiz(question("cloze", text="{" * LONG)),
    quiz(question("calculated", text="{=" * (LONG // 2))),
    quiz(question("description", text="<img " * (LONG // 5))),
    quiz(question("description", text="<" * LONG)),
    quiz(question("gapselect", text="[[1]]" * (LONG // 5))),
    "::a::" + "{=" * (LONG // 2),
    "Apa?\n" + "A. x\n" * (LONG // 5) + "ANSWER: A",
]


@pytest.mark.parametrize("source", SLOW, ids=[str(n) for n in range(len(SLOW))])
def test_long_runs_of_one_sign_take_no_longer_than_other_texts(source):
    began = time.process_time()

    found(source.encode(), "a")

    assert (
        time.process_time() - began < 10
    )  # a hundred times what it takes; quadratic work would need an hour


def test_a_workbook_with_a_row_far_away_ends():
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOURCES["e.xlsx"])) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b'<row r="12"', b'<row r="1048576"')
            new.writestr(name, data)

    assert all(isinstance(one, KNOWN) for one in found(file.getvalue(), "a.xlsx"))
