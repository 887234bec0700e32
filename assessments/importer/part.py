"""Store the quizzes of a course folder: registered with the importer when the app is ready."""

from typing import Any

from django.utils import timezone

from assessments.actions.held import bring_in, hold
from assessments.importer.plan import QuizPlan, read_quizzes
from assessments.models import QuestionBank, QuizPage, QuizSection
from courses.importer.faults import Fault
from courses.importer.folder import Folder
from courses.importer.pages import keep_page
from courses.importer.plan import Plan
from courses.models import CoursePage, ModulePage


class QuizPart:
    def check(self, plan: Plan, folder: Folder) -> list[Fault]:
        _quizzes, report = read_quizzes(plan, folder)
        plan.left_out += report.left_out
        return report.faults

    def apply(self, plan: Plan, course: CoursePage, folder: Folder, *, by: Any) -> None:
        quizzes, _report = read_quizzes(plan, folder)
        by_name = {quiz.name: quiz for quiz in quizzes}
        for module in plan.modules:
            for name in module.quizzes:
                bank = _keep_bank(course, by_name[name], by, waits=course.live and not plan.publish)
                parent = ModulePage.objects.child_of(course).get(slug=module.name)
                _keep_page(course, parent, by_name[name], bank, by=by, publish=plan.publish)


def _keep_bank(course: CoursePage, quiz: QuizPlan, by: Any, *, waits: bool) -> QuestionBank:
    """The bank of that name with the file's questions; what the file no longer names is retired.

    In a live course learners draw from the bank, so an import that is not published yet only leaves its
    questions beside it (``waits``).
    """
    name = quiz.rules["title"][:160]
    bank, _created = QuestionBank.objects.update_or_create(
        course=course, slug=quiz.name, defaults={"name": name}
    )
    if waits:
        hold(bank=bank, drafts=quiz.drafts, by=by, now=timezone.now())
    else:
        bring_in(bank=bank, drafts=quiz.drafts, by=by, now=timezone.now())
    return bank


def _keep_page(
    course: CoursePage, parent: ModulePage, quiz: QuizPlan, bank: QuestionBank, *, by: Any, publish: bool
) -> None:
    existing = QuizPage.objects.descendant_of(course).filter(slug=quiz.name).first()

    def relations(page: QuizPage) -> None:
        """Rows are replaced only when they say something else, so that their ids stay."""
        wanted = [(row.title, row.tag, row.count, bank.pk) for row in quiz.sections]
        if [(row.title, row.tag, row.count, row.bank_id) for row in page.sections.all()] != wanted:
            page.sections = [
                QuizSection(title=title, tag=tag, count=count, bank_id=bank_id, sort_order=order)
                for order, (title, tag, count, bank_id) in enumerate(wanted)
            ]

    keep_page(
        parent,
        QuizPage,
        quiz.name,
        quiz.rules,
        by=by,
        publish=publish,
        existing=existing,
        relations=relations,
    )
