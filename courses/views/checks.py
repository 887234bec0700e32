"""Put a learner's own answers beside the check-yourself questions of a rendered lesson."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from courses.rendering import RenderedBlock


def with_answers(blocks: Sequence[RenderedBlock], answers: Mapping[str, list[int]]) -> list[RenderedBlock]:
    """The same blocks; in each check the options say whether they were chosen, and feedback only after an answer."""
    return [answered(block, answers.get(block.id)) if block.check else block for block in blocks]


def answered(block: RenderedBlock, chosen: list[int] | None) -> RenderedBlock:
    given = block.check or {}
    options = [
        {**option, "index": index, "chosen": index in (chosen or [])}
        for index, option in enumerate(given["options"])
    ]
    right = {option["index"] for option in options if option["correct"]}
    check: dict[str, Any] = {
        **given,
        "options": options,
        "answered": chosen is not None,
        "right": chosen is not None and set(chosen) == right,
    }
    return replace(block, check=check)
