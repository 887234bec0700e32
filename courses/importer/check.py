"""The ``:::check`` block: a question, then its options as a task list with feedback below each."""

import re
from typing import Any

from django.utils.translation import gettext as _

from courses.importer.markdown import Node, inline_children, line_of, plain
from courses.importer.report import Report
from courses.importer.richtext import Writer

MARK = re.compile(r"^\[( |x|X)\](\s+|$)")
FEEWEST, MOST = 2, 5
FEEDBACK_LIMIT = 500


def check_value(node: Node, writer: Writer, report: Report) -> dict[str, Any]:
    """The block's value; whatever is wrong with it goes into ``report``."""
    items = [item for child in node.children if _is_options(child) for item in child.children]
    question = writer.flow([child for child in node.children if not _is_options(child)])
    options = [_option(item, writer, report) for item in items]
    for wrong, reason, mend in _faults(question, options):
        if wrong:
            report.fault(line_of(node), plain(node), reason, mend)
    return {
        "question": question,
        "options": [{"type": "item", "value": option, "id": ""} for option in options],
    }


def _faults(question: str, options: list[dict[str, Any]]) -> list[tuple[bool, str, str]]:
    right = any(option["correct"] for option in options)
    return [
        (
            not question,
            _("Blok check tidak berisi pertanyaan."),
            _("Tulis pertanyaannya di atas daftar pilihan."),
        ),
        (
            not FEEWEST <= len(options) <= MOST,
            _("Blok check memerlukan dua sampai lima pilihan."),
            _("Tulis tiap pilihan sebagai “- [ ] …”, yang benar sebagai “- [x] …”."),
        ),
        (
            bool(options) and not right,
            _("Tidak ada pilihan yang benar."),
            _("Tandai yang benar dengan “- [x]”."),
        ),
    ]


def _is_options(node: Node) -> bool:
    return node.type == "bullet_list" and all(MARK.match(plain(item)) for item in node.children)


def _option(item: Node, writer: Writer, report: Report) -> dict[str, Any]:
    texts = [child for child in item.children if child.type == "paragraph"]
    feedback = " ".join(plain(child) for child in item.children if child.type == "blockquote")
    words = inline_children(texts[0])
    text = writer.inline(words)
    marked = MARK.match(text)
    if not feedback:
        report.fault(
            line_of(item),
            plain(item),
            _("Pilihan ini tidak mempunyai umpan balik."),
            _("Tulis umpan balik di baris berikutnya, menjorok, diawali “> ”."),
        )
    return {
        "text": f"<p>{MARK.sub('', text)}</p>",
        "correct": bool(marked and marked[1].lower() == "x"),
        "feedback": report.fits(line_of(item), feedback, FEEDBACK_LIMIT, _("Umpan balik")),
    }
