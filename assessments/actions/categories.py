"""The tree of a bank: places are made, renamed, moved, taken away, and questions put into them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assessments.categories import DEEPEST, BadPath, ancestors
from assessments.models import Category, Question, QuestionBank
from lms.audit import log


def categories_of(*, bank: QuestionBank, paths: Iterable[str]) -> dict[str, Category]:
    """The categories of these paths, made with those above them where they are missing; in the caller's transaction."""
    wanted = sorted({path for one in paths for path in ancestors(one)})
    if not wanted:
        return {}
    rows = [Category(bank=bank, path=path) for path in wanted]
    Category.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.path: row for row in Category.objects.filter(bank=bank, path__in=wanted)}


@transaction.atomic
def create_category(*, bank: QuestionBank, path: str, by: Any) -> Category:
    """``path`` is a clean one. One that is there already is handed back."""
    row = categories_of(bank=bank, paths=[path])[path]
    log.record("assessments.create_category", bank, by=by, after={"category": path})
    return row


@transaction.atomic
def move_category(*, category: Category, path: str, by: Any) -> None:
    """Give a category another name or place; what is below it comes along. Raises ``BadPath``."""
    bank, old = _locked(category)
    if path == old:
        return
    if f"{path}/".startswith(f"{old}/"):
        raise BadPath(_("Kategori tidak dapat dipindahkan ke bawah dirinya sendiri."))
    if Category.objects.filter(bank=bank, path=path).exists():
        raise BadPath(_("Kategori “%(path)s” sudah ada.") % {"path": path})
    branch = list(below(bank, old))
    moved = [path + row.path.removeprefix(old) for row in branch]
    if max(one.count("/") for one in moved) >= DEEPEST:
        raise BadPath(_("Kategori paling banyak %(most)s tingkat.") % {"most": DEEPEST})
    categories_of(bank=bank, paths=[path.rpartition("/")[0]])
    for row, new in zip(branch, moved, strict=True):
        row.path = new
    Category.objects.bulk_update(branch, ["path"])
    log.record("assessments.move_category", bank, by=by, before={"category": old}, after={"category": path})


@transaction.atomic
def remove_category(*, category: Category, by: Any) -> None:
    """Take a category away with those below it; their questions go to the one above. Raises ``BadPath``."""
    bank, path = _locked(category)
    branch = below(bank, path)
    if branch.filter(sections__isnull=False).exists():
        raise BadPath(_("Masih ada kuis yang mengundi dari kategori ini. Ubah dulu bagian kuisnya."))
    above = Category.objects.filter(bank=bank, path=path.rpartition("/")[0]).first()
    moved = Question.objects.filter(category__in=branch).update(category=above)
    branch.delete()
    log.record("assessments.remove_category", bank, by=by, before={"category": path, "questions": moved})


@transaction.atomic
def put_questions(*, bank: QuestionBank, questions: Sequence[int], category: Category | None, by: Any) -> int:
    """Put questions of a bank, by their keys, into a category, or into none; returns how many they are."""
    rows = Question.objects.filter(bank=bank, pk__in=questions)
    moved = rows.update(category=category)
    if moved:
        after = {"category": category.path if category else "", "questions": moved}
        log.record("assessments.put_questions", bank, by=by, after=after)
    return moved


def below(bank: QuestionBank, path: str) -> "QuerySet[Category]":
    """A category and everything below it."""
    return Category.objects.filter(Q(path=path) | Q(path__startswith=f"{path}/"), bank=bank)


def _locked(category: Category) -> tuple[QuestionBank, str]:
    """The bank, locked so that its tree changes in one place at a time, and the path as it is now."""
    bank = QuestionBank.objects.select_for_update().get(pk=category.bank_id)
    return bank, Category.objects.get(pk=category.pk).path
