"""The estimate of the competence part of a person's professionalism index, with the words that explain it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.ip_index import Bucket, Finding, IndexRules, Taken, competence, index_on, read_index
from courses.models import CreditEntry
from courses.rule_file import rule_file
from lms.core.templatetags.say import day
from lms.people.models import Position, User

LABELS: dict[Bucket, str | Promise] = {
    Bucket.LEADERSHIP: gettext_lazy("Diklat kepemimpinan"),
    Bucket.FUNCTIONAL: gettext_lazy("Diklat fungsional"),
    Bucket.TECHNICAL: gettext_lazy("Diklat teknis"),
    Bucket.SEMINAR: gettext_lazy("Seminar, lokakarya, magang, atau kursus"),
}


@dataclass(frozen=True)
class IndexLine:
    label: str
    condition: str
    found: str
    finding: Finding


@dataclass(frozen=True)
class Estimate:
    rules: IndexRules
    position: Position
    lines: tuple[IndexLine, ...]

    @property
    def points(self) -> Decimal:
        return sum((line.finding.points for line in self.lines), Decimal(0))

    @property
    def most(self) -> Decimal:
        return sum((line.finding.most for line in self.lines), Decimal(0))


def estimate(person: User, on: date) -> Estimate | None:
    """Two queries; None for whoever has no post."""
    posting = person.posting_on(on)
    if posting is None:
        return None
    rules = index_on(read_index(rule_file()), on)
    rows = CreditEntry.objects.filter(user=person).order_by().values_list("form", "day", "recognised_jp")
    findings = competence(rules, posting.position.kind, (Taken(*row) for row in rows), on)
    return Estimate(rules, posting.position, tuple(_line(rules, finding) for finding in findings))


def _line(rules: IndexRules, finding: Finding) -> IndexLine:
    return IndexLine(str(LABELS[finding.bucket]), _condition(rules, finding), _found(finding), finding)


def _condition(rules: IndexRules, finding: Finding) -> str:
    if finding.bucket is Bucket.TECHNICAL:
        return _("paling sedikit %(jp)s JP sejak %(day)s") % {
            "jp": rules.technical_jp,
            "day": day(finding.since),
        }
    if finding.since:
        return _("sekali sejak %(day)s") % {"day": day(finding.since)}
    return _("pernah mengikuti")


def _found(finding: Finding) -> str:
    if finding.last is None:
        return _("belum ada")
    return _("%(jp)s JP, terakhir %(day)s") % {"jp": finding.jp, "day": day(finding.last)}
