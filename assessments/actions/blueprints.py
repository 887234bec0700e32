from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments.models import QuestionBank, QuizPage, QuizSection
from assessments.queries.blueprint import plain
from lms.audit import log


@transaction.atomic
def write_blueprint(
    *, quiz: QuizPage, bank: QuestionBank, wanted: Mapping[tuple[str, int], int], by: Any
) -> None:
    """Make the cells of the table (skill, level: how many) the sections of the quiz's newest draft.

    Sections that say more than a skill and a level, or draw from another bank, stay in front. The draft goes the way of
    every other: nothing is live before it has been published.
    """
    draft = quiz.get_latest_revision_as_object()
    kept = [row for row in draft.sections.all() if not (plain(row) and row.bank_id == bank.pk)]
    cells = [
        QuizSection(title=tag, bank=bank, tag=tag, level=level, count=count)
        for (tag, level), count in sorted(wanted.items())
        if count
    ]
    for order, row in enumerate([*kept, *cells]):
        row.sort_order = order
    draft.sections = [*kept, *cells]
    draft.save_revision(user=by, log_action=True)
    after = {"bank": bank.slug, "questions": sum(row.count for row in cells)}
    log.record("assessments.write_blueprint", quiz, by=by, after=after)
