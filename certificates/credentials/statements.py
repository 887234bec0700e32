"""From a JSON document to the canonical statements (N-Quads) that a proof signs.

Two parts, both kept to what our documents need; whatever goes beyond is refused, so that a document from a stranger
costs a walk over it and no more:
1. JSON-LD without its processor: every term comes from a ``Vocabulary``, every array is a set, nothing is nested deeper
   than ``DEEPEST``.
2. RDFC-1.0 (W3C, RDF Dataset Canonicalization) for nodes without a name that differ already in what they say
   themselves (section 4.6, "first degree"), as ours always do.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from certificates.credentials.terms import LINK, NAMED, PLAIN, Term, Vocabulary

DEEPEST = 8
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class NotOurs(ValueError):
    """The document holds what no document of ours holds."""


class Quad(NamedTuple):
    subject: str
    predicate: str
    object: str

    def line(self, names: Mapping[str, str]) -> str:
        return f"{names.get(self.subject, self.subject)} {self.predicate} {names.get(self.object, self.object)} .\n"


def canonical(document: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """The statements of ``document``, sorted, one a line. Raises ``NotOurs``. Its ``@context`` is not looked at."""
    quads, nameless = _Reader(vocabulary).read(document)
    names = _named(quads, nameless)
    return "".join(sorted({quad.line(names) for quad in quads}))


def _named(quads: Sequence[Quad], nameless: Sequence[str]) -> dict[str, str]:
    about: dict[str, list[Quad]] = {node: [] for node in nameless}
    for quad in quads:
        for node in {quad.subject, quad.object}:
            if node in about:
                about[node].append(quad)
    hashes = {node: _first_degree(node, mentions, about) for node, mentions in about.items()}
    if any(count > 1 for count in Counter(hashes.values()).values()):
        raise NotOurs("two nodes say the same")
    ordered = sorted(nameless, key=hashes.__getitem__)
    return {node: f"_:c14n{number}" for number, node in enumerate(ordered)}


def _first_degree(node: str, mentions: Sequence[Quad], nameless: Mapping[str, Any]) -> str:
    """The hash of what is said of a node, where it is called ``a`` and every other nameless one ``z``."""
    names = {one: "_:z" for quad in mentions for one in (quad.subject, quad.object) if one in nameless}
    names[node] = "_:a"
    return sha256("".join(sorted(quad.line(names) for quad in mentions)).encode()).hexdigest()


class _Reader:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.quads: list[Quad] = []
        self.nameless: list[str] = []

    def read(self, document: Mapping[str, Any]) -> tuple[list[Quad], list[str]]:
        self._node({name: value for name, value in document.items() if name != "@context"}, 0)
        return self.quads, self.nameless

    def _node(self, node: Mapping[str, Any], depth: int) -> str:
        if depth > DEEPEST:
            raise NotOurs("nested too deep")
        subject = _link(node["id"]) if "id" in node else self._new()
        kinds = sorted(_listed(node.get("type", [])), key=str)
        for kind in kinds:
            self._say(subject, RDF_TYPE, f"<{_of(self.vocabulary.types, kind)}>")
        for name, value in node.items():
            if name not in ("id", "type"):
                term = self._term(name, kinds)
                for one in _listed(value):
                    self._say(subject, f"<{term.iri}>", self._object(one, term.kind, depth))
        return subject

    def _new(self) -> str:
        self.nameless.append(f"_:b{len(self.nameless)}")
        return self.nameless[-1]

    def _say(self, subject: str, predicate: str, value: str) -> None:
        self.quads.append(Quad(subject, predicate, value))

    def _term(self, name: str, kinds: Sequence[str]) -> Term:
        scopes = [self.vocabulary.scoped[kind] for kind in reversed(kinds) if kind in self.vocabulary.scoped]
        return _of(next((scope for scope in scopes if name in scope), self.vocabulary.terms), name)

    def _object(self, value: Any, kind: str, depth: int) -> str:
        if isinstance(value, Mapping) and kind in (PLAIN, LINK):
            return self._node(value, depth + 1)
        if kind == LINK:
            return _link(value)
        if kind == NAMED:
            return f"<{_of(self.vocabulary.names, value)}>"
        return _literal(value, kind)


def _of(table: Mapping[str, Any], name: Any) -> Any:
    if not isinstance(name, str) or name not in table:
        raise NotOurs(f"{name!r} is none of our terms")
    return table[name]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _link(value: Any) -> str:
    if not isinstance(value, str) or not IRI.fullmatch(value):
        raise NotOurs(f"{value!r} is no address")
    return f"<{value}>"


def _literal(value: Any, datatype: str) -> str:
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{datatype or BOOLEAN}>'
    if isinstance(value, int):
        return f'"{value}"^^<{datatype or INTEGER}>'
    if not isinstance(value, str) or CONTROL.search(value):
        raise NotOurs(f"{value!r} is no text of ours")
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"^^<{datatype}>' if datatype else f'"{text}"'
