"""The five years counted once more by SQL: past quarters, quarters to come, and what was promised."""

from dataclasses import dataclass

from tests.browser.recount import City, Row

RATE = 0.7  # of duties done in time, as long as fewer than 20 have been due


@dataclass(frozen=True)
class End:
    """Of one OPD, field and quarter end: what is asked, met without duties, and met only with them."""

    ahead: bool
    asked: int
    sure: int
    awaited: int

    def plus(self, other: "End") -> "End":
        return End(self.ahead, self.asked + other.asked, self.sure + other.sure, self.awaited + other.awaited)

    @property
    def shares(self) -> tuple[float, float]:
        """With duties and without, in percent."""
        return tuple(100 * met / self.asked for met in (self.sure + RATE * self.awaited, self.sure))  # type: ignore[return-value]


def quarters(city: City) -> dict[tuple[str, str], End]:
    """(OPD, day) → its figures; ``""`` for all OPDs. Who will have retired is asked nothing more."""
    found: dict[tuple[str, str], End] = {}
    for unit, day, ahead, *counts in city.rows(
        """
        , moments AS (
            SELECT a.opd, e.on_day, e.n > 0 AS ahead, EXISTS (
                SELECT 1 FROM skills_evidence v
                WHERE v.user_id = a.person AND v.skill_id = a.skill AND v.level >= a.level
                  AND v.withdrawn_at IS NULL AND v.obtained_on <= e.on_day
                  AND (v.valid_until IS NULL OR v.valid_until >= e.on_day)) AS sure,
                e.n > 0 AND EXISTS (
                SELECT 1 FROM duties d
                WHERE d.person = a.person AND d.skill = a.skill AND d.level >= a.level AND d.day <= e.on_day
                  AND (d.months IS NULL OR d.months = 0
                       OR date(d.day, '+' || d.months || ' months') >= e.on_day)) AS awaited
            FROM asked a, ends e WHERE e.n <= 0 OR a.leaves IS NULL OR a.leaves >= e.on_day)
        SELECT n.label, on_day, ahead, count(*), sum(sure), sum(awaited AND NOT sure)
        FROM moments m JOIN places n ON n.id = m.opd GROUP BY m.opd, on_day
        """
    ):
        for key in ((unit, day), ("", day)):
            before = found.get(key, End(bool(ahead), 0, 0, 0))
            found[key] = before.plus(End(bool(ahead), *counts))
    return found


def promises(city: City) -> dict[tuple[str, str, int], float]:
    """(OPD, field, year) → percent: the OPD's own, or the city's; ``""`` for the city. No forerunners here."""
    rows: list[Row] = city.rows(
        """
        SELECT n.label, f.short_name, t.year, t.value FROM skills_indicator i
        JOIN skills_target t ON t.indicator_id = i.id JOIN skills_field f ON f.id = i.field_id
        JOIN people_unit root ON root.parent_id IS NULL
        JOIN people_unit u ON u.id = i.unit_id OR (i.unit_id = root.id AND u.opd_id = u.id AND NOT EXISTS (
            SELECT 1 FROM skills_indicator own WHERE own.unit_id = u.id AND own.field_id = i.field_id))
        JOIN places n ON n.id = u.id
        WHERE u.id != root.id
        UNION ALL
        SELECT '', f.short_name, t.year, t.value FROM skills_indicator i
        JOIN skills_target t ON t.indicator_id = i.id JOIN skills_field f ON f.id = i.field_id
        JOIN people_unit u ON u.id = i.unit_id WHERE u.parent_id IS NULL
        """
    )
    return {(unit, field, year): float(value) for unit, field, year, value in rows}


def target(city: City, unit: str, year: int) -> float | None:
    """Of all fields together, weighed by what is asked today; None where one has no promise."""
    asked = {
        field: whole for (place, field), (_met, whole) in city.coverage().items() if place == unit and field
    }
    promised = promises(city)
    values = [(whole, promised.get((unit, field, year))) for field, whole in asked.items()]
    if not values or None in [value for _whole, value in values]:
        return None
    return sum(whole * (value or 0) for whole, value in values) / sum(asked.values())


def basis(city: City) -> Row:
    """Who retires before the twelfth quarter end, what runs out before it, and how many duties are running."""
    (row,) = city.rows(
        """
        , last AS (SELECT max(on_day) AS day FROM ends)
        SELECT (SELECT count(*) FROM staff, last WHERE leaves < last.day),
               (SELECT count(*) FROM skills_evidence e JOIN staff s ON s.person = e.user_id, last
                WHERE e.withdrawn_at IS NULL AND e.valid_until >= (SELECT day FROM today)
                  AND e.valid_until < last.day),
               (SELECT count(*) FROM courses_enrolment
                WHERE state = 'active' AND mandate_id IS NOT NULL AND due_at IS NOT NULL)
        """
    )
    return row
