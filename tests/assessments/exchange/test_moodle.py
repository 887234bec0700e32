"""Moodle XML as Moodle writes it: one table of types, then what goes wrong."""

import base64

import pytest

from assessments.exchange.images import picture
from assessments.grading.ids import option_id
from tests.assessments.exchange.bodies import parsed
from tests.assessments.exchange.samples import BAD_SVG, PNG, SVG


def question(kind: str, inside: str = "", text: str = "<p>Tanya?</p>", name: str = "soal") -> str:
    asked = f"<questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>"
    head = f"<name><text>{name}</text></name>\n{asked}"
    return f'<question type="{kind}">\n{head}\n{inside}\n</question>\n'


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0"?>\n<quiz>\n{"".join(questions)}</quiz>'


def answer(text: str, fraction: str = "0", feedback: str = "", more: str = "") -> str:
    told = f"<feedback format='html'><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{told}{more}</answer>'


def read_one(source: str):
    drafts, faults, left_out, pictures = parsed(source, "bank.xml")
    assert faults == []
    return drafts[0], left_out, pictures


def option(text: str, weight: str, feedback: str = "") -> dict[str, str]:
    return {"id": option_id(text), "text": text, "weight": weight, "feedback": feedback}


CHOICES = answer("a", "100", "Ya") + answer("b", "-50.00000")
PARTS = answer("a", "50") + answer("b", "50") + answer("c")
PAIRS = "".join(
    f"<subquestion format='html'><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
    for left, right in (("SSH", "22"), ("HTTPS", "443 &lt;aman&gt;"), ("", "80"))
)
NUMBERS = (
    answer("2,5", "100", more="<tolerance>0.1</tolerance>")
    + "<units><unit><multiplier>1</multiplier><unit_name>W</unit_name></unit>"
    + "<unit><multiplier>0.001</multiplier><unit_name>kW</unit_name></unit></units>"
)
DATA = """<dataset_definitions><dataset_definition><name><text>v</text></name><distribution><text>uniform</text>
</distribution>
<minimum><text>1</text></minimum><maximum><text>9.5</text></maximum><decimals><text>1</text></decimals>
</dataset_definition></dataset_definitions>"""
CALCULATED = answer(
    "log({v}) * pow({v}, 2)", "100", more="<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>"
)
TYPES = [
    (
        "multichoice",
        f"<single>true</single>{CHOICES}",
        "single",
        {"options": [option("a", "100", "Ya"), option("b", "-50")]},
    ),
    (
        "multichoice",
        f"<single>false</single>{PARTS}",
        "multiple",
        {"options": [option("a", "50"), option("b", "50"), option("c", "0")]},
    ),
    (
        "multichoiceset",
        answer("a", "100") + answer("b", "100") + answer("c"),
        "multiple",
        {"options": [option("a", "50"), option("b", "50"), option("c", "0")], "rule": "all"},
    ),
    (
        "truefalse",
        answer("false", "100", "Tepat") + answer("true", "0"),
        "true_false",
        {
            "options": [
                {"id": "benar", "text": "Benar", "weight": "0", "feedback": ""},
                {"id": "salah", "text": "Salah", "weight": "100", "feedback": "Tepat"},
            ]
        },
    ),
    (
        "shortanswer",
        f"<usecase>1</usecase>{answer('DKI  Jakarta*', '100')}",
        "short",
        {"answers": [{"text": "DKI Jakarta*", "weight": "100", "feedback": ""}], "case": True},
    ),
    (
        "numerical",
        NUMBERS,
        "numeric",
        {
            "answers": [{"value": "2.5", "tolerance": "0.1", "weight": "100", "feedback": ""}],
            "unit": "W",
            "units": [{"name": "kW", "factor": "1000"}],
        },
    ),
    (
        "calculated",
        CALCULATED + DATA,
        "calculated",
        {
            "variables": [{"name": "v", "low": "1", "high": "9.5", "step": "0.1"}],
            "answers": [{"formula": "ln(v) * v^2", "tolerance": "1", "weight": "100", "feedback": ""}],
            "unit": "",
            "mode": "relative",
        },
    ),
    (
        "matching",
        PAIRS,
        "matching",
        {
            "pairs": [
                {"id": option_id("SSH"), "text": "SSH", "answer": "22", "feedback": ""},
                {"id": option_id("HTTPS"), "text": "HTTPS", "answer": "443 &lt;aman&gt;", "feedback": ""},
            ],
            "extras": ["80"],
        },
    ),
    (
        "ordering",
        answer("dua", "2.0000000") + answer("satu", "1.0000000"),
        "ordering",
        {"items": [{"id": option_id(text), "text": text} for text in ("satu", "dua")]},
    ),
    (
        "essay",
        "<graderinfo format='html'><text>Acuan</text></graderinfo><maxwordlimit>200</maxwordlimit>",
        "essay",
        {"rubric": [], "model": "Acuan", "words": 200},
    ),
    (
        "essay",
        "<responseformat>noinline</responseformat><filetypeslist>.pdf,.docx</filetypeslist><maxbytes>5242880</maxbytes>",
        "file",
        {"rubric": [], "model": "", "types": [".pdf", ".docx"], "megabytes": 5},
    ),
    ("description", "", "description", {}),
]


