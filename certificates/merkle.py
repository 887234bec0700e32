"""The Merkle tree over the lines of the ledger (RFC 9162, section 2.1): pure, over hashes that somebody else keeps.

A node is asked for as ``node(first, count)``: the hash over ``count`` leaves, a power of two, from a multiple of it on.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

Span = tuple[int, int]  # first leaf, how many
Node = Callable[[int, int], bytes]


def leaf(line_digest: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(line_digest)).digest()


def joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_spans(count: int) -> list[Span]:
    """The whole subtrees that a tree of ``count`` leaves is made of, the largest first."""
    spans, first = [], 0
    while first < count:
        size = 1 << ((count - first).bit_length() - 1)
        spans.append((first, size))
        first += size
    return spans


def grown(peaks: Sequence[tuple[Span, bytes]], leaves: Iterable[bytes]) -> Iterator[tuple[Span, bytes]]:
    """Every node that becomes whole when leaves are added to a tree with these peaks, leaves included."""
    stack = list(peaks)
    first = sum(size for (_first, size), _hash in stack)
    for number, new in enumerate(leaves, start=first):
        stack.append(((number, 1), new))
        yield stack[-1]
        while len(stack) > 1 and stack[-1][0][1] == stack[-2][0][1]:
            (_start, size), right = stack.pop()
            (start, _size), left = stack.pop()
            stack.append(((start, 2 * size), joined(left, right)))
            yield stack[-1]


def root(count: int, node: Node) -> bytes:
    """Of the first ``count`` leaves; the hash of nothing for none."""
    return _hash(0, count, node) if count else hashlib.sha256().digest()


def _hash(first: int, count: int, node: Node) -> bytes:
    if count & (count - 1) == 0:
        return node(first, count)
    left = _split(count)
    return joined(_hash(first, left, node), _hash(first + left, count - left, node))


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def path(index: int, count: int, node: Node) -> list[bytes]:
    """What proves that leaf ``index`` is among the first ``count``: the hashes beside its way to the root."""
    return _path(index, 0, count, node)


def _path(index: int, first: int, count: int, node: Node) -> list[bytes]:
    if count == 1:
        return []
    left = _split(count)
    if index < left:
        return [*_path(index, first, left, node), _hash(first + left, count - left, node)]
    return [*_path(index - left, first + left, count - left, node), _hash(first, left, node)]


def spans_of_path(index: int, count: int) -> set[Span]:
    """The nodes that ``path`` will ask for."""
    asked: set[Span] = set()

    def note(first: int, size: int) -> bytes:
        asked.add((first, size))
        return b""

    path(index, count, note)
    return asked


def root_of_path(found: bytes, index: int, count: int, beside: Sequence[bytes]) -> bytes | None:
    """The root to which a leaf and its path lead (RFC 9162, 2.1.3.2); None for a path of another length."""
    place, last = index, count - 1
    for other in beside:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = joined(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = joined(found, other)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None
