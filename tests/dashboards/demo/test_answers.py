"""Every question that is shipped can be answered with a full mark and with none."""

from pathlib import Path
from random import Random

import pytest

from assessments.gift import Draft, parse
from assessments.grading import clean_response, draw_values, grade, realised
from assessments.importer.sheet_file import parse_sheets
from lms.dashboards.demo.answers import ANSWERS, answer

BANKS = Path("courses/demo")


def drafts() -> list[Draft]:
    gift = [parse(path.read_text("utf-8"), path.name) for path in sorted(BANKS.glob("*/quizzes/*.gift"))]
    more = [
        parse_sheets(path.read_text("utf-8"), path.name) for path in sorted(BANKS.glob("*/quizzes/*.toml"))
    ]
    assert [
        parsed.faults + parsed.left_out for parsed in [*gift, *more] if parsed.faults or parsed.left_out
    ] == []
    return [draft for parsed in [*gift, *more] for draft in parsed.drafts if draft.kind in ANSWERS]


@pytest.mark.parametrize(("right", "share"), [(True, 1), (False, 0)])
def test_an_answer_is_worth_all_or_nothing(right, share):
    for draft in drafts():
        body = realised(draft.kind, draft.body, draw_values(draft.kind, draft.body, Random(3)))

        response = clean_response(draft.kind, body, answer(draft.kind, body, right))

        assert (draft.name, grade(draft.kind, body, response).share) == (draft.name, share)


def test_what_only_a_person_can_answer_stays_empty():
    assert answer("essay", {}, True) is None
