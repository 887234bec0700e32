import pytest

from courses.exporter.blocks import BlockWriter
from courses.exporter.media import MediaNames
from courses.importer.pages import stream_json
from courses.models import LessonPage
from tests.courses.importer.test_blocks import CHECK, plan_of

WRITTEN = {
    "text": "Halo **kuat**.\n\n- a\n- b",
    "two texts": "Satu.\n\n<!-- -->\n\nDua.",
    "headings": "## Bagian \\#\n\n### Sub",
    "callout": "> [!TIP]\n> Halo\n>\n> - a",
    "steps": ":::steps\n1. Satu.\n2. Dua.\n\n   - a\n:::",
    "table": "Tabel: Judul\n\n| A | B |\n| --- | --- |\n| 1 | a \\| b |\n| 2 |  |",
    "table after text": "Tabel: bukan judul\n\n<!-- -->\n\n| A |\n| --- |\n| 1 |",
    "code": "```python\nprint('#')\n```",
    "code with fences": "````markdown\n```\na\n```\n````",
    "console": "```console\n$ ls\n```",
    "reflection": ":::reflection\nMengapa?\n:::",
    "check": CHECK,
    "check with a list": CHECK.replace("Apa?", "Apa?\n\n* a\n* b"),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_blocks_go_out_as_they_came_in(db, text):
    plan, lesson = plan_of(f"{text}\n\nAkhir.")
    assert plan.faults == []
    raw = [{"type": block.kind, "value": block.value, "id": block.id} for block in lesson.blocks]
    page = LessonPage(body=stream_json(LessonPage.body.field.stream_block, raw))

    written = BlockWriter(MediaNames()).write(page.body)

    _plan, again = plan_of(written)
    assert [(block.kind, block.value, block.id) for block in again.blocks] == [
        (block.kind, block.value, block.id) for block in lesson.blocks
    ]
