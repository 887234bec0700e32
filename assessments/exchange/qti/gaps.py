"""Gaps in a text, out of the interactions that stand in it."""

from typing import Any

from assessments.exchange.qti.answers import option, response
from assessments.exchange.qti.item import Item
from assessments.exchange.qti.scores import gap_weight, weights
from assessments.exchange.qti.typed import typed
from assessments.exchange.xml import Node
from assessments.grading.ids import option_id

Body = dict[str, Any]


def gap(item: Item, node: Node, pk: str) -> Body:
    head = {"id": pk, "weight": gap_weight(item.node, node.get("responseidentifier", ""))}
    if node.tag == "textentryinteraction":
        return head | typed(item, node)
    rows = node.all("inlinechoice")
    worth = weights(response(item, node), [row.get("identifier", "") for row in rows])
    return head | {"kind": "single", "options": [option(item, row, worth) for row in rows]}


def words(item: Item) -> Body:
    choices: dict[str, Body] = {}
    gaps = []
    for number, node in enumerate(item.inline, start=1):
        group, right = node.get("datagroup", "1"), response(item, node).right
        for row in node.all("inlinechoice"):
            text, _note = item.content(row)
            pk = option_id(text if group == "1" else f"{group}/{text}")
            choices[pk] = {"id": pk, "text": text, "group": group}
            if row.get("identifier") in right:
                gaps.append({"id": str(number), "right": pk})
    return {"choices": sorted(choices.values(), key=lambda row: row["id"]), "gaps": gaps}
