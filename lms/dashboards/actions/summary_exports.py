"""Sheets about the city as a whole: the five years, and independence. Figures of the pages, nobody by name."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from lms.core.exports import saved, workbook, write_sheet
from lms.dashboards.actions.exports import file_name, keep
from lms.dashboards.queries.independence import ranking
from lms.dashboards.queries.trajectory import trajectory, year_ends
from lms.dashboards.scope import Filters
from lms.dashboards.summary_sheets import (
    independence_definitions,
    independence_heads,
    independence_rows,
    moment_heads,
    moment_rows,
    promise_heads,
    promise_rows,
    trajectory_definitions,
)


def write_trajectory(filters: Filters) -> dict[str, Any]:
    """The line of the page in one sheet; in another every OPD and the whole, with all fields and with each."""
    found = trajectory(filters)
    fields = [] if filters.field else list(found.matrix.fields)
    parts = [(filters.field, found)]
    parts += [(field, trajectory(replace(filters, field=field))) for field in fields]
    years = year_ends([*found.rows, found.whole])
    book = workbook()
    rows = write_sheet(book, _("Lintasan"), moment_heads(), moment_rows(found))
    rows += write_sheet(book, _("OPD"), promise_heads(years), promise_rows(parts, years))
    write_sheet(book, _("Definisi"), [_("Istilah"), _("Arti")], trajectory_definitions(filters, found))
    return {"file": keep(saved(book)), "rows": rows, "name": file_name("lintasan")}


def write_independence(filters: Filters) -> dict[str, Any]:
    found = ranking(filters)
    book = workbook()
    rows = write_sheet(book, _("Kemandirian"), independence_heads(), independence_rows(found))
    write_sheet(book, _("Definisi"), [_("Istilah"), _("Arti")], independence_definitions(filters, found))
    return {"file": keep(saved(book)), "rows": rows, "name": file_name("kemandirian")}
