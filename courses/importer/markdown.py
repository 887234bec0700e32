"""Markdown as a tree of nodes: CommonMark, GFM tables, and the ``:::`` containers of the course folder."""

from collections.abc import Callable
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

Node = SyntaxTreeNode

CONTAINERS = ("steps", "check", "reflection", "video")


def _word_is(name: str) -> Callable[[str, str], bool]:
    return lambda params, _marker: params.strip().split(" ")[0] == name


def _other_word(params: str, _marker: str) -> bool:
    word = params.strip().split(" ")[0]
    return bool(word) and word not in CONTAINERS


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for name in CONTAINERS:
        container_plugin(parser, name, validate=_word_is(name))
    container_plugin(parser, "other", validate=_other_word)
    return parser


def parse(text: str) -> Node:
    return SyntaxTreeNode(_parser().parse(text))


def line_of(node: Node) -> int | None:
    """The line (from 1) on which the node, or what holds it, begins."""
    current: Node | None = node
    while current is not None and not current.is_root:
        if current.map:
            return current.map[0] + 1
        current = current.parent
    return None


def plain(node: Node) -> str:
    """The words of a node without any markup, in one line."""
    return " ".join("".join(_words(node)).split())


def _words(node: Node) -> list[str]:
    if node.type in {"text", "code_inline", "fence", "code_block"}:
        return [node.content]
    if node.type in {"softbreak", "hardbreak"}:
        return [" "]
    words = [word for child in node.children for word in _words(child)]
    return [*words, " "] if node.is_root or node.block else words


def inline_children(node: Node) -> list[Node]:
    """What stands in a paragraph, heading or cell."""
    return [child for inline in node.children for child in inline.children]


def local_path(address: str, file: str) -> str | None:
    """The folder path that a relative address in ``file`` points to; None for addresses elsewhere.

    GitHub's ``?raw=true`` and fragments are dropped; a leading ``/`` means the root of the folder.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    joined = path.lstrip("/") if path.startswith("/") else join(dirname(file), path)
    path = normpath(joined)
    return None if path.startswith("..") else path
