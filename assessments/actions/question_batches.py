"""Many questions at once: the same outcome as ``keep_question`` one by one, in a few statements.

Only places differ: most formats know no categories and no cognitive steps, so what a draft does not say stays.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from assessments.actions.categories import categories_of
from assessments.actions.questions import digest
from assessments.gift import Draft
from assessments.models import Category, Question, QuestionBank, QuestionVersion

FIELDS = ["tag", "level", "category", "bloom", "retired_at", "current"]


@transaction.atomic
def keep_questions(*, bank: QuestionBank, drafts: Sequence[Draft], by: Any, now: datetime) -> Counter[str]:
    """Create or update questions by their names, which differ; counts ``new``, ``changed`` and ``unchanged``.

    Retired ones come back; what the drafts do not name stays as it is.
    """
    rows = _rows(bank, drafts)
    known = set(rows)
    fresh = [Question(bank=bank, name=draft.name) for draft in drafts if draft.name not in known]
    rows |= {row.name: row for row in Question.objects.bulk_create(fresh)}
    versions = _versions(rows, drafts, by, now)
    categories = categories_of(bank=bank, paths=[draft.category for draft in drafts])
    counts: Counter[str] = Counter()
    touched = []
    for draft in drafts:
        row = rows[draft.name]
        changed = _set(row, draft, versions.get(draft.name), categories.get(draft.category))
        counts["new" if draft.name not in known else "changed" if changed else "unchanged"] += 1
        touched += [row] if changed else []
    Question.objects.bulk_update(touched, FIELDS)
    return counts


def _rows(bank: QuestionBank, drafts: Sequence[Draft]) -> dict[str, Question]:
    names = [draft.name for draft in drafts]
    rows = Question.objects.select_for_update(of=("self",)).select_related("current", "category")
    return {row.name: row for row in rows.filter(bank=bank, name__in=names)}


def _versions(
    rows: dict[str, Question], drafts: Sequence[Draft], by: Any, now: datetime
) -> dict[str, QuestionVersion]:
    """New versions of what asks something else than before, by name."""
    digests = {draft.name: digest(draft.kind, draft.body) for draft in drafts}
    others = [draft for draft in drafts if not _asks(rows[draft.name], digests[draft.name])]
    asked = [rows[draft.name].pk for draft in others]
    numbers = (
        QuestionVersion.objects.filter(question__in=asked).values_list("question").annotate(Max("number"))
    )
    last = dict(numbers.order_by())
    made = [
        QuestionVersion(
            question=rows[draft.name],
            number=last.get(rows[draft.name].pk, 0) + 1,
            kind=draft.kind,
            body=draft.body,
            digest=digests[draft.name],
            created_at=now,
            created_by=by,
        )
        for draft in others
    ]
    QuestionVersion.objects.bulk_create(made)
    return {draft.name: version for draft, version in zip(others, made, strict=True)}


def _asks(row: Question, fresh: str) -> bool:
    return row.current is not None and row.current.digest == fresh


def _set(row: Question, draft: Draft, version: QuestionVersion | None, category: Category | None) -> bool:
    values: dict[str, Any] = {
        "tag": draft.tag,
        "level": draft.level,
        "category": category or row.category,
        "bloom": draft.bloom or row.bloom,
    }
    values |= {"retired_at": None, "current": version or row.current}
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)
