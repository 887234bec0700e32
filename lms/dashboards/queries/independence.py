"""The score of every OPD from the same cells as the map; five queries however many staff."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from lms.dashboards.scope import Filters
from lms.people.models import Unit
from lms.skills.actions.resilience import weights_on
from lms.skills.independence import CRITICAL, DEEP, ENOUGH, PARTS, Score, score
from lms.skills.models import CoverageCell, IndependenceWeights, Resilience, Skill


@dataclass(frozen=True)
class SkillLine:
    """One skill of one OPD, as the page of the OPD lists it."""

    skill: int
    required: int = 0
    met: int = 0
    critical: bool = False
    deep: int = 0
    held: int = 0
    fresh: int = 0
    staying: int = 0

    @property
    def fragile(self) -> bool:
        return self.critical and self.staying < ENOUGH

    @property
    def shallow(self) -> bool:
        return self.critical and self.deep < ENOUGH


@dataclass(frozen=True)
class Ranked:
    unit: Unit
    score: Score
    lines: tuple[SkillLine, ...]


@dataclass(frozen=True)
class Ranking:
    rows: tuple[Ranked, ...]
    weights: IndependenceWeights
    whole: Score


def ranking(filters: Filters) -> Ranking:
    """OPDs from the most independent to the least; those of which nothing can be said come last."""
    weights = weights_on()
    by_opd = _lines(filters)
    opds = Unit.objects.filter(pk__in=by_opd)
    rows = [Ranked(unit, _score(by_opd[unit.pk], weights), tuple(by_opd[unit.pk])) for unit in opds]
    rows.sort(key=lambda row: (row.score.value is None, -(row.score.value or 0), row.unit.order))
    everything = [line for lines in by_opd.values() for line in lines]
    return Ranking(tuple(rows), weights, _score(everything, weights))


def _score(lines: Iterable[SkillLine], weights: IndependenceWeights) -> Score:
    lines = list(lines)
    critical = [line for line in lines if line.critical]
    return score(
        required=sum(line.required for line in lines),
        met=sum(line.met for line in lines),
        critical=len(critical),
        deep=sum(line.deep >= ENOUGH for line in critical),
        held=sum(line.held for line in lines),
        fresh=sum(line.fresh for line in lines),
        staying=sum(line.staying >= ENOUGH for line in critical),
        weights={name: getattr(weights, name) for name in PARTS},
    )


def _lines(filters: Filters) -> dict[int, list[SkillLine]]:
    """By OPD, what is known of each skill that anybody there is to hold."""
    cells = CoverageCell.objects.filter(unit__in=filters.units).exclude(unit__opd=None).order_by()
    counted = cells.values_list("unit__opd_id", "skill_id").annotate(
        required=Sum("staff"),
        fulfilled=Sum("met"),
        critical=Sum("staff", filter=Q(level__gte=CRITICAL), default=0),
        deep=Sum("holders", filter=Q(level__gte=DEEP), default=0),
    )
    strong = {
        (row.unit_id, row.skill_id): row
        for row in Resilience.objects.filter(unit__in=filters.units).order_by()
    }
    known = dict.fromkeys(Skill.objects.order_by("field__order", "order").values_list("pk", flat=True))
    found: dict[int, dict[int, SkillLine]] = defaultdict(dict)
    for opd, skill, required, fulfilled, critical, deep in counted:
        if required:
            row = strong.get((opd, skill), Resilience())
            found[opd][skill] = SkillLine(
                skill, required, fulfilled, critical > 0, deep, row.held, row.fresh, row.staying
            )
    return {opd: [lines[skill] for skill in known if skill in lines] for opd, lines in found.items()}
