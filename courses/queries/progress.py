"""Where a learner stands in a course, from the server's own records."""

from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from courses.models import ActivityProgress, Enrolment
from courses.queries.outline import Activity, Outline
from lms.core.prepared import Prepared


@dataclass(frozen=True)
class Standing:
    """How far one enrolment is; ``done`` and ``total`` count what the pass rule counts."""

    outline: Outline
    done_ids: frozenset[int]
    last_id: int | None

    @property
    def done(self) -> int:
        return sum(activity.pk in self.done_ids for activity in self.outline.required)

    @property
    def total(self) -> int:
        return len(self.outline.required)

    @property
    def minutes_left(self) -> int:
        return sum(item.minutes for item in self.outline.required if item.pk not in self.done_ids)

    @property
    def resume(self) -> Activity | None:
        """The place to go on: where one left off if that is not done, else the first that is not done.

        What does not count is suggested before anything is done, not later.
        """
        begun = bool(self.done_ids)
        open_items = [
            item
            for item in self.outline.activities
            if item.pk not in self.done_ids and (item.counts or not begun)
        ]
        here = next((item for item in open_items if item.pk == self.last_id), None)
        return here or next(iter(open_items), None) or next(iter(self.outline.activities), None)


# Written out because every lesson page asks it: building the subquery from expressions costs more than running it.
NOTE = RawSQL(
    "SELECT text FROM courses_note WHERE courses_note.enrolment_id = courses_activityprogress.enrolment_id"
    " AND courses_note.activity_id = courses_activityprogress.activity_id",
    (),
    output_field=TextField(),
)


PROGRESS = Prepared(
    lambda enrolment: ActivityProgress.objects.filter(enrolment=enrolment).annotate(note=NOTE)
)


def progress_rows(enrolment: Enrolment) -> list[ActivityProgress]:
    """All progress of an enrolment, each row with the learner's own note as ``note``."""
    return PROGRESS(enrolment=enrolment.pk)


def standing(enrolment: Enrolment, outline: Outline, rows: list[ActivityProgress]) -> Standing:
    done = frozenset(row.activity_id for row in rows if row.completed_at)
    return Standing(outline, done, enrolment.last_activity_id)
