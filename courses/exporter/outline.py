"""``course.toml`` of a course."""

import json
from typing import Any

from courses.exporter.richtext import flow
from courses.models import CoursePage

LINE = 100


def text(value: Any) -> str:
    """A value as TOML: JSON's notation serves for texts, numbers, flags and lists."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {text(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list) and len(str(value)) > LINE:
        return "[\n" + "".join(f"  {text(item)},\n" for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def long_text(value: str) -> str:
    """A text over several lines."""
    inner = value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{inner}\n"""' if value else '""'


def pairs(values: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {text(value)}" for key, value in values.items())


def course_toml(
    course: CoursePage, modules: list[dict[str, Any]], tables: dict[str, list[dict[str, Any]]]
) -> str:
    head = {
        "format": 1,
        "slug": course.folder_slug,
        "title": course.title,
        "summary": course.summary,
    }
    rest = {
        "field": course.field.slug,
        "language": "id",
        "level": course.level,
        "jp": course.jp,
        "audience": course.audience,
        "objectives": course.objective_lines,
        "prerequisites": [other.folder_slug for other in course.prerequisites.all()],
        "lecturers": course.lecturer_lines,
        "enrolment": course.enrolment_policy,
    }
    parts = [f"{pairs(head)}\ndescription = {long_text(flow(course.description))}\n{pairs(rest)}"]
    parts += [
        table("skills", {"code": row.skill.code, "level": row.level}) for row in course.skills_taught.all()
    ]
    parts += [
        "[certificate]\n"
        + pairs({"enabled": course.certificate_enabled, "valid_months": course.certificate_valid_months}),
        "[completion]\n" + pairs({"lessons": course.needs_lessons, "quizzes": course.needs_quizzes}),
    ]
    parts += [table("modules", module) for module in modules]
    parts += [table(name, row) for name, rows in tables.items() for row in rows]
    return "\n\n".join(parts) + "\n"


def table(name: str, values: dict[str, Any]) -> str:
    """``[[name]]`` with its plain values first, then the tables inside it."""
    inner = {key: rows for key, rows in values.items() if _is_tables(rows)}
    plain = {key: value for key, value in values.items() if key not in inner}
    tables = [table(f"{name}.{key}", row) for key, rows in inner.items() for row in rows]
    return "\n\n".join([f"[[{name}]]\n{pairs(plain)}", *tables])


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
