"""Put a learner's own answers beside the check-yourself questions of a rendered lesson."""

from dataclasses import replace
from typing import Any

from courses.rendering import RenderedBlock


def answered(block: RenderedBlock, chosen: list[int] | None) -> RenderedBlock:
    """A copy whose options say whether they were chosen; None is a question that was not answered yet."""
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
