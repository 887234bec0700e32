"""What is written and read again is the same question, wherever the format says that it can hold it."""

import pytest
from hypothesis import given

from assessments.exchange import WRITTEN, lost
from assessments.exchange.found import Draft
from tests.assessments.exchange.bodies import KINDS, PICTURE, PLAIN, again, digests, drafts

HELD = {
    "gift": {"single", "multiple", "true_false", "short", "numeric", "matching", "essay", "description"},
    "moodle": set(KINDS) - {"ip", "hotspot"},
    "qti": set(KINDS) - {"ip", "calculated", "file"},
}
CASES = [(form, kind) for form in WRITTEN for kind in sorted(HELD[form])]


def losses(form: str, draft: Draft):
    return list(lost(form, draft, lambda name: name == PICTURE.name))


@pytest.mark.parametrize(("form", "kind"), CASES)
def test_a_question_that_is_held_comes_back_the_same(form, kind):
    @given(drafts(kind))
    def comes_back(draft):
        found = again(form, draft)

        if not losses(form, draft):
            assert [type(one) for one in found] == [Draft], found
            assert digests(found) == digests([draft])

    comes_back()


BEYOND = [(form, kind) for form in WRITTEN for kind in sorted(set(KINDS) - HELD[form])]


@pytest.mark.parametrize(("form", "kind"), BEYOND)
def test_a_kind_that_is_not_held_is_named_and_not_written(form, kind):
    body = {"stem": "x", "feedback": "", "image": {"name": PICTURE.name}, "areas": [], "answers": []}
    one, other = Draft("a", kind, body), Draft("b", "description", {"stem": "x", "feedback": ""})

    assert [found.what for found in losses(form, one)] == ["a"]
    assert digests(again(form, one, other)) == digests([other])


@pytest.mark.parametrize(("form", "kind"), CASES)
def test_a_plain_question_loses_nothing(form, kind):
    draft = PLAIN[kind]

    assert losses(form, draft) == []
    assert digests(again(form, draft)) == digests([draft])
