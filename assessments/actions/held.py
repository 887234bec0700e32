"""Questions of an import: into the bank at once, or beside it until the course is published."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.actions.questions import keep_question, retire_missing
from assessments.gift import Draft
from assessments.models import HeldQuestions, QuestionBank
from lms.audit import log


@transaction.atomic
def bring_in(*, bank: QuestionBank, drafts: Sequence[Draft], by: Any, now: datetime) -> None:
    """The bank becomes what the file says; what waited for it is out of date."""
    for draft in drafts:
        keep_question(bank=bank, draft=draft, by=by, now=now)
    retire_missing(bank=bank, names={draft.name for draft in drafts}, now=now)
    HeldQuestions.objects.filter(bank=bank).delete()


@transaction.atomic
def hold(*, bank: QuestionBank, drafts: Sequence[Draft], by: Any, now: datetime) -> None:
    """Keep the questions beside the bank; a later import replaces those of an earlier one."""
    questions = [{name: value for name, value in asdict(draft).items() if name != "line"} for draft in drafts]
    facts = {"questions": questions, "brought_at": now, "brought_by": by}
    HeldQuestions.objects.update_or_create(bank=bank, defaults=facts)


@transaction.atomic
def take_over(*, banks: Iterable[QuestionBank], by: Any) -> int:
    """Let what waits become the banks' questions; returns how many banks changed. The importer is their author."""
    rows = HeldQuestions.objects.select_for_update(of=("self",)).filter(bank__in=banks)
    held = list(rows.select_related("bank", "brought_by").order_by("bank"))
    for row in held:
        drafts = [Draft(**question) for question in row.questions]
        bring_in(bank=row.bank, drafts=drafts, by=row.brought_by, now=timezone.now())
        log.record("assessments.publish_questions", row.bank, by=by, after={"questions": len(drafts)})
    return len(held)
