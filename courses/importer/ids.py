"""Ids of blocks that stay the same from import to import, so that answers and progress stay with them."""

from collections import Counter
from uuid import NAMESPACE_URL, uuid5

from courses.importer.plan import Block, Lesson
from courses.importer.richtext import words_of_html


def lasting_id(*names: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("piawai", *names))))


def name_blocks(course: str, lesson: Lesson) -> None:
    """Give every block its id: check questions by what they ask, other blocks by kind and place."""
    seen: Counter[str] = Counter()
    for block in lesson.blocks:
        asks = words_of_html(block.value["question"]) if block.kind == "check" else ""
        block.id = _next(seen, course, lesson.name, block.kind, asks)
        _name_items(block)


def _name_items(block: Block) -> None:
    seen: Counter[str] = Counter()
    if block.kind == "steps":
        for item in block.value["steps"]:
            item["id"] = _next(seen, block.id)
    elif block.kind == "check":
        for item in block.value["options"]:
            item["id"] = _next(seen, block.id, words_of_html(item["value"]["text"]))


def _next(seen: Counter[str], *names: str) -> str:
    key = "/".join(names)
    seen[key] += 1
    return lasting_id(*names, str(seen[key]))
