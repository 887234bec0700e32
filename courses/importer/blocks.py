"""A lesson's Markdown, block by block."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from courses.importer.check import check_value
from courses.importer.markdown import Node, inline_children, line_of, plain
from courses.importer.pictures import Shelf
from courses.importer.plan import Block
from courses.importer.report import Report
from courses.importer.richtext import Writer, clean, is_file_link

ALERT = re.compile(r"^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
CAPTION = re.compile(r"^(Tabel|Table)(\s+\d+)?\s*[:.]\s+", re.IGNORECASE)
CONSOLES = {"console", "shell-session", "terminal", "pycon"}
HEADING_LIMIT, LANGUAGE_LIMIT = 160, 20
TEXTUAL = {"paragraph", "bullet_list", "ordered_list"}


class BlockBuilder:
    """Turns the nodes of one lesson into blocks; neighbouring paragraphs and lists share a text block."""

    def __init__(self, report: Report, shelf: Shelf, title: str) -> None:
        self.report, self.shelf, self.title = report, shelf, title
        self.writer = Writer(report)
        self.blocks: list[Block] = []
        self.run: list[Node] = []
        self.caption = ""
        self.makers: dict[str, Callable[[Node], None]] = {
            "heading": self._heading,
            "fence": self._code,
            "code_block": self._code,
            "table": self._table,
            "blockquote": self._quote,
            "html_block": self._html,
            "container_steps": self._steps,
            "container_check": self._check,
            "container_reflection": self._reflection,
            "container_video": self._video,
            "container_other": self._other,
        }

    def build(self, nodes: list[Node]) -> list[Block]:
        self._add_all(nodes)
        self._end_text()
        return self.blocks

    def _add_all(self, nodes: list[Node]) -> None:
        for node, following in zip(nodes, [*nodes[1:], None], strict=False):
            if node.type in TEXTUAL:
                self._text(node, following)
            else:
                self._end_text()
                self.makers.get(node.type, self._nothing)(node)
                self._add_hoisted()

    def _nothing(self, node: Node) -> None:
        """A rule between paragraphs."""

    def _put(self, kind: str, value: Any, node: Node) -> None:
        self.blocks.append(Block(kind, value, line=line_of(node) or 0))

    def _text(self, node: Node, following: Node | None) -> None:
        if node.type == "paragraph":
            caption = (
                CAPTION.sub("", plain(node)) if following is not None and following.type == "table" else ""
            )
            if caption and CAPTION.match(plain(node)):
                self._end_text()
                self.caption = caption
                return
            if alone(node, self.report.file):
                self._end_text()
                self._add_hoisted(alone(node, self.report.file))
                return
        self.run.append(node)
        if any(child.type == "image" or is_file_link(child, self.report.file) for child in node.walk()):
            self._end_text()

    def _end_text(self) -> None:
        nodes, self.run = self.run, []
        html = self.writer.flow(nodes)
        if html:
            self._put("text", html, nodes[0])
        self._add_hoisted()

    def _add_hoisted(self, nodes: list[Node] | None = None) -> None:
        """Pictures and files become blocks of their own, after the text they stood in."""
        waiting = self.writer.hoisted if nodes is None else nodes
        self.writer.hoisted = []
        for node in waiting:
            found = self.shelf.picture(node) if node.type == "image" else self.shelf.file(node)
            if found:
                self._put(*found, node)

    def _heading(self, node: Node) -> None:
        words, line = plain(node), line_of(node)
        level = int(node.tag[1])
        if not words or (level == 1 and words == self.title):
            return
        if not 2 <= level <= 3:
            self.report.leave_out(
                line, words, _("Judul bagian hanya mengenal ## dan ###; tingkatnya disesuaikan.")
            )
        text = self.report.fits(line, words, HEADING_LIMIT, _("Judul bagian"))
        self._put("heading", {"text": text, "level": "2" if level <= 2 else "3"}, node)

    def _code(self, node: Node) -> None:
        language = (node.info or "").strip().split(" ")[0]
        code = node.content.rstrip("\n")
        if not code.strip():
            return
        if language in CONSOLES:
            self._put("console", {"text": code}, node)
        else:
            self._put("code", {"language": language[:LANGUAGE_LIMIT], "code": code}, node)

    def _table(self, node: Node) -> None:
        caption, self.caption = self.caption, ""
        rows = [row for part in node.children for row in part.children]
        columns = [{"type": "text", "heading": plain(cell)} for cell in rows[0].children]
        body = [
            {"values": [self.writer.paragraph(inline_children(cell)) for cell in row.children]}
            for row in rows[1:]
        ]
        if not body:
            self.report.leave_out(line_of(node), plain(node), _("Tabel ini tidak mempunyai baris isi."))
            return
        self._put("table", {"columns": columns, "rows": body, "caption": caption}, node)

    def _quote(self, node: Node) -> None:
        first = node.children[0] if node.children else None
        words = inline_children(first) if first is not None and first.type == "paragraph" else []
        found = ALERT.match(words[0].content) if words and words[0].type == "text" else None
        if found is None:
            self.report.leave_out(line_of(node), plain(node), _("Kutipan menjadi teks biasa."))
            self._put_html("text", self.writer.flow(node.children), node)
            return
        inner = self.writer.inline(words).replace(found[0].strip(), "", 1).strip()
        html = (f"<p>{inner}</p>" if inner else "") + self.writer.flow(node.children[1:])
        if not html:
            self._empty(node, _("Kotak perhatian ini tidak berisi teks."))
            return
        self._put("callout", {"kind": found[1].lower(), "text": clean(html)}, node)

    def _put_html(self, kind: str, html: str, node: Node) -> None:
        if html:
            self._put(kind, html, node)

    def _html(self, node: Node) -> None:
        self._put_html("text", clean(self.writer.raw_html(node)), node)

    def _steps(self, node: Node) -> None:
        self._closed(node)
        items = [item for child in node.children if child.type.endswith("_list") for item in child.children]
        others = [child for child in node.children if not child.type.endswith("_list")]
        for other in others:
            self.report.fault(
                line_of(other),
                plain(other),
                _("Blok steps hanya memuat daftar bernomor."),
                _("Pindahkan teks ini keluar."),
            )
        steps = [{"type": "item", "value": self.writer.flow(item.children), "id": ""} for item in items]
        if len(steps) < 2:
            self._empty(node, _("Blok steps memerlukan paling sedikit dua langkah."))
        self._put("steps", {"steps": steps}, node)

    def _check(self, node: Node) -> None:
        self._closed(node)
        self._put("check", check_value(node, self.writer, self.report), node)

    def _reflection(self, node: Node) -> None:
        self._closed(node)
        prompt = self.writer.flow(node.children)
        if not prompt:
            self._empty(node, _("Blok reflection tidak berisi pertanyaan."))
        self._put("reflection", {"prompt": prompt}, node)

    def _video(self, node: Node) -> None:
        self._closed(node)
        value = self.shelf.video(node, self.writer.flow(node.children))
        if value:
            self._put("video", value, node)

    def _other(self, node: Node) -> None:
        name = node.info.strip().split(" ")[0]
        self.report.leave_out(
            line_of(node), f":::{name}", _("Blok ini tidak dikenal; isinya menjadi teks biasa.")
        )
        self._add_all(node.children)
        self._end_text()

    def _empty(self, node: Node, reason: str) -> None:
        self.report.fault(line_of(node), plain(node), reason, _("Lengkapi bloknya, atau hapus."))

    def _closed(self, node: Node) -> None:
        if not self.shelf.closes(node):
            name = node.info.strip().split(" ")[0]
            self.report.fault(
                line_of(node),
                f":::{name}",
                _("Blok ini tidak ditutup."),
                _("Tambahkan baris ::: di akhir blok."),
            )


def alone(node: Node, file: str) -> list[Node]:
    """The pictures and file links of a paragraph that holds nothing else; empty when it holds words too."""
    words = [child for child in inline_children(node) if not _blank(child)]
    only = all(child.type == "image" or is_file_link(child, file) for child in words)
    return words if only else []


def _blank(node: Node) -> bool:
    return node.type in {"softbreak", "hardbreak"} or (node.type == "text" and not node.content.strip())
