"""The tree against the definition in RFC 9162, and against whoever would cheat."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.merkle import (
    complete_spans,
    grown,
    joined,
    leaf,
    path,
    root,
    root_of_path,
    spans_of_path,
)

counts = st.integers(1, 70)


def leaves(count):
    return [leaf(f"{n:064x}") for n in range(count)]


def plain_root(found):
    """RFC 9162, 2.1.1, word for word."""
    if len(found) == 1:
        return found[0]
    k = 1
    while k * 2 < len(found):
        k *= 2
    return joined(plain_root(found[:k]), plain_root(found[k:]))


def kept(count):
    return dict(grown([], leaves(count)))


def node_of(nodes):
    return lambda first, size: nodes[first, size]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert root(0, node_of({})).hex() == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize(
    ("count", "spans"),
    [(0, []), (1, [(0, 1)]), (6, [(0, 4), (4, 2)]), (8, [(0, 8)]), (7, [(0, 4), (4, 2), (6, 1)])],
)
def test_a_tree_is_made_of_whole_ones(count, spans):
    assert complete_spans(count) == spans


@given(counts)
def test_the_root_is_that_of_the_definition(count):
    assert root(count, node_of(kept(count))) == plain_root(leaves(count))


@given(counts, counts)
def test_it_does_not_matter_in_how_many_steps_it_grew(first, more):
    early = kept(first)
    peaks = [(span, early[span]) for span in complete_spans(first)]

    later = early | dict(grown(peaks, leaves(first + more)[first:]))

    assert later == kept(first + more)


@given(counts, st.data())
def test_every_leaf_is_proven_and_the_nodes_asked_for_are_those_announced(count, data):
    index = data.draw(st.integers(0, count - 1))
    nodes = kept(count)
    only = {span: nodes[span] for span in spans_of_path(index, count)}

    beside = path(index, count, node_of(only))

    assert root_of_path(leaves(count)[index], index, count, beside) == root(count, node_of(nodes))
    assert len(beside) <= count.bit_length()


@given(st.integers(2, 70), st.data())
def test_another_leaf_place_or_path_proves_nothing(count, data):
    index = data.draw(st.integers(0, count - 1))
    nodes = kept(count)
    right, beside = root(count, node_of(nodes)), path(index, count, node_of(nodes))
    true = leaves(count)[index]
    other = data.draw(st.integers(0, count - 1).filter(lambda n: n != index))

    assert root_of_path(leaf("f" * 64), index, count, beside) != right
    assert root_of_path(true, other, count, beside) != right
    assert root_of_path(true, index, count, beside[:-1]) is None
    assert root_of_path(true, index, count, [*beside, b"x" * 32]) is None
