"""QTI as others write it: 2.1, 2.2 and 3.0, with and without a manifest, and packages that mean harm."""

import io
import zipfile

import pytest

from assessments.exchange.images import picture
from assessments.grading.ids import option_id
from tests.assessments.exchange.bodies import parsed
from tests.assessments.exchange.samples import PNG

MATCH = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
)
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


def item(inside: str, title: str = "soal", version: str = "v2p1") -> str:
    space = f"http://www.imsglobal.org/xsd/imsqti_{version}"
    head = f'<assessmentItem xmlns="{space}" identifier="i1" title="{title}" adaptive="false">'
    return f'<?xml version="1.0"?>\n{head}\n{inside}\n</assessmentItem>'


def three(inside: str) -> str:
    space = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
    return f'<qti-assessment-item xmlns="{space}" identifier="i1" title="soal">\n{inside}\n</qti-assessment-item>'


def declared(base: str, *right: str, cardinality: str = "single", mapped: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    mapping = f'<mapping defaultValue="0">{mapped}</mapping>' if mapped else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def body(inside: str) -> str:
    return f"<itemBody>{inside}</itemBody>"


def packed(members: dict[str, bytes | str], manifest: bool = True) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        if manifest:
            rows = "".join(
                f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{name}"/>'
                for n, name in enumerate(name for name in members if name.endswith(".xml"))
            )
            archive.writestr("imsmanifest.xml", f"<manifest><resources>{rows}</resources></manifest>")
    return file.getvalue()


def read_one(source: str, **files: bytes):
    members = {"a.xml": source} | {name.replace("__", "."): data for name, data in files.items()}
    drafts, faults, left_out, _pictures = parsed(packed(members), "paket.zip")
    assert (faults, left_out) == ([], [])
    return drafts[0]


def option(text: str, weight: str, feedback: str = "") -> dict[str, str]:
    return {"id": option_id(text), "text": text, "weight": weight, "feedback": feedback}


def choices(most: int = 1) -> str:
    rows = "".join(
        f'<simpleChoice identifier="{pk}">{text}</simpleChoice>'
        for pk, text in (("A", "satu"), ("B", "dua"), ("C", "tiga"))
    )
    return (
        f'<p>Pilih.</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="{most}">'
        f"<prompt>Mana?</prompt>{rows}</choiceInteraction>"
    )


MAPPED = (
    '<mapEntry mapKey="A" mappedValue="2"/><mapEntry mapKey="B" mappedValue="1"/>'
    '<mapEntry mapKey="C" mappedValue="-1"/>'
)
PAIRS = """<matchInteraction responseIdentifier="RESPONSE"><simpleMatchSet>
<simpleAssociableChoice identifier="L1" matchMax="1">SSH</simpleAssociableChoice>
<simpleAssociableChoice identifier="L2" matchMax="1">TLS</simpleAssociableChoice>
</simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="R1" matchMax="1">22</simpleAssociableChoice>
<simpleAssociableChoice identifier="R2" matchMax="1">443</simpleAssociableChoice>
<simpleAssociableChoice identifier="R3" matchMax="1">80</simpleAssociableChoice></simpleMatchSet></matchInteraction>"""
RANGE = """<responseProcessing><responseCondition><responseIf><and><gte><variable identifier="RESPONSE"/>
<baseValue baseType="float">2</baseValue></gte>
<lte><variable identifier="RESPONSE"/><baseValue baseType="float">3</baseValue></lte></and>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>
</responseCondition></responseProcessing>"""
ENTRY = '<p>Berapa? <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="5"/></p>'
CASES = [
    (
        declared("identifier", "B") + body(choices()) + MATCH,
        "single",
        {"options": [option("satu", "0"), option("dua", "100"), option("tiga", "0")]},
    ),
    (
        declared("identifier", "A", "B", cardinality="multiple") + body(choices(0)) + MATCH,
        "multiple",
        {"options": [option("satu", "50"), option("dua", "50"), option("tiga", "0")], "rule": "all"},
    ),
    (
        declared("identifier", "A", "B", cardinality="multiple", mapped=MAPPED) + body(choices(0)) + MAP,
        "multiple",
        {"options": [option("satu", "66.66667"), option("dua", "33.33333"), option("tiga", "-33.33333")]},
    ),
    (
        declared("identifier", "C", "A", "B", cardinality="ordered")
        + body(choices().replace("choiceInteraction", "orderInteraction"))
        + MATCH,
        "ordering",
        {"items": [{"id": option_id(text), "text": text} for text in ("tiga", "satu", "dua")]},
    ),
    (
        declared("directedPair", "L1 R1", "L2 R2", cardinality="multiple") + body("<p>Jodohkan.</p>" + PAIRS) + MATCH,
        "matching",
        {
            "pairs": [
                {"id": option_id(text), "text": text, "answer": answer, "feedback": ""}
                for text, answer in (("SSH", "22"), ("TLS", "443"))
            ],
            "extras": ["80"],
        },
    ),
    (
        declared("string", "MQTT", mapped=(
            '<mapEntry mapKey="MQTT" mappedValue="1" caseSensitive="true"/>'
            '<mapEntry mapKey="mqtt" mappedValue="0.5"/>'
        ))
        + body(ENTRY)
        + MAP,
        "short",
        {
            "answers": [
                {"text": "MQTT", "weight": "100", "feedback": ""},
                {"text": "mqtt", "weight": "50", "feedback": ""},
            ],
            "case": True,
        },
    ),
    (
        declared("float", "2.5") + body(ENTRY) + RANGE,
        "numeric",
        {"answers": [{"value": "2.5", "tolerance": "0.5", "weight": "100", "feedback": ""}], "unit": ""},
    ),
    (
        declared("integer", "62") + body(ENTRY) + MATCH,
        "numeric",
        {"answers": [{"value": "62", "tolerance": "0", "weight": "100", "feedback": ""}], "unit": ""},
    ),
    (
        declared("string") + body(
            '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Uraikan.</prompt>'
            '</extendedTextInteraction>'
        ),
        "essay",
        {"rubric": [], "model": "", "words": 0},
    ),
    (body("<p>Bacalah.</p>"), "description", {}),
]  # fmt: skip


@pytest.mark.parametrize("version", ["v2p1", "v2p2"])
@pytest.mark.parametrize(
    ("inside", "kind", "answers"), CASES, ids=[f"{n}-{case[1]}" for n, case in enumerate(CASES)]
)
def test_each_interaction_becomes_its_kind(version, inside, kind, answers):
    draft = read_one(item(inside, version=version))

    own = {key: value for key, value in draft.body.items() if key not in {"stem", "feedback"}}
    assert (draft.name, draft.kind, own) == ("soal", kind, answers)
    assert draft.body["stem"]


def test_prompts_are_part_of_the_text():
    assert read_one(item(CASES[0][0])).body["stem"] == "<p>Pilih.</p>Mana?"


def test_a_field_at_the_end_leaves_no_mark_and_one_inside_is_a_gap():
    inside = ENTRY.replace("Berapa? ", "").replace("</p>", " adalah ibu kota.</p>")

    draft = read_one(item(declared("string", "Jakarta") + body(inside) + MATCH))

    assert (draft.kind, draft.body["stem"]) == ("cloze", "<p>[[1]] adalah ibu kota.</p>")


def test_choices_inside_a_text_become_gaps():
    rows = (
        '<inlineChoice identifier="A">aman</inlineChoice><inlineChoice identifier="B">terbuka</inlineChoice>'
    )
    asked = f'<inlineChoiceInteraction responseIdentifier="RESPONSE">{rows}</inlineChoiceInteraction>'
    inside = f"<p>Port 8883 {asked}.</p>"

    gap = read_one(item(declared("identifier", "A") + body(inside) + MATCH)).body["gaps"][0]

    assert (gap["kind"], gap["weight"]) == ("single", "1")
    assert gap["options"] == [option("aman", "100"), option("terbuka", "0")]


def test_places_on_a_picture_are_permille():
    rows = (
        '<hotspotChoice identifier="A" shape="circle" coords="20,15,4"/>'
        '<hotspotChoice identifier="B" shape="poly" coords="0,0,40,0,40,30,0,0"/>'
    )
    inside = (
        '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1">'
        '<object data="img/denah.png" type="image/png" width="40" height="30">Denah</object>'
        f"{rows}</hotspotInteraction>"
    )
    source = item(declared("identifier", "A") + body("<p>Di mana?</p>" + inside) + MATCH)

    drafts, faults, _left_out, pictures = parsed(packed({"a.xml": source, "img/denah.png": PNG}), "p.zip")

    assert (faults, [one.data for one in pictures]) == ([], [PNG])
    assert drafts[0].body["image"] == {"name": picture(PNG).name, "alt": "Denah", "width": 40, "height": 30}
    assert [(area["shape"], area["points"]) for area in drafts[0].body["areas"]] == [
        ("circle", ["500", "500", "100"]),
        ("polygon", ["0", "0", "1000", "0", "1000", "1000"]),
    ]


def test_version_three_is_read_like_two():
    told = '<qti-feedback-inline identifier="A" outcome-identifier="FEEDBACK">Tepat.</qti-feedback-inline>'
    rows = f'<qti-simple-choice identifier="A">satu{told}</qti-simple-choice>'
    rows += '<qti-simple-choice identifier="B">dua</qti-simple-choice>'
    right = "<qti-correct-response><qti-value>A</qti-value></qti-correct-response>"
    head = '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
    declaration = f"{head}{right}</qti-response-declaration>"
    asked = (
        '<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">'
        f"<qti-prompt>Mana?</qti-prompt>{rows}</qti-choice-interaction></qti-item-body>"
    )
    told = (
        '<qti-modal-feedback outcome-identifier="X" identifier="x"><qti-content-body><p>Umum</p>'
        "</qti-content-body></qti-modal-feedback>"
    )

    draft = read_one(three(declaration + asked + told))

    assert draft.body == {
        "stem": "Mana?",
        "feedback": "<p>Umum</p>",
        "options": [option("satu", "100", "Tepat."), option("dua", "0")],
    }


def test_pictures_are_found_beside_their_item():
    source = item(body('<p>Lihat <img src="../img/a%20b.png" alt="x"/></p>'))

    drafts, faults, left_out, _pictures = parsed(packed({"items/a.xml": source, "img/a b.png": PNG}), "p.zip")

    assert (faults, left_out) == ([], [])
    assert drafts[0].body["stem"] == f'<p>Lihat <img src="gambar:{picture(PNG).name}" alt="x"></p>'


def test_a_package_without_a_manifest_and_a_single_item_are_read_too():
    source = item(body("<p>Bacalah.</p>"))

    assert [draft.kind for draft in parsed(packed({"x/a.xml": source}, manifest=False), "p.zip")[0]] == [
        "description"
    ]
    assert [draft.kind for draft in parsed(source, "a.xml")[0]] == ["description"]


LEFT_OUT = [
    body(choices() + choices()),
    body('<mediaInteraction responseIdentifier="RESPONSE"/>'),
    declared("directedPair", "L1 R1", cardinality="multiple") + body(PAIRS),
]


@pytest.mark.parametrize("inside", LEFT_OUT)
def test_what_has_no_place_is_left_out_by_name(inside):
    drafts, faults, left_out, _pictures = parsed(packed({"a.xml": item(inside)}), "p.zip")

    assert (drafts, faults) == ([], [])
    assert [(note.file, note.what) for note in left_out] == [("a.xml", "soal")]


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<outcomeDeclaration identifier='SCORE'/>", 2),
        (body(choices()), 3),
        (
            declared("identifier", "B", "A", cardinality="ordered")
            + body(choices().replace("choiceI", "orderI")),
            3,
        ),
        (declared("identifier", "A", mapped='<mapEntry mapKey="A" mappedValue="x"/>') + body(choices()), 3),
        (declared("identifier") + body(choices()), 2),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(inside, line):
    drafts, faults, _left_out, _pictures = parsed(packed({"a.xml": item(inside)}), "p.zip")

    assert (drafts, [(fault.file, fault.line) for fault in faults]) == ([], [("a.xml", line)])


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b" " * 40_000_000)
    return file.getvalue()


