"""Places on pictures, out of pixels."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.images import BadPicture, picture, size_of
from assessments.exchange.qti.answers import response
from assessments.exchange.qti.item import Item
from assessments.exchange.qti.scores import weights
from assessments.exchange.xml import Node, said
from assessments.gift.drafts import Broken

Body = dict[str, Any]


def hotspot(item: Item, node: Node) -> tuple[str, Body]:
    shown = next((part for part in node if part.tag in {"img", "object"}), None)
    if shown is None:
        raise Broken(node.line, item.name, _("Soal ini tidak memiliki gambar."), _("Ekspor ulang soal ini."))
    image, declared = _image(item, node, shown)  # type: ignore[arg-type]
    rows = node.all("hotspotchoice")
    worth = weights(response(item, node), [row.get("identifier", "") for row in rows])
    areas = [_area(item, row, str(n), worth, declared) for n, row in enumerate(rows, start=1)]
    return "hotspot", {"image": image, "areas": areas}


Size = tuple[Decimal, Decimal]


def _image(item: Item, node: Node, shown: Node) -> tuple[Body, Size]:
    """The picture, and the size to which the coordinates refer."""
    address = shown.get("src") or shown.get("data") or ""
    try:
        data = item._file(address)
        found = picture(data) if data is not None else None
    except BadPicture as fault:
        raise Broken(node.line, address, str(fault), _("Ganti gambarnya.")) from fault
    if found is None:
        raise Broken(node.line, address, _("Gambar ini tidak ada di paket."), _("Masukkan gambarnya."))
    item.desk.keep(found)
    own = size_of(found.data) or (1000, 1000)
    declared = tuple(
        Decimal(shown.get(key) or str(size)) for key, size in zip(("width", "height"), own, strict=True)
    )
    size = (node.get("datawidth"), node.get("dataheight"))
    width, height = (
        int(Decimal(real or str(said_size))) for real, said_size in zip(size, declared, strict=True)
    )
    alt = shown.get("alt") or " ".join(said(shown).split())
    return {"name": found.name, "alt": alt, "width": width, "height": height}, (declared[0], declared[1])


SHAPES = {"rect": "rect", "circle": "circle", "poly": "polygon"}


def _area(item: Item, row: Node, pk: str, worth: dict[str, str], size: Size) -> Body:
    shape, name = SHAPES.get(row.get("shape", "")), row.get("identifier", "")
    if shape is None:
        why = _("Bidang berbentuk %(shape)s tidak dapat dibawa ke sini.") % {"shape": row.get("shape")}
        raise Unheld(row.line, item.name, why)
    values = [Decimal(part) for part in re.split(r"[\s,]+", row.get("coords", "").strip()) if part]
    if shape == "polygon" and values[:2] == values[-2:] and len(values) > 6:
        values = values[:-2]  # closed outlines name their first corner twice
    by = [size[0], size[1]] * len(values) if shape != "circle" else [size[0], size[1], size[0]]
    points = [str(round(value * 1000 / of)) for value, of in zip(values, by, strict=False)]
    label = row.get("hotspotlabel") or name
    facts = {"id": pk, "label": label, "shape": shape, "points": points}
    return facts | {"weight": worth[name], "feedback": item.note(name)}
