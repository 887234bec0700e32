"""What quizzes add to rooms further left. Registered when the apps are loaded."""

from django.utils.translation import gettext_lazy as _

from assessments.importer.export import QuizExport
from assessments.importer.part import QuizPart
from courses.activities import Kind, register_kind
from courses.exporter.parts import register_export_part
from courses.importer.parts import register_part

register_part("quizzes", QuizPart())
register_export_part("quizzes", QuizExport())
register_kind("assessments.quizpage", Kind("quiz", "quiz", "quizpage__minutes", _("Kuis"), "list-checks"))
