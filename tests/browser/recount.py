"""The figures of the dashboards counted once more, by SQL of its own on the file of the running city.

Nothing of the product is used here: tables, columns and the rules of the framework alone.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

TODAY = "today AS (SELECT date('now', '+7 hours') AS day)"  # of WIB
# Everybody who counts: active, of a counted status, standing "01", with the posting of today that began last.
STAFF = """
    staff AS (
        SELECT u.id AS person, u.employment_status AS status, u.digital_role AS role, p.unit_id AS unit,
               coalesce(n.opd_id, n.id) AS opd, j.post_group AS post_group
        FROM people_user u
        JOIN people_posting p ON p.id = (
            SELECT q.id FROM people_posting q
            WHERE q.user_id = u.id AND q.valid_from <= (SELECT day FROM today)
              AND (q.valid_until IS NULL OR q.valid_until >= (SELECT day FROM today))
            ORDER BY q.valid_from DESC, q.id DESC LIMIT 1)
        JOIN people_unit n ON n.id = p.unit_id
        JOIN people_position j ON j.id = p.position_id
        WHERE u.is_active AND u.standing = '01'
          AND u.employment_status IN ('PNS', 'CPNS', 'PPPK', 'PPPK_PARUH_WAKTU'))
"""
# The best valid level of each person and skill.
HELD = """
    held AS (
        SELECT e.user_id AS person, e.skill_id AS skill, max(e.level) AS level
        FROM skills_evidence e
        WHERE e.withdrawn_at IS NULL AND e.obtained_on <= (SELECT day FROM today)
          AND (e.valid_until IS NULL OR e.valid_until >= (SELECT day FROM today))
        GROUP BY e.user_id, e.skill_id)
"""
# One row for each person and each skill that post and digital role ask for.
ASKED = """
    asked AS (
        SELECT s.person, s.opd, s.unit, r.skill_id AS skill, k.field_id AS field, r.level AS level,
               coalesce(h.level, 0) >= r.level AS met
        FROM staff s
        JOIN skills_requirement r ON r.post_group = s.post_group AND r.digital_role = s.role
        JOIN skills_skill k ON k.id = r.skill_id
        LEFT JOIN held h ON h.person = s.person AND h.skill = r.skill_id)
"""


class City:
    """Counts by name of OPD, as the pages write it."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(f"WITH {TODAY}, {STAFF}, {HELD}, {ASKED} {sql}", given).fetchall()

    def coverage(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(OPD, field) → requirements met and asked; ``""`` stands for all OPDs, or for all fields."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for unit, field, met, asked in self.rows(
            "SELECT coalesce(nullif(n.short_name, ''), n.name), f.short_name, sum(a.met), count(*) FROM asked a"
            " JOIN people_unit n ON n.id = a.opd JOIN skills_field f ON f.id = a.field GROUP BY a.opd, a.field"
        ):
            for key in ((unit, field), ("", field), (unit, ""), ("", "")):
                before = found.get(key, (0, 0))
                found[key] = (before[0] + met, before[1] + asked)
        return found

    def parts(self) -> dict[str, dict[str, tuple[int, int]]]:
        """By OPD: coverage, depth and freshness of independence, each as a count of a whole."""
        found: dict[str, dict[str, tuple[int, int]]] = {}
        for unit, met, asked, deep, critical, fresh, held in self.rows(
            """
            , lines AS (
                SELECT a.opd, a.skill, sum(a.met) AS met, count(*) AS asked, max(a.level) >= 2 AS critical,
                       (SELECT count(*) FROM held h JOIN staff s ON s.person = h.person
                        WHERE s.opd = a.opd AND h.skill = a.skill AND h.level >= 3) AS deep,
                       sum(a.met AND EXISTS (
                           SELECT 1 FROM skills_evidence e
                           WHERE e.user_id = a.person AND e.skill_id = a.skill AND e.level >= a.level
                             AND e.withdrawn_at IS NULL AND e.obtained_on <= (SELECT day FROM today)
                             AND e.obtained_on >= date((SELECT day FROM today), '-24 months')
                             AND (e.valid_until IS NULL OR e.valid_until >= (SELECT day FROM today)))) AS fresh
                FROM asked a GROUP BY a.opd, a.skill)
            SELECT coalesce(nullif(n.short_name, ''), n.name), sum(l.met), sum(l.asked),
                   sum(l.critical AND l.deep >= 2), sum(l.critical), sum(l.fresh), sum(l.met)
            FROM lines l JOIN people_unit n ON n.id = l.opd GROUP BY l.opd
            """
        ):
            found[unit] = {
                "Cakupan": (met, asked),
                "Kedalaman": (deep, critical),
                "Kemutakhiran": (fresh, held),
            }
        return found

    def trained(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(OPD, digital role) → trained and counted: valid evidence, out of training, in a Pemdi cluster."""
        return {
            (unit, role): (trained, staff)
            for unit, role, trained, staff in self.rows(
                """
                SELECT coalesce(nullif(n.short_name, ''), n.name), s.role, sum(EXISTS (
                    SELECT 1 FROM skills_evidence e
                    JOIN skills_skill_tags st ON st.skill_id = e.skill_id
                    JOIN skills_tag t ON t.id = st.tag_id AND t.scheme = 'pemdi'
                    WHERE e.user_id = s.person AND e.source IN ('course', 'external') AND e.withdrawn_at IS NULL
                      AND e.obtained_on <= (SELECT day FROM today)
                      AND (e.valid_until IS NULL OR e.valid_until >= (SELECT day FROM today)))),
                    count(*)
                FROM staff s JOIN people_unit n ON n.id = s.opd GROUP BY s.opd, s.role
                """
            )
        }

    def learning_hours(self) -> dict[str, tuple[int, int, int]]:
        """By OPD: staff, PNS who reached 20 JP this year, PNS who did not; ``""`` stands for all."""
        found: dict[str, tuple[int, int, int]] = {"": (0, 0, 0)}
        for unit, staff, reached, missing in self.rows(
            """
            , year AS (
                SELECT s.*, coalesce((SELECT sum(c.recognised_jp) FROM courses_creditentry c
                    WHERE c.user_id = s.person
                    AND strftime('%Y', c.day) = (SELECT strftime('%Y', day) FROM today)), 0) AS jp
                FROM staff s)
            SELECT coalesce(nullif(n.short_name, ''), n.name), count(*), sum(y.status = 'PNS' AND y.jp >= 20),
                   sum(y.status = 'PNS' AND y.jp < 20)
            FROM year y JOIN people_unit n ON n.id = y.opd GROUP BY y.opd
            """
        ):
            found[unit] = (staff, reached, missing)
            found[""] = tuple(a + b for a, b in zip(found[""], found[unit], strict=True))  # type: ignore[assignment]
        return found
