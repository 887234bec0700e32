"""One vocabulary for all versions: ``qti-simple-choice`` and ``simpleChoice`` are both ``simplechoice`` here."""

from collections.abc import Callable
from html import escape

from assessments.exchange.xml import Node

VOID = {"br", "img", "hr", "col"}
BLOCKS = {"p", "ul", "ol", "table", "pre", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dl"}
Replace = Callable[[Node], str | None]


def plain_names(node: Node) -> Node:
    """Renames a tree in place."""
    for part in node.iter():
        part.tag = _plain(part.tag)
        for key in [key for key in part.attrib if key != _plain(key)]:
            part.attrib[_plain(key)] = part.attrib.pop(key)
    return node


def _plain(name: str) -> str:
    return name.removeprefix("qti-").replace("-", "").lower()


def inside(node: Node, replace: Replace = lambda _node: None) -> str:
    """What an element holds as HTML; ``replace`` gives the text that stands for an element, None for itself."""
    parts = [escape(node.text or "", quote=False)]
    for child in node:
        parts.append(_shown(child, replace))  # type: ignore[arg-type]
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _shown(node: Node, replace: Replace) -> str:
    other = replace(node)
    if other is not None:
        return other
    within = inside(node, replace)
    if node.get("datapart") or node.tag in {"span", "contentbody"}:
        return within
    if node.tag in {"div", "section", "article"}:
        return (
            within
            if any(part.tag in BLOCKS for part in node.iter() if part is not node)
            else f"<p>{within}</p>"
        )
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in node.attrib.items())
    return f"<{node.tag}{attributes}>" + ("" if node.tag in VOID else f"{within}</{node.tag}>")


def child(node: Node | None, *path: str) -> Node | None:
    for name in path:
        node = node.find(name) if node is not None else None  # type: ignore[assignment]
    return node
