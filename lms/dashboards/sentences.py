"""What a coverage map says, in sentences for people in a hurry."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core.templatetags.say import day, decimal, percent
from lms.dashboards.figures import Figure, State
from lms.dashboards.queries.coverage import Line, Matrix
from lms.dashboards.queries.independence import Ranking

Row = tuple[Line, Figure]


def unit_word(matrix: Matrix) -> str:
    return settings.PIAWAI_UNIT_WORD if matrix.by_opd else _("unit")


def points(value: float) -> str:
    """A distance in points with its sign: ``−34``."""
    return f"{'−' if value < 0 else '+'}{decimal(abs(value))}"


def measured(matrix: Matrix, index: int) -> list[Row]:
    """The rows that a target holds for in this column."""
    rows = ((line, line.figures[index]) for line in matrix.lines)
    return [(line, figure) for line, figure in rows if figure.state in {State.REACHED, State.BELOW}]


def behind(matrix: Matrix, index: int) -> list[Row]:
    """The rows below their target in this column, the farthest first."""
    rows = [(line, figure) for line, figure in measured(matrix, index) if figure.state == State.BELOW]
    return sorted(rows, key=lambda row: -row[1].behind)


def worst_column(matrix: Matrix) -> int | None:
    """The column in which most rows are below their target; None when none is."""
    counts = [len(behind(matrix, index)) for index in range(len(matrix.columns))]
    return counts.index(max(counts)) if any(counts) else None


def column_sentence(matrix: Matrix, index: int) -> str:
    """``9 dari 32 OPD di bawah target Keamanan. Terjauh: Kecamatan Metro Selatan (−34).``"""
    late, everyone = behind(matrix, index), measured(matrix, index)
    words = {
        "all": len(everyone),
        "units": unit_word(matrix),
        "skill": matrix.columns[index].label,
        "below": len(late),
        "year": matrix.filters.year,
    }
    if not everyone:
        return _("Belum ada target %(year)s untuk %(skill)s.") % words
    if not late:
        return _("Semua %(units)s (%(all)s) mencapai target %(skill)s.") % words
    count = ngettext(
        "%(below)s dari %(all)s %(units)s di bawah target %(skill)s.",
        "%(below)s dari %(all)s %(units)s di bawah target %(skill)s.",
        len(late),
    )
    line, figure = late[0]
    farthest = _("Terjauh: %(unit)s (%(points)s).") % {"unit": line.label, "points": points(-figure.behind)}
    return f"{count % words} {farthest}"


def figure_sentence(figure: Figure, since: date | None = None) -> str:
    """All of one cell in words, for those who do not see its symbol, arrow and tint."""
    if figure.state == State.NONE:
        return _("tidak ada yang dipersyaratkan")
    words = {"met": number(figure.met), "required": number(figure.required), "target": percent(figure.target)}
    parts = [_("%(met)s dari %(required)s persyaratan terpenuhi") % words]
    if figure.state == State.REACHED:
        parts.append(_("mencapai target %(target)s") % words)
    if figure.state == State.BELOW:
        parts.append(_("di bawah target %(target)s") % words)
    if figure.change is not None and since is not None:
        parts.append(change_sentence(figure.change, since))
    if figure.alone:
        parts.append(_("hanya satu orang menguasai %(skills)s") % {"skills": ", ".join(figure.alone)})
    return ", ".join(parts)


def change_sentence(change: float, since: date) -> str:
    """``naik 3,5 poin sejak 30 September 2026``."""
    words = {"points": decimal(abs(change)), "day": day(since)}
    if not change:
        return _("sama dengan %(day)s") % words
    return (
        _("naik %(points)s poin sejak %(day)s") if change > 0 else _("turun %(points)s poin sejak %(day)s")
    ) % words


def state_sentence(matrix: Matrix, overall: Figure) -> str:
    words = {"unit": matrix.total.label, "met": number(overall.met), "required": number(overall.required)}
    if not overall.required:
        return _("Belum ada kompetensi yang dipersyaratkan di %(unit)s.") % words
    words["share"] = percent(overall.share)
    return _("%(met)s dari %(required)s persyaratan kompetensi di %(unit)s terpenuhi (%(share)s).") % words


def reached_sentence(matrix: Matrix) -> str:
    """In how many fields the whole has reached its target, and which."""
    pairs = list(zip(matrix.columns, matrix.total.figures, strict=True))
    held = [column.label for column, figure in pairs if figure.state == State.REACHED]
    promised = sum(figure.state in {State.REACHED, State.BELOW} for _column, figure in pairs)
    words = {"year": matrix.filters.year, "count": len(held), "all": promised, "names": ", ".join(held)}
    if not promised:
        return _("Belum ada target tahun %(year)s.") % words
    if not held:
        return _("Target %(year)s belum tercapai di satu bidang pun.") % words
    text = ngettext(
        "Target %(year)s tercapai di %(count)s dari %(all)s bidang: %(names)s.",
        "Target %(year)s tercapai di %(count)s dari %(all)s bidang: %(names)s.",
        len(held),
    )
    return text % words


def trend_sentence(overall: Figure, past: Sequence[tuple[date, Figure]]) -> str:
    """How today compares with the last quarter end of which anything is known."""
    known = [(on, figure.share) for on, figure in past if figure.share is not None]
    if not known or overall.share is None:
        return _("Belum ada angka triwulan lalu untuk dibandingkan.")
    on, before = known[-1]
    change = round(overall.share - before, 1)
    words = {"day": day(on), "points": decimal(abs(change))}
    if not change:
        return _("Capaian sama dengan %(day)s.") % words
    if change > 0:
        return _("Dibanding %(day)s, capaian naik %(points)s poin.") % words
    return _("Dibanding %(day)s, capaian turun %(points)s poin.") % words


def fragile_sentence(matrix: Matrix) -> str:
    """How many units lean on a single person for something they must be able to do."""
    count = sum(any(figure.alone for figure in line.figures) for line in matrix.lines)
    words = {"count": count, "units": unit_word(matrix)}
    if not count:
        return _("Tidak ada %(units)s yang bergantung pada satu orang saja.") % words
    text = ngettext(
        "Di %(count)s %(units)s, ada kompetensi wajib yang hanya dikuasai satu orang.",
        "Di %(count)s %(units)s, ada kompetensi wajib yang hanya dikuasai satu orang.",
        count,
    )
    return text % words


def independence_sentence(found: Ranking, label: str) -> str:
    """``Nilai kemandirian Kota Metro 43 dari 100; terendah Dinas X (12).``"""
    rated = [row for row in found.rows if row.score.value is not None]
    if found.whole.value is None or not rated:
        return _("Kemandirian belum dapat dihitung.")
    lowest = rated[-1]
    words = {
        "unit": label,
        "value": decimal(found.whole.value, 0),
        "lowest": lowest.unit.label,
        "low": decimal(lowest.score.value, 0),
    }
    if len(rated) == 1:
        return _("Nilai kemandirian %(unit)s %(value)s dari 100.") % words
    return _("Nilai kemandirian %(unit)s %(value)s dari 100; terendah %(lowest)s (%(low)s).") % words


def number(value: int) -> str:
    return decimal(value, 0)
