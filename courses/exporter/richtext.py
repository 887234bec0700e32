"""Rich text back to Markdown, so that reading it again gives the same HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SPECIAL = re.compile(r"[\\`*~<\[\]]|!\Z|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
LINE_START = re.compile(r"^([#>+=:|-])", re.MULTILINE)
NUMBER_START = re.compile(r"^(\d+)([.)])", re.MULTILINE)
EMPHASIS = {"b": "**", "i": "*"}
LISTS = {"ul", "ol"}
OTHER = {"-": "*", "*": "-"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(html: str) -> Element:
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return parser.root


def escaped(text: str) -> str:
    """Plain text as Markdown that means just that text."""
    text = SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split("\n")))
    return NUMBER_START.sub(r"\1\\\2", LINE_START.sub(r"\\\1", text))


def flow(html: str, bullet: str = "-") -> str:
    """Paragraphs and lists as Markdown, blocks a blank line apart."""
    return "\n\n".join(_blocks(tree(html), bullet))


def inline(html: str, line_break: str = "\\\n") -> str:
    """One paragraph's worth; paragraph ends become ``line_break``."""
    parts = [_inlines(part, line_break) for part in _paragraphs(tree(html))]
    return line_break.join(part for part in parts if part)


def _paragraphs(root: Element) -> list[Element]:
    """The paragraphs of a root; bare text between them counts as one."""
    groups: list[Element] = []
    for child in root.children:
        if isinstance(child, Element) and child.tag == "p":
            groups.append(child)
        elif groups and groups[-1].tag == "bare":
            groups[-1].children.append(child)
        elif isinstance(child, Element) or child.strip():
            groups.append(Element("bare", children=[child]))
    return groups


def _blocks(root: Element, bullet: str) -> list[str]:
    blocks: list[str] = []
    lists = 0
    for part in _split(root):
        if part.tag in LISTS:
            first = lists % 2 == 0  # a list right after another is told apart by its signs
            blocks.append(_list(part, bullet if first else OTHER[bullet], "." if first else ")"))
            lists += 1
        else:
            lists = 0
            text = _inlines(part, "\\\n")
            if text:
                blocks.append(_line_starts(text))
    return blocks


def _split(root: Element) -> list[Element]:
    """Paragraphs and lists in their order; bare text becomes a paragraph."""
    parts: list[Element] = []
    for child in root.children:
        if isinstance(child, Element) and child.tag in {"p", *LISTS}:
            parts.append(child)
        elif parts and parts[-1].tag == "bare":
            parts[-1].children.append(child)
        elif isinstance(child, Element) or child.strip():
            parts.append(Element("bare", children=[child]))
    return parts


def _list(element: Element, bullet: str, point: str) -> str:
    lines = []
    items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
    for number, item in enumerate(items, start=1):
        marker = f"{bullet} " if element.tag == "ul" else f"{number}{point} "
        text = "\n".join(_blocks(item, "-")) or ""
        lines.append(marker + indented(text, len(marker)))
    return "\n".join(lines)


def indented(text: str, width: int) -> str:
    """All lines but the first moved right; empty lines stay empty."""
    return re.sub(r"\n(?!\n|$)", "\n" + " " * width, text)


def _line_starts(text: str) -> str:
    return NUMBER_START.sub(r"\1\\\2", LINE_START.sub(r"\\\1", text))


def _inlines(element: Element, line_break: str, inside: bool = False) -> str:
    parts: list[str] = []
    for index, child in enumerate(element.children):
        following = element.children[index + 1] if index + 1 < len(element.children) else ""
        parts.append(_inline(child, "".join(parts), following, line_break, inside))
    return "".join(parts).strip() if not inside else "".join(parts)


def _inline(
    child: "Element | str", before: str, following: "Element | str", line_break: str, inside: bool
) -> str:
    if isinstance(child, str):
        return SPECIAL.sub(lambda found: "\\" + found[0], child.replace("\n", " "))
    if child.tag == "br":
        return line_break
    if child.tag == "code":
        return code(words(child))
    text = _inlines(child, line_break, inside=True)
    if child.tag in EMPHASIS:
        return _emphasis(child.tag, text, before, following, inside)
    if child.tag == "a" and child.attributes.get("href") and "linktype" not in child.attributes:
        return f"[{text}]({address(child.attributes['href'])})"
    return text


def _emphasis(tag: str, text: str, before: str, following: "Element | str", inside: bool) -> str:
    """``**`` where its rules of left and right let it work, else the tag itself, which reads the same."""
    after = following[:1] if isinstance(following, str) else "x"
    opens = bool(text) and not text[0].isspace() and (text[0].isalnum() or not before[-1:].isalnum())
    closes = bool(text) and not text[-1].isspace() and (text[-1].isalnum() or not after.isalnum())
    alone = not inside and not before.endswith("*") and "*" not in text and isinstance(following, str)
    if opens and closes and alone:
        return f"{EMPHASIS[tag]}{text}{EMPHASIS[tag]}"
    return f"<{tag}>{text}</{tag}>"


def words(element: Element) -> str:
    return "".join(child if isinstance(child, str) else words(child) for child in element.children)


def address(href: str) -> str:
    """A link's destination; in angle brackets only where it has to be."""
    return href if re.fullmatch(r"[\w./~:?=&%#@+-]+", href) and not href.startswith("<") else f"<{href}>"


def code(text: str) -> str:
    """A code span whose fence is longer than any in it."""
    runs = [len(run) for run in re.findall(r"`+", text)]
    fence = "`" * next(size for size in range(1, len(text) + 2) if size not in runs)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
