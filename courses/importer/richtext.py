"""Markdown nodes as the HTML of Wagtail's rich text: only tags that its features know, all else is listed."""

import re
from html import escape, unescape
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext as _

from courses.importer.markdown import Node, inline_children, line_of, local_path, plain
from courses.importer.report import Report

FLOW_TAGS = {"p", "b", "i", "a", "code", "ul", "ol", "li", "br"}
SCHEMES = {"http", "https", "mailto", "tel"}
SAME_AS = {"b": "b", "strong": "b", "i": "i", "em": "i", "code": "code", "kbd": "code", "br": "br"}
TAG = re.compile(r"</?\s*([a-zA-Z][\w-]*)[^>]*>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TEMPLATE = re.compile(r"\{%.*?%\}|\{\{[<%].*?[%>]\}\}|\{:[^}]*\}")
EMPTY_TAGS = re.compile(r"<(b|i|a|code)(?: [^>]*)?>\s*</\1>")


def clean(html: str) -> str:
    """Well-formed HTML with nothing in it but what the rich text features allow."""
    cleaned = nh3.clean(
        html,
        tags=FLOW_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return EMPTY_TAGS.sub("", cleaned).replace("<br>", "<br/>").replace("&nbsp;", " ").strip()


def words_of_html(html: str) -> str:
    """The text of a piece of raw HTML; scripts and styles are no text."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


class Writer:
    """Writes nodes of one file; pictures and files met inside a text wait in ``hoisted`` for their own block."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.hoisted: list[Node] = []

    def flow(self, nodes: list[Node]) -> str:
        """Paragraphs and lists as clean HTML."""
        return clean("".join(self._block(node) for node in nodes))

    def inline(self, nodes: list[Node]) -> str:
        """The inside of one paragraph as clean HTML, without the ``<p>``."""
        return clean("".join(self._inline(node) for node in nodes))

    def paragraph(self, nodes: list[Node]) -> str:
        inner = self.inline(nodes)
        return f"<p>{inner}</p>" if inner else ""

    def _block(self, node: Node) -> str:
        match node.type:
            case "paragraph":
                return self.paragraph(inline_children(node))
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "heading":
                inner = self.inline(inline_children(node))
                return f"<p><b>{inner}</b></p>" if inner else ""
            case "fence" | "code_block":
                return self._code(node)
            case "html_block":
                return self.raw_html(node)
            case "table":
                return self._table(node)
            case "hr":
                return ""
            case _:
                return "".join(self._block(child) for child in node.children)

    def _list(self, node: Node) -> str:
        tag = "ul" if node.type == "bullet_list" else "ol"
        items = "".join(f"<li>{self._item(item)}</li>" for item in node.children)
        return f"<{tag}>{items}</{tag}>"

    def _item(self, item: Node) -> str:
        """An item holds one text and lists below it; further paragraphs become new lines."""
        texts, lists = [], []
        for child in item.children:
            html = self._block(child)
            if child.type in {"bullet_list", "ordered_list"}:
                lists.append(html)
            elif html:
                texts.append(html.replace("</p><p>", "<br/>").removeprefix("<p>").removesuffix("</p>"))
        return "<br/>".join(texts) + "".join(lists)

    def _code(self, node: Node) -> str:
        self.report.leave_out(
            line_of(node), node.content, _("Di dalam daftar atau kotak, blok kode menjadi kode sebaris.")
        )
        lines = [f"<code>{escape(line)}</code>" for line in node.content.rstrip("\n").split("\n") if line]
        return f"<p>{'<br/>'.join(lines)}</p>"

    def _table(self, node: Node) -> str:
        self.report.leave_out(
            line_of(node), plain(node), _("Di dalam daftar atau kotak, tabel menjadi baris teks.")
        )
        rows = [row for part in node.children for row in part.children]
        lines = [" | ".join(self.inline(inline_children(cell)) for cell in row.children) for row in rows]
        return f"<p>{'<br/>'.join(lines)}</p>"

    def raw_html(self, node: Node) -> str:
        """The text of a block of HTML; comments go without a word, all tags are listed."""
        html = COMMENT.sub("", node.content).strip()
        if not html:
            return ""
        self.report.leave_out(line_of(node), html, _("Tag HTML tidak dipakai; hanya teksnya yang diambil."))
        words = words_of_html(html)
        return f"<p>{escape(words)}</p>" if words else ""

    def _inline(self, node: Node) -> str:
        match node.type:
            case "text":
                return self._text(node)
            case "softbreak":
                return " "
            case "hardbreak":
                return "<br/>"
            case "code_inline":
                return f"<code>{escape(node.content)}</code>"
            case "strong" | "em":
                tag = "b" if node.type == "strong" else "i"
                return f"<{tag}>{self._inlines(node)}</{tag}>"
            case "link":
                return self._link(node)
            case "image":
                self.hoisted.append(node)
                return ""
            case "html_inline":
                return self._tag(node)
            case _:
                self.report.leave_out(line_of(node), plain(node), _("Gaya teks ini tidak tersedia."))
                return self._inlines(node)

    def _inlines(self, node: Node) -> str:
        return "".join(self._inline(child) for child in node.children)

    def _text(self, node: Node) -> str:
        for found in TEMPLATE.findall(node.content):
            self.report.leave_out(
                line_of(node), found, _("Perintah pembuat situs lain tidak berlaku di sini.")
            )
        return escape(TEMPLATE.sub("", node.content), quote=False)

    def _link(self, node: Node) -> str:
        address = str(node.attrs.get("href", ""))
        if is_file_link(node, self.report.file):
            self.hoisted.append(node)
            return self._inlines(node)
        inner = self._inlines(node)
        if urlsplit(address).scheme.lower() in SCHEMES:
            return f'<a href="{escape(address)}">{inner}</a>' if inner.strip() else ""
        self.report.leave_out(
            line_of(node), address, _("Tautan ke berkas lain di folder tidak dibawa; teksnya tetap ada.")
        )
        return inner

    def _tag(self, node: Node) -> str:
        if COMMENT.fullmatch(node.content):
            return ""
        found = TAG.fullmatch(node.content)
        name = SAME_AS.get(found[1].lower()) if found else None
        if name == "br":
            return "<br/>"
        if name:
            return f"</{name}>" if node.content.startswith("</") else f"<{name}>"
        self.report.leave_out(
            line_of(node), node.content, _("Tag HTML tidak dipakai; hanya teksnya yang diambil.")
        )
        return ""


FILES = {".pdf", ".mp4", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".txt"}


def is_file_link(node: Node, file: str) -> bool:
    """Whether a node is a link to a file of the folder that learners may download."""
    if node.type != "link":
        return False
    path = local_path(str(node.attrs.get("href", "")), file)
    return path is not None and any(path.lower().endswith(ending) for ending in FILES)
