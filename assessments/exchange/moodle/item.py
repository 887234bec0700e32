"""One ``<question>`` on its way to a draft: its texts, numbers and what nobody asked for."""

from collections.abc import Callable
from decimal import InvalidOperation
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.exchange.found import Desk
from assessments.exchange.images import from_base64
from assessments.exchange.words import auto_html, html_text, markdown_html, one_line, plain_html
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken

Body = dict[str, Any]
FILES = "@@PLUGINFILE@@/"


class Item:
    def __init__(self, node: Node, desk: Desk) -> None:
        self.node, self.desk = node, desk
        self.line = node.line
        self.name = said(node, "name", "text")

    def text(self, *path: str, of: Node | None = None) -> str:
        """The text under a path as HTML, with its pictures."""
        node: Any = of if of is not None else self.node
        for name in path:
            node = node.find(name) if node is not None else None
        return self._read(node) if node is not None else ""

    def _read(self, node: Node) -> str:
        source, line = said(node, "text"), node.line
        form = node.get("format", "html")
        if form == "plain_text":
            return plain_html(source)
        reader: Callable[..., str] = {"markdown": markdown_html, "moodle_auto_format": auto_html}.get(
            form, html_text
        )
        return reader(source, line, self.desk, lambda address: self.file(address, node))

    def file(self, address: str, node: Node) -> bytes | None:
        """The bytes of a file that came with this text, or elsewhere in the question."""
        if not address.startswith(FILES):
            return None
        path = unquote(address.removeprefix(FILES)).split("?")[0]
        for place in (node, self.node):
            for file in place.iter("file"):
                if (file.get("path", "/").strip("/") + "/" + file.get("name", "")).lstrip("/") == path:
                    return from_base64(file.text or "")
        return None

    def plain(self, node: Node) -> str:
        """For fields that hold words and no marks."""
        return " ".join(said(node, "text").replace("\0", "").split())

    def shown(self, node: Node, *path: str) -> str:
        """A field in which Moodle keeps plain text, as HTML."""
        return plain_html(said(node, *path))

    def number(self, text: str, node: Node, what: str) -> str:
        try:
            return plain_number(text.strip().replace(",", "."))
        except InvalidOperation as error:
            reason = _("%(what)s tidak terbaca sebagai angka.") % {"what": what}
            raise Broken(node.line, one_line(text), reason, _("Tulis angka dengan titik desimal.")) from error

    def weight(self, node: Node) -> str:
        return self.number(node.get("fraction", "0"), node, _("Bobot"))

    def flag(self, *path: str, default: bool = False) -> bool:
        text = said(self.node, *path).lower()
        return text in {"1", "true"} if text else default
