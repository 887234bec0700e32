"""Blocks of a lesson back to the Markdown of the course folder."""

import json
import re
from collections.abc import Callable
from typing import Any

from courses.exporter.media import MediaNames
from courses.exporter.richtext import address, escaped, flow, indented, inline
from courses.models import LessonPage

SEPARATOR = "<!-- -->"


class BlockWriter:
    """Writes one lesson; ``media`` gives pictures and files their place in the folder."""

    def __init__(self, media: MediaNames) -> None:
        self.media = media
        self.writers: dict[str, Callable[[Any], str]] = {
            "heading": _heading,
            "text": lambda value: flow(value.source),
            "image": self._picture,
            "figure": self._picture,
            "video": self._video,
            "callout": _callout,
            "steps": _steps,
            "table": _table,
            "code": lambda value: _fenced(value["code"], value["language"]),
            "console": lambda value: _fenced(value["text"], "console"),
            "file": self._file,
            "reflection": lambda value: f":::reflection\n{flow(value['prompt'].source)}\n:::",
            "check": _check,
        }

    def write(self, body: Any) -> str:
        parts: list[str] = []
        before = ""
        for child in body:
            if before == "text" and _runs_together(child):
                parts.append(SEPARATOR)
            parts.append(self.writers[child.block_type](child.value))
            before = child.block_type
        return "\n\n".join(part for part in parts if part) + "\n"

    def _picture(self, value: Any) -> str:
        if value["image"] is None:
            return ""
        alt = escaped(value["alt"])
        caption = f" {_quoted(value['caption'])}" if value["caption"] else ""
        return f"![{alt}]({address('../' + self.media.image(value['image']))}{caption})"

    def _file(self, value: Any) -> str:
        if value["file"] is None:
            return ""
        title = escaped(value["title"])
        return f"[{title}]({address('../' + self.media.document(value['file']))})"

    def _video(self, value: Any) -> str:
        if value["file"] is None:
            return ""
        head = f":::video {self.media.document(value['file'])}"
        if value["captions"]:
            head += f" captions={self.media.document(value['captions'])}"
        transcript = flow(value["transcript"].source) if value["transcript"] else ""
        return "\n".join(part for part in (head, transcript, ":::") if part)


def _runs_together(child: Any) -> bool:
    """Whether this block, after a text, would be read as a part of it or take its last line as caption."""
    return child.block_type == "text" or (child.block_type == "table" and not child.value.caption)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'["\\]|&(?=#?\w+;)', lambda found: "\\" + found[0], text) + '"'


def _heading(value: Any) -> str:
    text = re.sub(r"(?<!\\)#+$", lambda found: "\\" + found[0], escaped(value["text"]))
    return f"{'#' * int(value['level'])} {text}"


def _callout(value: Any) -> str:
    lines = flow(value["text"].source).split("\n")
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"> [!{value['kind'].upper()}]\n{quoted}"


def _steps(value: Any) -> str:
    items = []
    for number, step in enumerate(value["steps"], start=1):
        marker = f"{number}. "
        items.append(marker + indented(flow(step.source), len(marker)))
    return ":::steps\n" + "\n".join(items) + "\n:::"


def _table(value: Any) -> str:
    heads = [_cell(escaped(column["heading"])) for column in value.columns]
    rows = [[_cell(inline(cell.value.source, "<br>")) for cell in row] for row in value.rows]
    lines = [heads, ["---"] * len(heads), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"Tabel: {escaped(value.caption)}\n\n{table}" if value.caption else table


def _cell(text: str) -> str:
    """A table takes one backslash from before each bar, whatever stands before that."""
    return text.replace("|", "\\|")


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _check(value: Any) -> str:
    lines = [":::check", flow(value["question"].source, bullet="*")]
    for option in value["options"]:
        mark = "x" if option["correct"] else " "
        lines.append(f"- [{mark}] {indented(inline(option['text'].source), 2)}")
        lines.append(f"  > {escaped(option['feedback'])}")
    return "\n".join([*lines, ":::"])


def lesson_text(lesson: LessonPage, media: MediaNames) -> str:
    head = {"title": lesson.title, "minutes": lesson.minutes} | (
        {"summary": lesson.summary} if lesson.summary else {}
    )
    front = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items())
    return f"---\n{front}\n---\n\n{BlockWriter(media).write(lesson.body)}"
