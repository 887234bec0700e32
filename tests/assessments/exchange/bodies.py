"""Questions of every kind, drawn by hypothesis; and the small things that tests of formats share."""

import io
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from assessments.actions.questions import digest
from assessments.exchange import read, write
from assessments.exchange.found import Picture
from assessments.exchange.images import picture
from assessments.gift import Draft
from assessments.gift.answers import option_id, plain_number
from assessments.gift.texts import cleaned, from_plain
from assessments.grading.behaviours import MOST_HINTS, UNCHECKED
from courses.importer.faults import Fault, LeftOut
from tests.assessments.exchange.samples import PNG

PICTURE = picture(PNG)
signs = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"))
raw = st.one_of(
    st.text(signs, max_size=20),
    st.text(st.sampled_from("~=#{}:\\%5->*[]htmlplain<b>/&'\" \n"), max_size=20),
)
html = raw.map(lambda text: cleaned(f"<p>{text}</p><ul><li>a&nbsp;b</li></ul>"))
drawn = raw.map(
    lambda text: cleaned(f'{from_plain(text)} <img src="gambar:{PICTURE.name}" alt="a &quot;b&quot;">')
)
texts = st.one_of(raw.map(from_plain), html, drawn, st.just(""))
some = texts.filter(bool)
numbers = st.decimals(-(10**6), 10**6, places=3).map(lambda value: plain_number(str(value)))
positive = st.decimals(0, 10**6, places=3).map(lambda value: plain_number(str(value)))
shares = st.sampled_from(["100", "50", "33.33333", "1"])
names = raw.map(lambda text: " ".join(text.split())).filter(bool)
marks = st.text(st.characters(categories=("Ll", "Nd")), max_size=10)
units = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["kW", "MW", "%"]), "factor": st.sampled_from(["1000", "0.001", "3"])}
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda unit: unit["name"],
)


def distinct(low: int, high: int):
    return st.lists(some, min_size=low, max_size=high, unique=True)


@st.composite
def options(draw, weights: list[str]):
    found = draw(distinct(len(weights), len(weights)))
    pairs = zip(found, weights, strict=True)
    return [{"id": option_id(t), "text": t, "weight": w, "feedback": draw(texts)} for t, w in pairs]


@st.composite
def truths(draw):
    weights = draw(st.sampled_from([("100", "0"), ("0", "100")]))
    rows = zip(("benar", "salah"), ("Benar", "Salah"), weights, strict=True)
    return {"options": [{"id": i, "text": t, "weight": w, "feedback": draw(texts)} for i, t, w in rows]}


def rows(low: int = 1, **facts):
    return st.lists(
        st.fixed_dictionaries(facts | {"weight": shares, "feedback": texts}), min_size=low, max_size=3
    )


def some_of(**facts):
    """A dictionary in which each of these may be missing."""
    return st.fixed_dictionaries({}, optional=facts)


def joined(*parts):
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


measure = joined(
    st.fixed_dictionaries({"unit": st.sampled_from(["", "W"])}),
    some_of(mode=st.sampled_from(["relative", "digits"]), units=units),
)
typed = st.lists(
    st.fixed_dictionaries({"text": names, "weight": shares, "feedback": texts}),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row["text"],
)
short = joined(st.fixed_dictionaries({"answers": typed}), some_of(case=st.just(True), accents=st.just(True)))
numeric = joined(st.fixed_dictionaries({"answers": rows(value=numbers, tolerance=positive)}), measure).map(
    lambda body: (
        body | {"answers": [row | {"tolerance": "3"} for row in body["answers"]]} if "mode" in body else body
    )
)
calculated = joined(
    st.fixed_dictionaries(
        {
            "answers": rows(
                formula=st.sampled_from(
                    ["v * 24 / 1000", "ln(v + 1)", "v^2", "2^(v / 9)", "log2(v)", "mod(v, w)"]
                ),
                tolerance=st.sampled_from(["0", "5", "0.25"]),
            ),
            "variables": st.just(
                [
                    {"name": "v", "low": "10", "high": "60", "step": "0.1"},
                    {"name": "w", "low": "2", "high": "9", "step": "1"},
                ]
            ),
        }
    ),
    measure.map(lambda body: body if body.get("mode") != "digits" else body | {"mode": "relative"}),
)


@st.composite
def matching(draw):
    pairs = [
        {
            "id": option_id(t),
            "text": t,
            "answer": draw(some),
            "feedback": draw(st.sampled_from(["", "", "ya"])),
        }
        for t in draw(distinct(2, 4))
    ]
    pairs[0]["answer"], pairs[1]["answer"] = "satu", "dua"
    return {"pairs": pairs, "extras": draw(distinct(0, 2))}


ordering = distinct(2, 5).map(lambda found: {"items": [{"id": option_id(t), "text": t} for t in found]})


