"""The figures of the dashboards counted once more, by SQL of its own on the file of the running city.

Nothing of the product is used here: tables, columns and the rules of the framework alone.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.browser.recount_tables import TABLES

Counts = tuple[int, int]  # so many of so many
Row = tuple[Any, ...]


class City:
    """Counts by name of OPD, as the pages write it."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.known: dict[tuple[str, str | None, str], list[Row]] = {}

    def rows(self, sql: str, *, day: str | None = None, **given: Any) -> list[Row]:
        """``day``: as the city stood on that day of the past. Asked once: nothing changes meanwhile."""
        key = (sql, day, str(given))
        if key not in self.known:
            with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
                text = f"WITH {TABLES} {sql}"
                self.known[key] = connection.execute(text, {"day": day, **given}).fetchall()
        return self.known[key]

    def today(self) -> str:
        ((day,),) = self.rows("SELECT day FROM today")
        return str(day)

    def coverage(self, day: str | None = None) -> dict[tuple[str, str], Counts]:
        """(OPD, field) → requirements met and asked; ``""`` stands for all OPDs, or for all fields."""
        rows = self.rows(
            "SELECT n.label, f.short_name, sum(a.met), count(*) FROM asked a"
            " JOIN places n ON n.id = a.opd JOIN skills_field f ON f.id = a.field GROUP BY a.opd, a.field",
            day=day,
        )
        return with_totals(rows)

    def gaps(self, opd: str) -> list[tuple[int, str]]:
        """(id of a person, skill) of every requirement that is not met in the OPD."""
        rows = self.rows(
            "SELECT a.person, k.code FROM asked a JOIN skills_skill k ON k.id = a.skill"
            " JOIN places n ON n.id = a.opd WHERE NOT a.met AND n.label = :opd ORDER BY a.person, k.code",
            opd=opd,
        )
        return [(person, code) for person, code in rows]

    def fields(self) -> list[str]:
        return [name for (name,) in self.rows('SELECT short_name FROM skills_field ORDER BY "order"')]

    def alone(self) -> Counter[tuple[str, str]]:
        """(OPD, field) → required skills that a single person there holds at level 2 or above; ``""`` for all OPDs."""
        rows = self.rows(
            """
            , masters AS (
                SELECT s.opd, h.skill FROM held h JOIN staff s ON s.person = h.person WHERE h.level >= 2)
            SELECT n.label, f.short_name, a.skill FROM asked a
            JOIN places n ON n.id = a.opd JOIN skills_field f ON f.id = a.field
            GROUP BY a.opd, a.skill
            HAVING (SELECT count(*) FROM masters m WHERE m.opd = a.opd AND m.skill = a.skill) = 1
            UNION ALL
            SELECT '', f.short_name, a.skill FROM asked a JOIN skills_field f ON f.id = a.field
            GROUP BY a.skill HAVING (SELECT count(*) FROM masters m WHERE m.skill = a.skill) = 1
            """
        )
        return Counter((unit, field) for unit, field, _skill in rows)

    def skills(self) -> dict[str, list[Row]]:
        """By OPD, of each skill: name, met, asked, whether critical, deep, fresh, staying."""
        found: dict[str, list[Row]] = {}
        for unit, *line in self.rows(
            """
            SELECT n.label, k.name, sum(a.met), count(*), max(a.level) >= 2,
                   (SELECT count(*) FROM held h JOIN staff s ON s.person = h.person
                    WHERE s.opd = a.opd AND h.skill = a.skill AND h.level >= 3),
                   sum(a.met AND EXISTS (
                       SELECT 1 FROM skills_evidence e
                       WHERE e.user_id = a.person AND e.skill_id = a.skill AND e.level >= a.level
                         AND e.withdrawn_at IS NULL AND e.obtained_on <= (SELECT day FROM today)
                         AND e.obtained_on >= date((SELECT day FROM today), '-24 months')
                         AND (e.valid_until IS NULL OR e.valid_until >= (SELECT day FROM today)))),
                   (SELECT count(*) FROM held h JOIN staff s ON s.person = h.person
                    WHERE s.opd = a.opd AND h.skill = a.skill AND h.level >= 2
                      AND (s.leaves IS NULL OR s.leaves >= date((SELECT day FROM today), '+24 months')))
            FROM asked a JOIN places n ON n.id = a.opd JOIN skills_skill k ON k.id = a.skill
            GROUP BY a.opd, a.skill
            """
        ):
            found.setdefault(unit, []).append(tuple(line))
        return found

    def parts(self) -> dict[str, dict[str, Counts]]:
        """By OPD the four parts of independence, each as a count of a whole; ``""`` for all OPDs together."""
        skills = self.skills()
        everything = {"": [line for lines in skills.values() for line in lines]}
        return {unit: parts_of(lines) for unit, lines in (skills | everything).items()}

    def trained(self, day: str | None = None) -> dict[tuple[str, str], Counts]:
        """(OPD, digital role) → trained and counted: valid evidence, out of training, in a Pemdi cluster."""
        rows = self.rows(
            """
            SELECT n.label, s.role, sum(EXISTS (
                SELECT 1 FROM skills_evidence e
                JOIN skills_skill_tags st ON st.skill_id = e.skill_id
                JOIN skills_tag t ON t.id = st.tag_id AND t.scheme = 'pemdi'
                WHERE e.user_id = s.person AND e.source IN ('course', 'external') AND e.withdrawn_at IS NULL
                  AND e.obtained_on <= (SELECT day FROM today)
                  AND (e.valid_until IS NULL OR e.valid_until >= (SELECT day FROM today)))),
                count(*)
            FROM staff s JOIN places n ON n.id = s.opd GROUP BY s.opd, s.role
            """,
            day=day,
        )
        return with_totals(rows)

    def learning_hours(self) -> dict[str, Row]:
        """By OPD: staff, PNS with 20 JP this year, PNS without, PNS without even if duties are done, and all JP."""
        rows = self.rows(
            """
            , year AS (
                SELECT s.*, coalesce((SELECT sum(c.recognised_jp) FROM courses_creditentry c
                    WHERE c.user_id = s.person
                    AND strftime('%Y', c.day) = (SELECT strftime('%Y', day) FROM today)), 0) AS jp,
                    coalesce((SELECT sum(p.jp) FROM courses_enrolment d
                    JOIN courses_coursepage p ON p.page_ptr_id = d.course_id
                    WHERE d.user_id = s.person AND d.state = 'active' AND d.source = 'mandate'
                    AND (d.due_at IS NULL OR strftime('%Y', d.due_at, '+7 hours')
                         <= (SELECT strftime('%Y', day) FROM today))), 0) AS duties
                FROM staff s)
            SELECT n.label, count(*), sum(y.status = 'PNS' AND y.jp >= 20), sum(y.status = 'PNS' AND y.jp < 20),
                   sum(y.status = 'PNS' AND y.jp + y.duties < 20), sum(y.jp)
            FROM year y JOIN places n ON n.id = y.opd GROUP BY y.opd
            """
        )
        found: dict[str, Row] = {unit: tuple(counts) for unit, *counts in rows}
        return found | {"": tuple(map(sum, zip(*found.values(), strict=True)))}


def with_totals(rows: list[Row]) -> dict[tuple[str, str], Counts]:
    """(place, kind) → counts, with ``""`` for every place and for every kind."""
    found: dict[tuple[str, str], Counts] = {}
    for place, kind, count, whole in rows:
        for key in ((place, kind), ("", kind), (place, ""), ("", "")):
            before = found.get(key, (0, 0))
            found[key] = (before[0] + count, before[1] + whole)
    return found


def parts_of(lines: list[Row]) -> dict[str, Counts]:
    critical = [line for line in lines if line[3]]
    return {
        "Cakupan": (sum(line[1] for line in lines), sum(line[2] for line in lines)),
        "Kedalaman": (sum(line[4] >= 2 for line in critical), len(critical)),
        "Kemutakhiran": (sum(line[5] for line in lines), sum(line[1] for line in lines)),
        "Kesinambungan": (sum(line[6] >= 2 for line in critical), len(critical)),
    }
