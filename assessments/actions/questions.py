"""Write questions: the name lasts, every change of what is asked makes a new version."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.actions.categories import categories_of
from assessments.gift import Draft
from assessments.models import Question, QuestionBank, QuestionVersion
from lms.audit.log import record


def digest(kind: str, body: dict[str, Any]) -> str:
    """Equal for equal questions, whatever the order of their keys."""
    text = json.dumps([kind, body], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def keep_question(*, bank: QuestionBank, draft: Draft, by: Any, now: datetime) -> bool:
    """Create or update the question of that name; True when something changed. A retired one comes back."""
    question, created = Question.objects.get_or_create(bank=bank, name=draft.name)
    rows = Question.objects.select_for_update(of=("self",)).select_related("current", "category")
    question = rows.get(pk=question.pk)
    category = categories_of(bank=bank, paths=[draft.category]).get(draft.category)
    fields: dict[str, Any] = {
        "tag": draft.tag,
        "level": draft.level,
        "bloom": draft.bloom,
        "category": category,
    }
    fields["retired_at"] = None
    version = _version(question, draft, by, now)
    if version != question.current:
        fields["current"] = version
    changed = {name: value for name, value in fields.items() if getattr(question, name) != value}
    for name, value in changed.items():
        setattr(question, name, value)
    if changed:
        question.save(update_fields=list(changed))
    return created or bool(changed)


def _version(question: Question, draft: Draft, by: Any, now: datetime) -> QuestionVersion:
    """The current version when it asks the same; else a new one."""
    fresh = digest(draft.kind, draft.body)
    if question.current and question.current.digest == fresh:
        return question.current
    last = question.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return QuestionVersion.objects.create(
        question=question,
        number=last + 1,
        kind=draft.kind,
        body=draft.body,
        digest=fresh,
        created_at=now,
        created_by=by,
    )


@transaction.atomic
def edit_question(*, bank: QuestionBank, draft: Draft, by: Any, now: datetime) -> Question:
    """Save a question out of the editor, with an audit event that names the versions, not the texts."""
    rows = Question.objects.select_related("current", "category")
    before = rows.filter(bank=bank, name=draft.name).first()
    changed = keep_question(bank=bank, draft=draft, by=by, now=now)
    question = rows.get(bank=bank, name=draft.name)
    if changed:
        record("assessments.edit_question", question, by=by, before=_facts(before), after=_facts(question))
    return question


def _facts(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {}
    version = question.current.number if question.current else None
    return {
        "version": version,
        "tag": question.tag,
        "level": question.level,
        "bloom": question.bloom,
        "category": question.category.path if question.category else "",
    }


@transaction.atomic
def retire_question(*, question: Question, by: Any, now: datetime) -> None:
    """New attempts no longer draw it; attempts that exist keep it."""
    if Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=now):
        record("assessments.retire_question", question, by=by, after={"retired_at": now.isoformat()})


@transaction.atomic
def restore_question(*, question: Question, by: Any) -> None:
    if Question.objects.filter(pk=question.pk, retired_at__isnull=False).update(retired_at=None):
        record("assessments.restore_question", question, by=by, before={"retired": True})


def retire_missing(*, bank: QuestionBank, names: set[str], now: datetime) -> int:
    """Retire what an import no longer names; returns how many."""
    gone = [pk for pk, name in bank.questions.usable().values_list("pk", "name") if name not in names]
    return Question.objects.filter(pk__in=gone).update(retired_at=now)
