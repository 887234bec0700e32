from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.gift import Draft, holds, parse, write
from assessments.gift.answers import option_id, plain_number
from assessments.gift.texts import cleaned, from_plain

DEMO = sorted(Path("courses/demo").glob("*/quizzes/*.gift"))
signs = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"))
raw = st.one_of(
    st.text(signs, max_size=30),
    st.text(st.sampled_from("~=#{}:\\%5->*[]htmlplain<b>/ \n"), max_size=30),
)
plain = raw.map(from_plain)
html = raw.map(lambda text: cleaned(f"<p>{text}</p>"))
texts = st.one_of(plain, html)
some = texts.filter(bool)
numbers = st.decimals(-(10**6), 10**6, places=3).map(lambda value: plain_number(str(value)))
positive = st.decimals(0, 10**6, places=3).map(lambda value: plain_number(str(value)))
shares = st.sampled_from(["100", "50", "33.33333", "1"])
names = raw.map(lambda text: " ".join(text.split())).filter(bool)
marks = st.text(st.characters(categories=("Ll", "Nd")), max_size=10)


def options(weights):
    def build(rows):
        pairs = zip(rows, weights, strict=False)
        return [
            {"id": option_id(text), "text": text, "weight": weight, "feedback": feedback}
            for (text, feedback), weight in pairs
        ]

    rows = st.lists(
        st.tuples(some, texts), min_size=len(weights), max_size=len(weights), unique_by=lambda row: row[0]
    )
    return rows.map(build)


@st.composite
def truths(draw):
    truth = draw(st.booleans())
    weights = ("100", "0") if truth else ("0", "100")
    parts = zip(("benar", "salah"), ("Benar", "Salah"), weights, strict=True)
    return [{"id": pk, "text": text, "weight": weight, "feedback": draw(texts)} for pk, text, weight in parts]


numeric = st.lists(
    st.fixed_dictionaries({"value": numbers, "tolerance": positive, "weight": shares, "feedback": texts}),
    min_size=1,
    max_size=3,
)
short = st.lists(
    st.fixed_dictionaries({"text": names, "weight": shares, "feedback": texts}), min_size=1, max_size=3
)
pairs = st.lists(st.tuples(some, some), min_size=2, max_size=4, unique_by=lambda row: row[0]).map(
    lambda rows: [
        {"id": option_id(text), "text": text, "answer": answer, "feedback": ""} for text, answer in rows
    ]
)
KINDS = {
    "single": options(["0", "100", "50", "-33.5"]).map(lambda rows: {"options": rows}),
    "multiple": options(["50", "50", "-50", "0"]).map(lambda rows: {"options": rows}),
    "true_false": truths().map(lambda rows: {"options": rows}),
    "numeric": st.fixed_dictionaries({"answers": numeric, "unit": marks}),
    "short": short.map(lambda rows: {"answers": rows}),
    "matching": st.fixed_dictionaries({"pairs": pairs, "extras": st.lists(some, max_size=2, unique=True)}),
    "essay": st.just({"rubric": [], "model": "", "words": 0}),
    "description": st.just({}),
}


@st.composite
def drafts(draw):
    kind = draw(st.sampled_from(sorted(KINDS)))
    body = {"stem": draw(some), "feedback": draw(texts)} | draw(KINDS[kind])
    return Draft(draw(names), kind, body, draw(marks), draw(st.integers(1, 5)))


@given(drafts())
def test_a_written_question_is_read_the_same(draft):
    assume(holds(draft))

    parsed = parse(write([draft]))

    assert parsed.faults == []
    assert parsed.drafts == [draft]


@given(st.text(st.one_of(signs, st.sampled_from("~=#{}:\\%\n/[]")), max_size=200))
def test_any_text_is_read_or_refused_never_a_crash(source):
    parsed = parse(source)

    assert len(parsed.drafts) >= 0


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.parts[2])
def test_the_demo_banks_have_no_fault_and_survive_a_round_trip(path):
    parsed = parse(path.read_text(encoding="utf-8"), path.name)

    assert (parsed.faults, parsed.left_out) == ([], [])
    assert parse(write(parsed.drafts)).drafts == parsed.drafts


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.parts[2])
def test_the_demo_weights_are_numbers(path):
    for draft in parse(path.read_text(encoding="utf-8")).drafts:
        rows = draft.body.get("options", []) + draft.body.get("answers", [])

        assert all(Decimal(row["weight"]).is_finite() for row in rows)
