"""What goes beyond our own documents is refused, and costs little."""

import time

import pytest

from certificates.credentials.statements import NotOurs, canonical
from certificates.credentials.terms import OURS
from tests.certificates.credentials.badges import unsigned

IDENTITY = {"type": "IdentityObject", "hashed": False, "identityHash": "Rina", "identityType": "name"}


def deep(levels):
    return {"issuer": deep(levels - 1)} if levels else {"name": "x"}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"nama": "x"}, "none of our terms"),
        ({"type": ["VerifiableCredential", "Lain"]}, "none of our terms"),
        ({"type": [{}]}, "none of our terms"),
        ({"@included": []}, "none of our terms"),
        ({"issuer": "contoh"}, "no address"),
        ({"issuer": "https://contoh.example/a b"}, "no address"),
        ({"id": ["https://contoh.example/"]}, "no address"),
        ({"name": "satu\ndua"}, "no text of ours"),
        ({"name": 1.5}, "no text of ours"),
        ({"name": None}, "no text of ours"),
        ({"evidence": [{"name": "sama"}, {"name": "sama"}]}, "say the same"),
        ({"issuer": deep(9)}, "none of our terms|too deep"),
    ],
)
def test_a_document_with_something_of_its_own_is_refused(fields, why):
    with pytest.raises(NotOurs, match=why):
        canonical(unsigned() | fields, OURS)


def test_nesting_ends():
    node = {"name": "x"}
    for _ in range(50):
        node = {"image": node}

    with pytest.raises(NotOurs, match="too deep"):
        canonical(node, OURS)


def test_order_and_repetition_do_not_matter():
    document = unsigned()
    turned = dict(reversed(document.items())) | {"type": [*reversed(document["type"]), "OpenBadgeCredential"]}

    assert canonical(turned, OURS) == canonical(document, OURS)


def test_many_nodes_take_time_in_proportion():
    def seconds(count):
        start = time.process_time()
        canonical({"image": [{"name": str(number)} for number in range(count)]}, OURS)
        return time.process_time() - start

    assert seconds(2000) < 40 * max(seconds(200), 0.001)
