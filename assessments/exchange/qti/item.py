"""One assessment item: its texts, interactions and feedback."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Desk
from assessments.exchange.qti.package import Package
from assessments.exchange.qti.scores import declared
from assessments.exchange.qti.tree import inside
from assessments.exchange.words import html_text
from assessments.exchange.xml import Node
from assessments.gift.drafts import Broken

Body = dict[str, Any]
INLINE = {"textentryinteraction", "inlinechoiceinteraction"}
LEFT = {"rubricblock", "stylesheet", "modalfeedback", "feedbackblock", "feedbackinline", "templateblock"}


class Item:
    def __init__(self, node: Node, desk: Desk, package: Package | None, member: str) -> None:
        self.node, self.desk, self.package, self.member = node, desk, package, member
        self.line = node.line
        self.name = node.get("title") or node.get("identifier") or ""
        self.responses = declared(node)
        found = node.find("itembody")
        if found is None:
            raise Broken(node.line, self.name, _("Soal ini tidak memiliki isi."), _("Ekspor ulang soal ini."))
        self.body: Node = found  # type: ignore[assignment]
        self.kind = self.body.get("datakind", "")
        self.inline: list[Node] = []
        self.blocks: list[Node] = []
        self.stem = self.text(inside(self.body, self._in_body))
        self.feedback, self.notes = self._feedback()

    def text(self, html: str, line: int | None = None) -> str:
        return html_text(html.strip(), line or self.line, self.desk, self._file)

    def _file(self, address: str) -> bytes | None:
        return self.package.picture(address, self.member) if self.package else None

    def _in_body(self, node: Node) -> str | None:
        """Interactions leave a mark, or their prompt; what only markers see leaves nothing."""
        if node.tag in INLINE:
            self.inline.append(node)
            return f"[[{len(self.inline)}]]"
        if node.tag.endswith("interaction"):
            self.blocks.append(node)
            prompt = node.find("prompt")
            return inside(prompt) if prompt is not None else ""  # type: ignore[arg-type]
        return "" if node.tag in LEFT else None

    def content(self, node: Node) -> tuple[str, str]:
        """Text of a choice and the feedback that stands inside it."""
        notes: list[str] = []

        def take(part: Node) -> str | None:
            if part.tag not in {"feedbackinline", "feedbackblock"}:
                return None
            notes.append(inside(part))
            return ""

        text = self.text(inside(node, take), node.line)
        return text, self.text("".join(notes), node.line)

    def _feedback(self) -> tuple[str, dict[str, str]]:
        """General feedback, and what is shown for one answer, by identifier."""
        general, notes = "", {}
        for node in self.node.all("modalfeedback"):
            text = self.text(inside(node), node.line)
            if node.get("outcomeidentifier", "").startswith("FEEDBACK"):
                notes[node.get("identifier", "")] = text
            elif general:
                self.desk.leave_out(node.line, text, _("Soal di sini memiliki satu umpan balik umum."))
            else:
                general = text
        return general, notes

    def note(self, identifier: str) -> str:
        return self.notes.get(identifier, "")
