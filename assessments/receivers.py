"""What quizzes add to rooms further left. Registered when the apps are loaded."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from assessments.actions.held import take_over
from assessments.importer.export import QuizExport
from assessments.importer.part import QuizPart
from assessments.models import QuestionBank, QuizPage
from courses.activities import Kind, register_kind
from courses.exporter.parts import register_export_part
from courses.importer.parts import register_part
from courses.models import CoursePage
from courses.signals import course_published

register_part("quizzes", QuizPart())
register_export_part("quizzes", QuizExport())
register_kind(
    "assessments.quizpage",
    Kind("quiz", "quiz", "quizpage__minutes", _("Kuis"), "list-checks", "quizpage__purpose"),
)


@receiver(course_published)
def publish_held_questions(sender: Any, course: CoursePage, by: Any, **kwargs: Any) -> None:
    take_over(banks=QuestionBank.objects.filter(course=course), by=by)


@receiver(page_published, sender=QuizPage)
def publish_held_questions_of_a_quiz(sender: Any, instance: QuizPage, **kwargs: Any) -> None:
    """A quiz that is published by itself takes the questions along that its sections draw from."""
    banks = QuestionBank.objects.filter(pk__in=instance.sections.values("bank"))
    take_over(banks=banks, by=instance.live_revision.user if instance.live_revision else None)
