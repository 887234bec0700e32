"""A file of questions held against the bank and the store: what would change, what is wrong, what is left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.actions.questions import digest
from assessments.duplicates import alike
from assessments.enums import QuestionKind
from assessments.exchange import Found, Picture
from assessments.exchange.bodies import pictures_of
from assessments.gift import Draft
from assessments.models import BankImport, QuestionBank, QuestionPicture
from assessments.queries.banks import banks_of
from courses.importer.faults import Fault, LeftOut
from lms.people.models import User

SHOWN, SHOWN_TWINS = 500, 200
Known = tuple[str, str, int, str, str, bool]
Now = dict[str, Known]


def bank_imports_of(user: User) -> "QuerySet[BankImport]":
    """Imports into banks of one's courses, whoever uploaded them."""
    rows = BankImport.objects.filter(bank__in=banks_of(user).values("pk"))
    return rows.select_related("bank__course", "uploaded_by", "job")


def admitted(found: Iterable[Found], file: str) -> Iterator[Found]:
    """Without questions of kinds that can't be asked here yet, and of pictures that are nowhere."""
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Picture):
            seen.add(one.name)
        if not isinstance(one, Draft):
            yield one
            continue
        lacking = [name for name in pictures_of(one.kind, one.body) if not _is_there(name, seen)]
        if one.kind not in QuestionKind.values:
            why = _("Soal berjenis %(kind)s belum dapat dipakai di sini.") % {"kind": one.kind}
            yield LeftOut(file, one.line, one.name, why)
        elif lacking:
            mend = _("Sertakan gambarnya di dalam berkas.")
            yield Fault(file, one.line, lacking[0], _("Gambar ini tidak ada."), mend)
        else:
            yield one


def _is_there(name: str, seen: set[str]) -> bool:
    if name not in seen and QuestionPicture.objects.filter(pk=name).exists():
        seen.add(name)
    return name in seen


@dataclass
class Examination:
    """Takes in what a file says, one thing after the other, and keeps what is to be told of it."""

    now: Now
    faults: list[Fault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    stems: dict[str, str] = field(default_factory=dict)

    def take(self, one: Found) -> None:
        if isinstance(one, Draft):
            self._question(one)
        elif isinstance(one, Fault):
            self._keep("faults", self.faults, one)
        elif isinstance(one, LeftOut):
            self._keep("left_out", self.left_out, one)
        else:
            self.counts["pictures"] += 1

    def _keep(self, name: str, kept: list[Any], one: Any) -> None:
        self.counts[name] += 1
        if len(kept) < SHOWN:
            kept.append(one)

    def _question(self, draft: Draft) -> None:
        self.counts["questions"] += 1
        self.stems[draft.name] = draft.body["stem"]
        before = self.now.get(draft.name)
        if before is None:
            self.counts["new"] += 1
        elif before == (digest(draft.kind, draft.body), *_place(draft, before), False):
            self.counts["unchanged"] += 1
        else:
            self._keep("changed", self.changed, draft.name)

    def report(self, others: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """Twins are looked for among the file's questions and those ``others`` of the bank that it does not name."""
        rows = [(name, stem) for name, stem in others if name not in self.stems]
        twins = (pair for pair in alike([*rows, *self.stems.items()]) if pair.second in self.stems)
        shown = [[pair.first, pair.second, pair.percent] for pair in islice(twins, SHOWN_TWINS)]
        self.counts["twins"] = len(shown) + sum(1 for _pair in twins)
        return {
            "faults": [fault.as_dict() for fault in self.faults],
            "left_out": [note.as_dict() for note in self.left_out],
            "changed": self.changed,
            "twins": shown,
        }


def _place(draft: Draft, before: Known) -> tuple[str, int, str, str]:
    """Where the question will stand: a category or cognitive step that the file does not say stays."""
    return draft.tag, draft.level, draft.category or before[3], draft.bloom or before[4]


def now_in(bank: QuestionBank) -> Now:
    """Digest, tag, level, category, Bloom step and whether it is retired, by name."""
    rows = bank.questions.values_list(
        "name", "current__digest", "tag", "level", "category__path", "bloom", "retired_at"
    )
    return {
        name: (mark or "", tag, level, category or "", bloom, retired is not None)
        for name, mark, tag, level, category, bloom, retired in rows.iterator(chunk_size=2000)
    }


def stems_of(bank: QuestionBank) -> Iterator[tuple[str, str]]:
    """Name and text of every question in use."""
    rows = bank.questions.usable().order_by("name").values_list("name", "current__body__stem")
    yield from ((name, stem or "") for name, stem in rows.iterator(chunk_size=2000))


def examined(
    bank: QuestionBank, found: Iterable[Found], report: Callable[[int], None]
) -> tuple[Examination, dict[str, Any]]:
    """The whole dry run; ``report`` is told how many questions have been read."""
    result = Examination(now_in(bank))
    for one in found:
        result.take(one)
        if isinstance(one, Draft) and result.counts["questions"] % 250 == 0:
            report(result.counts["questions"])
    return result, result.report(stems_of(bank))
