"""Collects what one file has wrong and what was left out of it, with the line in that file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.importer.faults import Fault, LeftOut


@dataclass
class Report:
    """``offset`` lines (front matter) stand before the text whose lines are reported.

    With ``strict`` what could be completed later in the editor is a fault: the course goes live at once.
    """

    file: str
    offset: int = 0
    strict: bool = False
    faults: list[Fault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def fault(self, line: int | None, value: str, reason: str, mend: str) -> None:
        self.faults.append(Fault(self.file, self._line(line), value, reason, mend))

    def leave_out(self, line: int | None, what: str, why: str) -> None:
        note = LeftOut(self.file, self._line(line), what, why)
        if note not in self.left_out:
            self.left_out.append(note)

    def incomplete(self, line: int | None, value: str, reason: str, mend: str) -> None:
        """Something a draft may lack and a published page may not."""
        if self.strict:
            self.fault(line, value, reason, mend)
        else:
            self.leave_out(line, value or reason, f"{reason} {mend}")

    def fits(self, line: int | None, text: str, limit: int, what: str) -> str:
        """``text``, with a fault when it is longer than ``limit`` characters."""
        if len(text) > limit:
            reason = _("%(what)s terlalu panjang: %(length)s karakter, paling banyak %(limit)s.") % {
                "what": what,
                "length": len(text),
                "limit": limit,
            }
            self.fault(line, text, reason, _("Persingkat teksnya."))
        return text[:limit]

    def _line(self, line: int | None) -> int | None:
        return None if line is None else line + self.offset
