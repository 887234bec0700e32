"""Turn a lesson's blocks into HTML; ``courses.fragments`` keeps it."""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from courses.models import LessonPage


@dataclass(frozen=True, eq=False)
class RenderedBlock:
    """``html`` is ready to show; a check-yourself question has ``check`` instead:
    {"question": html, "multiple": bool, "options": [{"text": html, "correct": bool, "feedback": text}]}."""

    kind: str
    id: str
    html: str = ""
    check: dict[str, Any] | None = None


def render_fresh(lesson: LessonPage) -> list[RenderedBlock]:
    """The blocks of a lesson as it stands in this object, published or not."""
    return [_render(block) for block in lesson.body]


def _render(block: StreamValue.StreamChild) -> RenderedBlock:
    if block.block_type == "check":
        return RenderedBlock("check", block.id, check=_check(block.value))
    return RenderedBlock(block.block_type, block.id, html=str(block.render({"block_id": block.id})))


def _check(value: Any) -> dict[str, Any]:
    options = [
        {
            "text": expand_db_html(option["text"].source),
            "correct": option["correct"],
            "feedback": option["feedback"],
        }
        for option in value["options"]
    ]
    return {
        "question": expand_db_html(value["question"].source),
        "multiple": sum(option["correct"] for option in options) > 1,
        "options": options,
    }
