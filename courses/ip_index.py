"""The competence part of the professionalism index, estimated from JP alone (PermenPANRB 38/2018). Knows no database.

Its rules stand in the file of JP rules, in versions with their first day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from courses.enums import CreditForm
from courses.rule_file import SHIPPED, RuleFault, table_of
from lms.core.dates import add_months
from lms.people.enums import PositionKind


class Bucket(StrEnum):
    LEADERSHIP = "leadership"
    FUNCTIONAL = "functional"
    TECHNICAL = "technical"
    SEMINAR = "seminar"


class Taken(NamedTuple):
    """Recognised JP of one form on one day."""

    form: str
    day: date
    jp: int


@dataclass(frozen=True)
class IndexRules:
    """``weights``: most points by kind of post and bucket; ``buckets``: the bucket of a form."""

    name: str
    valid_from: date
    weights: Mapping[str, Mapping[Bucket, Decimal]]
    buckets: Mapping[str, Bucket]
    technical_jp: int
    technical_years: int
    seminar_years: int

    def since(self, bucket: Bucket, on: date) -> date | None:
        """The first day that counts; None for ever."""
        years = {Bucket.TECHNICAL: self.technical_years, Bucket.SEMINAR: self.seminar_years}.get(bucket)
        return add_months(on, -12 * years) if years else None


@dataclass(frozen=True)
class Finding:
    """One line of the estimate: what was found since when, whether it is enough, and the points at stake."""

    bucket: Bucket
    since: date | None
    jp: int
    last: date | None
    met: bool
    most: Decimal

    @property
    def points(self) -> Decimal:
        return self.most if self.met else Decimal(0)


def competence(rules: IndexRules, kind: str, taken: Iterable[Taken], on: date) -> list[Finding]:
    """The findings for a kind of post, all or nothing for each bucket; empty for a kind without weights."""
    by_bucket: dict[Bucket, list[Taken]] = {bucket: [] for bucket in Bucket}
    for one in taken:
        if one.form in rules.buckets and one.day <= on:
            by_bucket[rules.buckets[one.form]].append(one)
    return [
        _finding(rules, bucket, most, by_bucket[bucket], on)
        for bucket, most in rules.weights.get(kind, {}).items()
    ]


def _finding(rules: IndexRules, bucket: Bucket, most: Decimal, taken: Sequence[Taken], on: date) -> Finding:
    since = rules.since(bucket, on)
    counted = [one for one in taken if since is None or one.day > since]
    jp = sum(one.jp for one in counted)
    met = jp >= rules.technical_jp if bucket is Bucket.TECHNICAL else bool(counted)
    return Finding(bucket, since, jp, max((one.day for one in counted), default=None), met, most)


def index_on(versions: Sequence[IndexRules], on: date) -> IndexRules:
    """The version in force on the day; before the first one, the first."""
    newest_first = sorted(versions, key=lambda rules: rules.valid_from, reverse=True)
    return next((rules for rules in newest_first if rules.valid_from <= on), newest_first[-1])


@cache
def read_index(path: Path) -> tuple[IndexRules, ...]:
    """The versions in a file of rules, read once; those of the shipped file where it has none of its own."""
    rows = table_of(path, "index") or table_of(SHIPPED, "index")
    return tuple(_version(row) for row in rows)


def _version(row: Mapping[str, Any]) -> IndexRules:
    try:
        weights = {
            PositionKind(kind).value: {Bucket(name): Decimal(points) for name, points in given.items()}
            for kind, given in row["weights"].items()
        }
        buckets = {
            CreditForm(form).value: Bucket(name) for name, forms in row["buckets"].items() for form in forms
        }
        return IndexRules(
            name=str(row["name"]),
            valid_from=_day(row["valid_from"]),
            weights=weights,
            buckets=buckets,
            technical_jp=int(row["technical"]["jp"]),
            technical_years=int(row["technical"]["years"]),
            seminar_years=int(row["seminar"]["years"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise RuleFault(f"index {row.get('name', '?')}: {error!r}") from error


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError("valid_from must be a day")
    return value
