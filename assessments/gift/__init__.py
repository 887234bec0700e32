"""Questions in Moodle's GIFT format, the dialect of docs/editors/course-folder.md."""

from assessments.gift.drafts import Draft, Parsed
from assessments.gift.reader import parse
from assessments.gift.writer import holds, write

__all__ = ["Draft", "Parsed", "holds", "parse", "write"]
