"""Store the quizzes of a course folder: registered with the importer when the app is ready."""

from typing import Any

from django.utils import timezone

from assessments.actions.categories import categories_of
from assessments.actions.held import bring_in, hold
from assessments.importer.plan import QuizPlan, Section, read_quizzes
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

    wanted = [_row(section, bank) for section in quiz.sections]

    def relations(page: QuizPage) -> None:
        """Rows are replaced only when they say something else, so that their ids stay."""
        if [_facts(row) for row in page.sections.all()] != [_facts(row) for row in wanted]:
            for order, row in enumerate(wanted):
                row.sort_order = order
            page.sections = wanted

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


def _row(section: Section, bank: QuestionBank) -> QuizSection:
    """Categories and questions are found by their names; one that is still to come is made now, empty."""
    asked = section.filter
    category = categories_of(bank=bank, paths=[asked.category]).get(asked.category)
    question = bank.questions.get_or_create(name=asked.question)[0] if asked.question else None
    return QuizSection(
        title=section.title,
        bank=bank,
        category=category,
        tag=asked.tag,
        level=asked.level,
        bloom=asked.bloom,
        count=section.count,
        question=question,
    )


def _facts(row: QuizSection) -> tuple[Any, ...]:
    place = (row.category_id, row.tag, row.level, row.bloom, row.question_id)
    return (row.title, row.count, row.bank_id, *place)
