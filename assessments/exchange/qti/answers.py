"""The response that an interaction names, and options out of choices."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.qti.item import Item
from assessments.exchange.qti.scores import Declared
from assessments.exchange.xml import Node
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]


def response(item: Item, node: Node) -> Declared:
    name = node.get("responseidentifier", "")
    if name not in item.responses:
        raise Broken(node.line, name, _("Jawaban soal ini tidak dinyatakan."), _("Ekspor ulang soal ini."))
    return item.responses[name]


def option(item: Item, row: Node, worth: dict[str, str]) -> Body:
    pk = row.get("identifier", "")
    text, note = item.content(row)
    return {"id": option_id(text), "text": text, "weight": worth[pk], "feedback": note or item.note(pk)}