GOOD = item(body("<p>Bacalah.</p>"))
HOSTILE = [
    (bomb(), "bom ZIP"),
    (packed({"../a.xml": GOOD}, manifest=False), "menunjuk ke luar"),
    (packed({"a.xml": GOOD})[:-30], "rusak"),
    (b"PK\x03\x04 bukan zip", "rusak"),
    (packed({"a.txt": "x"}), "tidak berisi soal"),
    (packed({"a.xml": GOOD.replace("<assess", '<!DOCTYPE x [<!ENTITY y "z">]><assess')}), "DTD"),
]


@pytest.mark.parametrize(("data", "words"), HOSTILE, ids=[words for _data, words in HOSTILE])
def test_hostile_and_broken_packages_are_refused(data, words):
    drafts, faults, _left_out, _pictures = parsed(data, "p.zip")

    assert (drafts, len(faults)) == ([], 1)
    assert words in faults[0].reason


def test_an_item_that_the_manifest_names_and_the_package_lacks_is_a_fault():
    file = io.BytesIO(packed({"a.xml": GOOD}))
    with zipfile.ZipFile(file) as archive:
        manifest = archive.read("imsmanifest.xml").decode()
    data = packed({"imsmanifest.xml": manifest.replace("a.xml", "b.xml")}, manifest=False)

    assert [fault.file for fault in parsed(data, "p.zip")[1]] == ["b.xml"]
