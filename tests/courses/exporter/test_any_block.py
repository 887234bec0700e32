"""Blocks with whatever an author types into them go out as Markdown and come back as the same blocks (hypothesis)."""

from html import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from courses.exporter.blocks import BlockWriter
from courses.exporter.media import MediaNames
from courses.importer.pages import stream_json
from courses.models import LessonPage
from tests.courses.importer.test_blocks import plan_of

bounds = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
word = st.text(st.sampled_from("*_`<>[]()#+-.:|~&\\!\"'=/1aé"), min_size=1, max_size=5)
words = st.lists(word, min_size=1, max_size=3).map(" ".join)
paragraph = words.map(lambda text: f"<p>{escape(text, quote=False)}</p>")
line = st.text(st.sampled_from("`~#$ >aé\\|\t"), max_size=6)
lines = st.lists(line, min_size=1, max_size=4)
code = lines.map(lambda rows: "\n".join(rows).rstrip("\n")).filter(lambda text: text.strip())

heading = st.builds(
    lambda text, level: ("heading", {"text": text, "level": level}), words, st.sampled_from("23")
)
callout = st.builds(
    lambda kind, text: ("callout", {"kind": kind, "text": text}),
    st.sampled_from(["note", "tip", "important", "warning", "caution"]),
    paragraph,
)
steps = st.lists(paragraph, min_size=2, max_size=3).map(
    lambda rows: ("steps", {"steps": [{"type": "item", "value": row, "id": ""} for row in rows]})
)
reflection = paragraph.map(lambda text: ("reflection", {"prompt": text}))
sample = st.builds(
    lambda language, text: ("code", {"language": language, "code": text}),
    st.sampled_from(["", "python", "c++"]),
    code,
)
console = code.map(lambda text: ("console", {"text": text}))
cell = st.just("") | paragraph
table = st.builds(
    lambda heads, rows, caption: (
        "table",
        {
            "columns": [{"type": "text", "heading": head} for head in heads],
            "rows": [{"values": row} for row in rows],
            "caption": caption,
        },
    ),
    st.lists(words, min_size=2, max_size=2),
    st.lists(st.lists(cell, min_size=2, max_size=2), min_size=1, max_size=2),
    st.just("") | words,
)
option = st.fixed_dictionaries({"text": paragraph, "correct": st.booleans(), "feedback": words})
check = st.builds(
    lambda question, options: (
        "check",
        {
            "question": question,
            "options": [*options, {"text": "<p>b</p>", "correct": True, "feedback": "ya"}],
        },
    ),
    paragraph,
    st.lists(option, min_size=1, max_size=2),
)
text = paragraph.map(lambda value: ("text", value))
kinds = {"heading": heading, "callout": callout, "steps": steps, "reflection": reflection, "code": sample}
kinds |= {"console": console, "table": table, "check": check}


def body_of(blocks):
    raw = [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(blocks)]
    return LessonPage(body=stream_json(LessonPage.body.field.stream_block, raw)).body


def plain(value):
    """A value without the ids that lists give to their items."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list):
        return [
            plain(part["value"] if isinstance(part, dict) and part.get("type") == "item" else part)
            for part in value
        ]
    return value


def returned(blocks):
    plan, lesson = plan_of(BlockWriter(MediaNames()).write(body_of(blocks)))
    return [(block.kind, plain(block.value)) for block in lesson.blocks], [
        fault.reason for fault in plan.faults
    ]


@pytest.mark.parametrize("kind", kinds)
def test_each_kind_comes_back_as_it_was(db, kind):
    @bounds
    @given(kinds[kind])
    def round_trip(block):
        assert returned([("text", "<p>Awal.</p>"), block]) == (
            [("text", "<p>Awal.</p>"), (block[0], plain(block[1]))],
            [],
        )

    round_trip()


BARS = {"columns": [{"type": "text", "heading": "=\\| 1"}, {"type": "text", "heading": "|"}], "caption": ""}


@bounds
@example([("heading", {"text": "#", "level": "2"}), ("heading", {"text": "C ##", "level": "3"})])
@example([("table", BARS | {"rows": [{"values": ["<p>a\\\\|b</p>", "<p><code>\\|</code></p>"]}]})])
@given(st.lists(st.one_of(text, *kinds.values()), min_size=1, max_size=4))
def test_blocks_side_by_side_stay_apart(db, blocks):
    blocks = [("text", "<p>Awal.</p>"), *blocks]

    assert returned(blocks) == ([(kind, plain(value)) for kind, value in blocks], [])


@pytest.mark.parametrize("head", ["|", "a | b", "\\| 1", "\\\\|", "'=\\| 1", "|\\|", "\\"])
def test_pipes_and_backslashes_in_tables_come_back(db, head):
    value = {
        "columns": [{"type": "text", "heading": head}, {"type": "text", "heading": "b"}],
        "rows": [{"values": [f"<p>{head}</p>", ""]}],
        "caption": "",
    }

    assert returned([("table", value)]) == ([("table", plain(value))], [])


@pytest.mark.parametrize("head", ["#", "##", "a #", "a ##", "# #", "a#", "\\#", "a \\#"])
def test_signs_of_headings_in_headings_come_back(db, head):
    blocks = [("text", "<p>Awal.</p>"), ("heading", {"text": head, "level": "2"})]

    assert returned(blocks) == (blocks, [])