@pytest.mark.parametrize(("kind", "inside", "ours", "body"), TYPES)
def test_each_type_becomes_its_kind(kind, inside, ours, body):
    draft, left_out, _pictures = read_one(quiz(question(kind, inside)))

    assert (draft.name, draft.kind, draft.line, left_out) == ("soal", ours, 3, [])
    assert draft.body == {"stem": "<p>Tanya?</p>", "feedback": ""} | body


@pytest.mark.parametrize("kind", ["gapselect", "ddwtos"])
def test_missing_words_get_gaps_in_their_order(kind):
    tag = "selectoption" if kind == "gapselect" else "dragbox"
    rows = "".join(f"<{tag}><text>{text}</text><group>1</group></{tag}>" for text in ("ke", "dari", "di"))

    draft, _left_out, _pictures = read_one(quiz(question(kind, rows, "Data [[2]] sensor [[1]] kantor.")))

    assert draft.body["stem"] == "Data [[1]] sensor [[2]] kantor."
    assert [gap["right"] for gap in draft.body["gaps"]] == [option_id("dari"), option_id("ke")]
    assert {row["text"] for row in draft.body["choices"]} == {"ke", "dari", "di"}


def test_embedded_answers_become_gaps():
    text = r"Port {2:NUMERICAL:=8883:0~%50%1883:1#hampir} untuk {1:SAC:=MQTT~=\{x\}} dan {:MC:~tidak~=ya#Betul \# ini}."

    draft, _left_out, _pictures = read_one(quiz(question("cloze", text=text)))

    number, word, choice = draft.body["gaps"]
    assert draft.body["stem"] == "Port [[1]] untuk [[2]] dan [[3]]."
    assert (number["kind"], number["weight"], number["answers"][1]) == (
        "numeric",
        "2",
        {"value": "1883", "tolerance": "1", "weight": "50", "feedback": "hampir"},
    )
    assert (word["case"], [row["text"] for row in word["answers"]]) == (True, ["MQTT", "{x}"])
    assert choice["options"] == [option("tidak", "0"), option("ya", "100", "Betul # ini")]


def test_the_category_is_the_place_of_the_questions_below_it():
    category = (
        '<question type="category"><category><text>$course$/top/Umum/Jaringan</text></category></question>'
    )
    tags = "<tags><tag><text>alamat</text></tag><tag><text>tingkat:4</text></tag><tag><text>lain</text></tag></tags>"

    drafts, _faults, left_out, _pictures = parsed(
        quiz(category, question("description"), question("description", tags, name="b")), "a.xml"
    )

    places = [(draft.category, draft.tag, draft.level) for draft in drafts]
    assert places == [("Umum/Jaringan", "", 1), ("Umum/Jaringan", "alamat", 4)]
    assert [note.what for note in left_out] == ["lain"]


