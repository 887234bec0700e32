"""Read a QTI package, or one item by itself."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO

from django.utils.translation import gettext as _

from assessments.exchange.checked import checked
from assessments.exchange.found import Desk, Found
from assessments.exchange.names import Names, labels
from assessments.exchange.qti.interactions import read_body
from assessments.exchange.qti.item import Item
from assessments.exchange.qti.package import Package
from assessments.exchange.qti.tree import plain_names
from assessments.exchange.xml import Node, Refused, nodes
from assessments.gift.drafts import Draft

Members = Iterable[tuple[str, list[str]]]
ITEMS = frozenset({"assessmentItem", "qti-assessment-item"})


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    reader = _Reader(Desk(name))
    start = file.read(2)
    file.seek(0)
    if start != b"PK":
        yield from reader.members(None, [(name, [])], file)
        return
    try:
        package = Package(file)
        yield from reader.members(package, package.items())
    except Refused as refused:
        yield refused.fault(name)
        return
    if not reader.count:
        reader.desk.file = name
        mend = _("Ekspor soal sebagai paket QTI 2.1, 2.2, atau 3.0.")
        reader.desk.fault(None, "", _("Paket ini tidak berisi soal."), mend)
        yield from reader.desk.taken()


class _Reader:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.names, self.count = desk, Names(desk), 0

    def members(
        self, package: Package | None, items: Members, alone: IO[bytes] | None = None
    ) -> Iterator[Found]:
        for member, words in items:
            self.desk.file, self.count = member, self.count + 1
            try:
                found = _items(package, member, alone)
            except Refused as refused:
                yield refused.fault(member)
                continue
            for node in found:
                make = partial(self._draft, plain_names(node), package, member, words)
                draft = checked(make, self.desk, node.line, node.get("title") or member)
                yield from self.desk.taken()
                if draft:
                    yield draft

    def _draft(self, node: Node, package: Package | None, member: str, words: list[str]) -> Draft:
        item = Item(node, self.desk, package, member)
        kind, body = read_body(item)
        body = {"stem": body["stem"], "feedback": item.feedback} | body
        place = labels(words, self.desk, node.line)
        name = self.names.of(item.name, body["stem"], node.line)
        return Draft(name, kind, body, line=node.line, **place.facts)


def _items(package: Package | None, member: str, alone: IO[bytes] | None) -> list[Node]:
    if package is None:
        return list(nodes(alone, ITEMS)) if alone else []
    with package.open(member) as file:
        return list(nodes(file, ITEMS))
