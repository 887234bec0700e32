"""Questions as people write them: in the editor, in the TOML files of a course folder, in our own sheets.

A *sheet* is a plain dict with texts in Markdown, the same in all three. ``read_sheet`` makes the body of it that is
stored (docs/adr/0020-question-kinds.md), ``write_sheet`` goes back, and ``faults_in`` says what is wrong with a body.
"""

from assessments.authoring.checks import faults_in
from assessments.authoring.readers import read_sheet
from assessments.authoring.sheets import SheetFault
from assessments.authoring.writers import write_sheet

__all__ = ["SheetFault", "faults_in", "read_sheet", "write_sheet"]
