import pytest

from assessments.exchange import Picture
from assessments.gift import Draft
from assessments.queries.bank_imports import admitted
from courses.importer.faults import Fault, LeftOut
from tests import factories

pytestmark = pytest.mark.django_db


def draft(kind: str = "description", stem: str = "x") -> Draft:
    return Draft("a", kind, {"stem": stem, "feedback": ""}, line=7)


def shown(name: str) -> str:
    return f'<img src="gambar:{name}" alt="">'


def test_kinds_that_cannot_be_asked_yet_are_left_out():
    found = list(admitted([draft("telepati")], "a.xml"))

    assert [(type(one), one.line, one.what) for one in found] == [(LeftOut, 7, "a")]


def test_pictures_may_come_along_or_be_in_the_store():
    stored, name = factories.question_picture().pk, "b" * 32 + ".png"
    along = Picture(name, "image/png", b"x")

    found = list(admitted([along, draft(stem=shown(name)), draft(stem=shown(stored))], "a.xml"))

    assert [type(one) for one in found] == [Picture, Draft, Draft]


def test_a_picture_that_is_nowhere_is_a_fault():
    found = list(admitted([draft(stem=shown("b" * 32 + ".png"))], "a.xml"))

    assert [(type(one), one.line) for one in found] == [(Fault, 7)]