@st.composite
def words(draw):
    grouped = [(text, "1") for text in draw(distinct(2, 3))]
    grouped += [(text, "2") for text in draw(st.sampled_from([[], ["dan", "atau"]]))]
    choices = [{"id": option_id(t if g == "1" else f"{g}/{t}"), "text": t, "group": g} for t, g in grouped]
    rights = draw(st.lists(st.sampled_from([row["id"] for row in choices]), min_size=1, max_size=3))
    gaps = [{"id": str(n), "right": right} for n, right in enumerate(rights, start=1)]
    return {"choices": sorted(choices, key=lambda row: row["id"]), "gaps": gaps}


gap = st.one_of(
    options(["100", "0", "50"]).map(lambda found: {"kind": "single", "options": found}),
    short.map(lambda body: {"kind": "short"} | body),
    rows(value=numbers, tolerance=positive).map(
        lambda found: {"kind": "numeric", "answers": found, "unit": ""}
    ),
)
cloze = st.lists(
    joined(st.fixed_dictionaries({"weight": st.sampled_from(["1", "2", "0.5"])}), gap), min_size=1, max_size=3
).map(lambda gaps: {"gaps": [{"id": str(n)} | part for n, part in enumerate(gaps, start=1)]})
permille = st.integers(0, 1000).map(str)
areas = st.lists(
    st.one_of(
        st.fixed_dictionaries({"shape": st.just("rect"), "points": st.lists(permille, min_size=4, max_size=4)}),
        st.fixed_dictionaries({"shape": st.just("circle"), "points": st.lists(permille, min_size=3, max_size=3)}),
        st.fixed_dictionaries({"shape": st.just("polygon"), "points": st.lists(permille, min_size=6, max_size=6)}),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@st.composite
def hotspot(draw):
    found = [
        {"id": str(n), "label": f"{draw(names)} {n}"}
        | area
        | {"weight": "100" if n == 1 else "0", "feedback": draw(texts)}
        for n, area in enumerate(draw(areas), start=1)
    ]
    size = {"width": 40, "height": 30}
    return {"image": {"name": PICTURE.name, "alt": draw(names)} | size, "areas": found}


rubric = st.lists(
    st.fixed_dictionaries({"text": names, "points": st.sampled_from(["1", "5"])}),
    max_size=2,
    unique_by=lambda row: row["text"],
).map(lambda found: [{"id": str(n)} | row for n, row in enumerate(found, start=1)])
KINDS: dict[str, Any] = {
    "single": options(["0", "100", "50", "-33.5"]).map(lambda found: {"options": found}),
    "multiple": joined(
        options(["50", "50", "-50", "0"]).map(lambda found: {"options": found}), some_of(rule=st.just("all"))
    ),
    "true_false": truths(),
    "short": short,
    "numeric": numeric,
    "calculated": calculated,
    "matching": matching(),
    "ordering": ordering,
    "words": words(),
    "cloze": cloze,
    "hotspot": hotspot(),
    "ip": st.just({"answers": [{"form": "cidr", "text": "10.0.0.0/8", "weight": "100", "feedback": ""}]}),
    "essay": st.fixed_dictionaries({"rubric": rubric, "model": texts, "words": st.sampled_from([0, 200])}),
    "file": st.fixed_dictionaries(
        {"rubric": rubric, "model": texts, "types": st.just([".pdf", ".docx"]), "megabytes": st.just(5)}
    ),
    "description": st.just({}),
}


paths = st.lists(st.sampled_from(["Jaringan", "Alamat IP", "Awan (lanjut)", "C1"]), max_size=3).map("/".join)


def _hints(kind: str):
    if kind in UNCHECKED or kind == "file":
        return st.just({})
    return st.lists(texts.filter(bool), max_size=MOST_HINTS).map(
        lambda found: {"hints": found} if found else {}
    )


@st.composite
def drafts(draw, kind: str):
    body = draw(KINDS[kind])
    clear = some.filter(lambda text: "[[" not in text and "{" not in text)
    stem = draw(clear if kind in {"cloze", "words", "calculated"} else some)
    stem = cleaned(" ".join([stem, *(f"[[{part['id']}]]" for part in body.get("gaps", []))]))
    text = texts.filter(lambda text: "{" not in text) if kind == "calculated" else texts
    if kind == "calculated":
        stem += " {v} dan {=v / 2}"
        body = body | {"answers": [row | {"feedback": ""} for row in body["answers"]]}
    facts = {"stem": stem, "feedback": draw(text)} | body | draw(_hints(kind))
    place = {"category": draw(paths), "bloom": draw(st.sampled_from(["", "C1", "C6"]))}
    return Draft(draw(names), kind, facts, draw(marks), draw(st.integers(1, 5)), **place)


def stored(name: str) -> bytes | None:
    return PNG if name == PICTURE.name else None


def again(format_name: str, *written: Draft) -> list[Any]:
    """What comes back of questions that were written."""
    data = b"".join(write(format_name, written, stored))
    return [
        found for found in read(io.BytesIO(data), f"bank.{format_name}") if not isinstance(found, Picture)
    ]


def digests(found: Iterable[Draft]) -> list[tuple[Any, ...]]:
    return [
        (draft.name, digest(draft.kind, draft.body), draft.tag, draft.level, draft.category, draft.bloom)
        for draft in found
    ]


def parts(found: Iterable[Any]) -> tuple[list[Draft], list[Fault], list[LeftOut], list[Picture]]:
    """Sorted by what they are."""
    rows = list(found)
    kinds = (Draft, Fault, LeftOut, Picture)
    return tuple([row for row in rows if isinstance(row, kind)] for kind in kinds)  # type: ignore[return-value]


def parsed(data: bytes | str, name: str) -> tuple[list[Draft], list[Fault], list[LeftOut], list[Picture]]:
    return parts(read(io.BytesIO(data.encode() if isinstance(data, str) else data), name))


def _earned(weight: str = "100", feedback: str = "", **facts: str) -> dict[str, str]:
    return facts | {"weight": weight, "feedback": feedback}


def _options(**weights: str) -> list[dict[str, str]]:
    return [
        _earned(weight, f"<b>{text}</b>", id=option_id(text), text=text) for text, weight in weights.items()
    ]


_SHOWN = f'Lihat &amp; jawab <img src="gambar:{PICTURE.name}" alt="denah">'
_AREA = {"id": "1", "label": "router", "shape": "circle", "points": ["500", "333", "77"]}
_WORDS = [{"id": option_id(text), "text": text, "group": "1"} for text in ("dari", "ke")]
PLAIN_BODIES: dict[str, dict[str, Any]] = {
    "single": {"options": _options(a="100", b="0", c="-50")},
    "multiple": {"options": _options(a="50", b="50", c="-50")},
    "true_false": {
        "options": [
            _earned("0", "Keliru.", id="benar", text="Benar"),
            _earned("100", "Tepat.", id="salah", text="Salah"),
        ]
    },
    "short": {"answers": [_earned(text="enkripsi"), _earned("50", text="sandi")]},
    "numeric": {"answers": [_earned(value="2.5", tolerance="0.1")], "unit": "W"},
    "calculated": {
        "stem": "Daya {v} W dan {=v / 2}?",
        "answers": [_earned(formula="v * 24 / 1000", tolerance="5")],
        "variables": [{"name": "v", "low": "10", "high": "60", "step": "0.1"}],
        "unit": "W",
        "mode": "relative",
    },
    "matching": {
        "pairs": [
            {"id": option_id(t), "text": t, "answer": a, "feedback": ""}
            for t, a in (("SSH", "22"), ("TLS", "443"))
        ],
        "extras": ["80"],
    },
    "ordering": {"items": [{"id": option_id(text), "text": text} for text in ("satu", "dua", "tiga")]},
    "words": {
        "stem": "Data [[1]] sensor [[2]] pelanggan.",
        "choices": sorted(_WORDS, key=lambda row: row["id"]),
        "gaps": [{"id": str(n), "right": row["id"]} for n, row in enumerate(_WORDS, start=1)],
    },
    "cloze": {
        "stem": "Protokol [[1]], port [[2]], [[3]].",
        "gaps": [
            {"id": "1", "weight": "1", "kind": "short", "answers": [_earned(text="mqtt")], "case": True},
            {
                "id": "2",
                "weight": "2",
                "kind": "numeric",
                "answers": [_earned(value="8883", tolerance="0")],
                "unit": "",
            },
            {
                "id": "3",
                "weight": "1",
                "kind": "single",
                "options": [
                    _earned(w, id=option_id(t), text=t) for t, w in (("aman", "100"), ("terbuka", "0"))
                ],
            },
        ],
    },
    "hotspot": {
        "image": {"name": PICTURE.name, "alt": "Denah", "width": 40, "height": 30},
        "areas": [
            _AREA | _earned(feedback="Tepat."),
            {"id": "2", "label": "sakelar", "shape": "rect", "points": ["0", "1", "999", "1000"]}
            | _earned("0"),
        ],
    },
    "essay": {"rubric": [], "model": "", "words": 0},
    "file": {"rubric": [], "model": "Acuan.", "types": [".pdf", ".docx"], "megabytes": 5},
    "description": {"feedback": ""},
}
PLAIN = {
    kind: Draft(
        f"soal {kind}",
        kind,
        {"stem": "Tanya &amp; jawab?", "feedback": "Umum." if kind != "description" else ""} | body,
        "tag",
        3,
    )
    for kind, body in PLAIN_BODIES.items()
}