def test_pictures_come_along_with_their_text():
    file = f'<file name="peta 1.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'
    shown = '<p><img src="@@PLUGINFILE@@/peta%201.png" alt="Peta" width="40"></p>'
    source = question("description", text=shown).replace("</questiontext>", f"{file}</questiontext>")

    draft, left_out, pictures = read_one(quiz(source))

    assert [(one.media_type, one.data) for one in pictures] == [("image/png", PNG)]
    assert draft.body["stem"] == f'<p><img src="gambar:{picture(PNG).name}" alt="Peta"></p>'
    assert [note.what for note in left_out] == ["img width"]


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://contoh.example/a.png", False),
        ("@@PLUGINFILE@@/tidak-ada.png", False),
        ("data:image/svg+xml;base64," + base64.b64encode(SVG).decode(), True),
        ("data:image/svg+xml;base64," + base64.b64encode(BAD_SVG).decode(), False),
        ("data:image/png;base64,@@@@", False),
        ("data:image/png;base64," + base64.b64encode(b"MZ tidak").decode(), False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_harmless_pictures_inside_the_file_are_taken(address, taken):
    draft, left_out, pictures = read_one(
        quiz(question("description", text=f'Lihat <img src="{address}" alt="x">.'))
    )

    assert (len(pictures), len(left_out), "<img" in draft.body["stem"]) == (taken, not taken or 0, taken)


def test_scripts_go_and_are_named():
    draft, left_out, _pictures = read_one(
        quiz(
            question("description", text='<p onclick="x()">A <script>alert(1)</script><a href="x">B</a></p>')
        )
    )

    assert draft.body["stem"] == "<p>A B</p>"
    assert left_out[0].what == "p onclick, <script>, <a>, a href" or "<script>" in left_out[0].what


@pytest.mark.parametrize("kind", ["random", "ddmarker", "calculatedmulti", "stack"])
def test_types_that_have_no_place_are_left_out_by_name(kind):
    drafts, faults, left_out, _pictures = parsed(
        quiz(question(kind), question("description", name="b")), "a.xml"
    )

    assert ([draft.name for draft in drafts], faults) == (["b"], [])
    assert [(note.line, note.what) for note in left_out] == [(3, "soal")]


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (answer("sin({v})", "100") + DATA, "sin"),
        (answer("{v}", "100", more="<tolerancetype>3</tolerancetype>") + DATA, "geometris"),
    ],
)
def test_formulas_beyond_ours_leave_the_question_out(inside, why):
    _drafts, _faults, left_out, _pictures = parsed(quiz(question("calculated", inside)), "a.xml")

    assert [why in note.why for note in left_out] == [True]


SETTINGS = (
    "<hint format='html'><text>Ingat</text></hint>",
    "<correctfeedback format='html'><text>Hebat!</text></correctfeedback>",
    "<shuffleanswers>false</shuffleanswers>",
    "<penalty>0.7</penalty>",
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_without_a_place_are_said(setting):
    _draft, left_out, _pictures = read_one(quiz(question("description", setting)))

    assert len(left_out) == 1


@pytest.mark.parametrize(
    ("inside", "line", "words"),
    [
        (("multichoice", "<single>true</single>" + answer("a", "100")), 3, "dua pilihan"),
        (("multichoice", "<single>true</single>" + answer("a", "50") + answer("b")), 3, "tepat satu"),
        (("multichoice", "<single>false</single>" + answer("a", "x") + answer("b")), 6, "Bobot"),
        (("shortanswer", ""), 3, "tidak memiliki jawaban"),
        (("numerical", answer("enam", "100")), 6, "angka"),
        (("truefalse", answer("true", "100")), 3, "true dan false"),
        (("matching", ""), 3, "tidak memiliki jawaban"),
        (("gapselect", ""), 3, "tidak memiliki jawaban"),
        (("cloze", ""), 3, "tidak memiliki jawaban"),
        (("ordering", answer("satu", "1")), 3, "langkah"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(inside, line, words):
    drafts, faults, _left_out, _pictures = parsed(quiz(question(*inside)), "bank.xml")

    assert (drafts, len(faults)) == ([], 1)
    assert (faults[0].file, faults[0].line, words in faults[0].reason) == ("bank.xml", line, True)


def test_names_that_stand_twice_get_a_number():
    drafts, _faults, left_out, _pictures = parsed(
        quiz(question("description"), question("description"), question("description", name="n" * 130)),
        "a.xml",
    )

    assert [draft.name for draft in drafts] == ["soal", "soal (2)", "n" * 120]
    assert [note.what for note in left_out] == ["soal", "n" * 130]


BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (quiz(question("description")).replace("<quiz>", BOMB + "<quiz>"), "DTD"),
        (quiz(question("description", text="]]>&x;<![CDATA[")).replace("<quiz>", OUTSIDE + "<quiz>"), "DTD"),
        (quiz(question("description"))[:-20], "tidak utuh"),
        (quiz(question("description", "<a>" * 120 + "</a>" * 120)), "bertingkat"),
        (quiz(), "tidak berisi soal"),
        (
            quiz(question("description", text="&tidak;").replace("<![CDATA[", "").replace("]]>", "")),
            "tidak utuh",
        ),
        ("<?xml version='1.0' encoding='utf-7'?><quiz></quiz>", "tidak utuh"),
    ],
)
def test_hostile_and_broken_files_are_refused(source, words):
    drafts, faults, _left_out, _pictures = parsed(source, "a.xml")

    assert (drafts, len(faults)) == ([], 1)
    assert words in faults[0].reason


def test_questions_before_the_break_are_still_read():
    drafts, faults, _left_out, _pictures = parsed(quiz(question("description"), "<question>"), "a.xml")

    assert (len(drafts), len(faults)) == (1, 1)
