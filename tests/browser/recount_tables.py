"""What the recounts are counted from, as named tables of one statement: the rules of the framework, written anew."""

TODAY = "today AS (SELECT coalesce(:day, date('now', '+7 hours')) AS day)"  # of WIB, or a day of the past
# Everybody who counts: active (or not yet gone by a past day), of a counted status, standing "01", with the posting
# of the day that began last; ``leaves`` is the end of the month in which a NIP's owner reaches the age of the post.
STAFF = """
    staff AS (
        SELECT u.id AS person, u.employment_status AS status, u.digital_role AS role, p.unit_id AS unit,
               coalesce(n.opd_id, n.id) AS opd, j.post_group AS post_group,
               CASE WHEN length(u.nip) = 18 THEN date(
                   substr(u.nip, 1, 4) || '-' || substr(u.nip, 5, 2) || '-01',
                   CASE j.post_group WHEN 'jpt' THEN '+60' WHEN 'jf-madya' THEN '+60' WHEN 'jf-utama' THEN '+65'
                   ELSE '+58' END || ' years', '+1 month', '-1 day') END AS leaves
        FROM people_user u
        JOIN people_posting p ON p.id = (
            SELECT q.id FROM people_posting q
            WHERE q.user_id = u.id AND q.valid_from <= (SELECT day FROM today)
              AND (q.valid_until IS NULL OR q.valid_until >= (SELECT day FROM today))
            ORDER BY q.valid_from DESC, q.id DESC LIMIT 1)
        JOIN people_unit n ON n.id = p.unit_id
        JOIN people_position j ON j.id = p.position_id
        WHERE (u.is_active AND u.standing = '01' OR :day IS NOT NULL AND u.left_on > :day)
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
        SELECT s.person, s.leaves, s.opd, s.unit, r.skill_id AS skill, k.field_id AS field, r.level AS level,
               coalesce(h.level, 0) >= r.level AS met
        FROM staff s
        JOIN skills_requirement r ON r.post_group = s.post_group AND r.digital_role = s.role
        JOIN skills_skill k ON k.id = r.skill_id
        LEFT JOIN held h ON h.person = s.person AND h.skill = r.skill_id)
"""
# What the pages call a unit.
PLACES = """
    places AS (SELECT id, coalesce(nullif(short_name, ''), name) AS label FROM people_unit)
"""
# The last four quarter ends and the next twelve; ``n`` is above 0 for those to come.
ENDS = """
    numbers(n) AS (SELECT -3 UNION ALL SELECT n + 1 FROM numbers WHERE n < 12),
    ends AS (
        SELECT n, date(day, 'start of month', '-' || ((strftime('%m', day) - 1) % 3) || ' months',
                       (3 * n) || ' months', '-1 day') AS on_day
        FROM numbers, today)
"""
# What duties will prove: a skill from the due day on, or from today where that has passed; and the rounds of yearly
# ones that follow, for everyone whose duty it is.
DUTIES = """
    duties AS (
        SELECT d.user_id AS person, c.skill_id AS skill, c.level AS level, p.certificate_valid_months AS months,
               max(date(d.due_at, '+7 hours'), (SELECT day FROM today)) AS day
        FROM courses_enrolment d
        JOIN courses_courseskill c ON c.course_id = d.course_id
        JOIN courses_coursepage p ON p.page_ptr_id = d.course_id
        WHERE d.state = 'active' AND d.mandate_id IS NOT NULL AND d.due_at IS NOT NULL
        UNION ALL
        SELECT d.user_id, c.skill_id, c.level, p.certificate_valid_months,
               date(m.due_at, '+7 hours', '+' || y.years || ' years')
        FROM courses_enrolment d
        JOIN courses_mandate m ON m.id = d.mandate_id AND m.state = 'active' AND m.round_from IS NOT NULL
        JOIN (SELECT 1 AS years UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) y
        JOIN courses_courseskill c ON c.course_id = d.course_id
        JOIN courses_coursepage p ON p.page_ptr_id = d.course_id
        WHERE d.state != 'cancelled'
          AND date(m.due_at, '+7 hours', '+' || y.years || ' years') >= (SELECT day FROM today))
"""
TABLES = ", ".join((TODAY, STAFF, HELD, ASKED, PLACES, ENDS, DUTIES))
