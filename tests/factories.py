"""One dull function per model: valid defaults, everything overridable. People and numbers are fictitious."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from assessments.actions.categories import categories_of
from assessments.actions.questions import digest
from assessments.exchange.images import picture
from assessments.models import (
    BankImport,
    BankShare,
    Category,
    Question,
    QuestionBank,
    QuestionPicture,
    QuestionVersion,
    QuizPage,
    QuizSection,
)
from certificates.actions.issue import issue
from certificates.models import Certificate
from courses.actions.other_trainings import hand_in as hand_in_training
from courses.models import (
    CatalogueIndexPage,
    CoursePage,
    CourseSkill,
    Enrolment,
    LearningPath,
    LessonPage,
    Mandate,
    ModulePage,
    OtherTraining,
    PathStep,
)
from lms.core.models import Notice
from lms.people.enums import PositionKind, PostGroup, Role, UnitKind
from lms.people.models import Position, Posting, RoleGrant, Unit, User
from lms.skills.actions.claims import hand_in
from lms.skills.actions.needs import propose
from lms.skills.models import Claim, Field, Indicator, Need, Requirement, Skill, Target

numbers = count(1)
LONG_AGO = date(2020, 1, 1)


def nip(serial: int) -> str:
    """Well-formed and impossible: serials from 900 on are never given."""
    month, tail = 1 + serial // 100 % 12, 900 + serial % 100
    return f"19900101{2015 + serial // 1200}{month:02d}{1 + serial % 2}{tail}"


def user(**fields: Any) -> User:
    n = next(numbers)
    defaults = {"username": f"orang{n}", "name": f"Orang {n}", "employment_status": "PNS"}
    return User.objects.create_user(**(defaults | fields))


def unit(**fields: Any) -> Unit:
    n = next(numbers)
    defaults = {"code": f"U{n}", "name": f"Dinas {n}", "kind": UnitKind.OPD}
    return Unit.objects.create(**(defaults | fields))


def city(**fields: Any) -> Unit:
    return unit(**({"name": "Kota Contoh", "kind": UnitKind.CITY} | fields))


def position(**fields: Any) -> Position:
    n = next(numbers)
    defaults = {
        "code": f"J{n}",
        "name": f"Jabatan {n}",
        "kind": PositionKind.GENERAL,
        "post_group": PostGroup.GENERAL,
    }
    return Position.objects.create(**(defaults | fields))


def posting(**fields: Any) -> Posting:
    defaults = {"valid_from": LONG_AGO}
    for name, make in (("user", user), ("unit", unit), ("position", position)):
        if name not in fields:
            defaults[name] = make()
    return Posting.objects.create(**(defaults | fields))


def grant(person: User, role: Role, scope: Unit, **fields: Any) -> RoleGrant:
    return RoleGrant.objects.create(user=person, role=role, unit=scope, **({"valid_from": LONG_AGO} | fields))


def field(**fields: Any) -> Field:
    n = next(numbers)
    defaults = {
        "slug": f"bidang-{n}",
        "code": f"F{n}",
        "name": f"Bidang {n}",
        "short_name": f"B{n}",
        "order": n,
    }
    return Field.objects.create(**(defaults | {"order": n} | fields))


def skill(**fields: Any) -> Skill:
    n = next(numbers)
    defaults = {"code": f"K-{n}", "name": f"Kompetensi {n}"}
    if "field" not in fields:
        defaults["field"] = field()
    return Skill.objects.create(**(defaults | fields))


def claim(levels: dict[Skill, int] | None = None, **fields: Any) -> Claim:
    """A certificate from elsewhere that waits, with a file of a few bytes."""
    n = next(numbers)
    person = fields.pop("user", None) or user()
    defaults = {"title": f"Sertifikat luar {n}", "issuer": "Lembaga Contoh", "obtained_on": date(2025, 5, 5)}
    return hand_in(
        user=person,
        facts=defaults | fields,
        levels={one.pk: level for one, level in (levels or {skill(): 2}).items()},
        file=ContentFile(f"%PDF-1.7 {n} %%EOF".encode()),
        kind="pdf",
        sha256=f"{n:064x}",
    )


def need(*, unit: Unit, by: User | None = None, **fields: Any) -> Need:
    """A need of an OPD that cites one indicator of its own."""
    defaults = {
        "skill": fields.pop("skill", None) or skill(),
        "level": 2,
        "head_count": 5,
        "reason": "Alasan.",
    }
    cited = fields.pop("indicators", None) or [indicator(unit=unit)]
    return propose(unit=unit, indicators=cited, by=by or user(), **(defaults | fields))


def requirement(**fields: Any) -> Requirement:
    defaults = {"post_group": PostGroup.GENERAL, "digital_role": "pengguna", "level": 1}
    if "skill" not in fields:
        defaults["skill"] = skill()
    return Requirement.objects.create(**(defaults | fields))


def catalogue() -> CatalogueIndexPage:
    found = CatalogueIndexPage.objects.first()
    if found:
        return found
    Locale.objects.get_or_create(language_code="id")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    return root.add_child(instance=CatalogueIndexPage(title="Katalog", slug="katalog"))


def course(**fields: Any) -> CoursePage:
    n = next(numbers)
    defaults = {
        "title": f"Pelatihan {n}",
        "slug": f"pelatihan-{n}",
        "folder_slug": f"pelatihan-{n}",
        "summary": "Ringkasan.",
    }
    if "field" not in fields:
        defaults["field"] = field()
    return catalogue().add_child(instance=CoursePage(**(defaults | fields)))


def module(of: CoursePage, **fields: Any) -> ModulePage:
    n = next(numbers)
    return of.add_child(instance=ModulePage(**({"title": f"Modul {n}", "slug": f"modul-{n}"} | fields)))


def lesson(of: ModulePage, **fields: Any) -> LessonPage:
    n = next(numbers)
    body = [("text", "<p>Isi materi.</p>")]
    defaults = {"title": f"Materi {n}", "slug": f"materi-{n}", "minutes": 10, "body": body}
    return of.add_child(instance=LessonPage(**(defaults | fields)))


def enrolment(**fields: Any) -> Enrolment:
    defaults = {}
    for name, make in (("user", user), ("course", course)):
        if name not in fields:
            defaults[name] = make()
    return Enrolment.objects.create(**(defaults | fields))


def finished(**fields: Any) -> Enrolment:
    """An enrolment completed on 20 November 2026 at 10.00 WIB."""
    times = {
        "enrolled_at": datetime(2026, 11, 3, 1, tzinfo=UTC),
        "completed_at": datetime(2026, 11, 20, 3, tzinfo=UTC),
    }
    return enrolment(**({"state": "completed"} | times | fields))


def other_training(**fields: Any) -> OtherTraining:
    """One that waits: 8 JP of technical training on two days, with a file of a few bytes."""
    n = next(numbers)
    person = fields.pop("user", None) or user()
    facts = {"form": "B3", "title": f"Pelatihan lain {n}", "organiser": "Lembaga Contoh", "quantity": 8}
    days = {"starts_on": date(2026, 5, 4), "ends_on": date(2026, 5, 5)}
    return hand_in_training(
        user=person,
        facts=facts | days | fields,
        file=ContentFile(f"%PDF-1.7 {n} %%EOF".encode()),
        kind="pdf",
        sha256=f"{n:064x}",
    )


def certificate(**fields: Any) -> Certificate:
    """A pending one; its number and file come from ``issued``."""
    n = next(numbers)
    enrolled = fields.pop("enrolment", None) or finished()
    return Certificate.objects.create(
        **({"enrolment": enrolled, "user": enrolled.user, "token": f"{n:032d}"} | fields)
    )


def issued(**fields: Any) -> Certificate:
    return issue(certificate=certificate(**fields), at=datetime(2026, 11, 20, 4, tzinfo=UTC))


def bank(**fields: Any) -> QuestionBank:
    n = next(numbers)
    defaults = {"name": f"Bank {n}", "slug": f"bank-{n}"}
    if "course" not in fields:
        defaults["course"] = course()
    return QuestionBank.objects.create(**(defaults | fields))


def choices(**weights: int) -> list[dict[str, str]]:
    """Options of a question, each with its id as text: ``choices(a=100, b=0)``."""
    return [
        {"id": pk, "text": f"Pilihan {pk}", "weight": str(weight), "feedback": f"Umpan balik {pk}"}
        for pk, weight in weights.items()
    ]


def question(of: QuestionBank, kind: str = "single", tag: str = "", **body: Any) -> Question:
    n = next(numbers)
    row = Question.objects.create(bank=of, name=f"soal-{n}", tag=tag)
    asked = {"stem": f"Pertanyaan {n}?", "feedback": f"Umum {n}."}
    asked |= body or {"options": choices(a=100, b=0, c=0)}
    row.current = QuestionVersion.objects.create(
        question=row, number=1, kind=kind, body=asked, digest=digest(kind, asked)
    )
    row.save()
    return row


def category(of: QuestionBank, path: str) -> Category:
    """With those above it."""
    return categories_of(bank=of, paths=[path])[path]


def bank_share(of: QuestionBank, right: str = "use", **fields: Any) -> BankShare:
    if not fields:
        fields = {"user": user()}
    return BankShare.objects.create(bank=of, right=right, **fields)


def bank_import(of: QuestionBank, **fields: Any) -> BankImport:
    """One that has passed its dry run."""
    defaults = {"file": "impor-soal/a.gift", "file_name": "a.gift", "format": "gift", "state": "ready"}
    if "uploaded_by" not in fields:
        defaults["uploaded_by"] = user()
    return BankImport.objects.create(bank=of, **(defaults | fields))


def question_picture(data: bytes | None = None) -> QuestionPicture:
    """A drawing of one rectangle, another one each time."""
    n = next(numbers)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} 3"><rect width="4" height="3"/></svg>'
    )
    found = picture(data or drawing.encode())
    row, _new = QuestionPicture.objects.get_or_create(
        pk=found.name, defaults={"media_type": found.media_type, "content": found.data}
    )
    return row


def quiz(of: ModulePage, **fields: Any) -> QuizPage:
    n = next(numbers)
    return of.add_child(instance=QuizPage(**({"title": f"Kuis {n}", "slug": f"kuis-{n}"} | fields)))


def quiz_section(of: QuizPage, **fields: Any) -> QuizSection:
    defaults = {"title": "Bagian", "count": 2}
    if "bank" not in fields:
        defaults["bank"] = bank()
    return QuizSection.objects.create(quiz=of, **(defaults | fields))


def check(*right: bool) -> tuple[str, dict[str, Any]]:
    """A check-yourself block for the body of a lesson: ``check(True, False)`` has its first option right."""
    options = [
        {"text": f"<p>Opsi {index}</p>", "correct": correct, "feedback": f"Umpan balik {index}."}
        for index, correct in enumerate(right)
    ]
    return "check", {"question": "<p>Mana yang benar?</p>", "options": options}


def course_skill(of: CoursePage, **fields: Any) -> CourseSkill:
    defaults = {"level": 2}
    if "skill" not in fields:
        defaults["skill"] = skill()
    return CourseSkill.objects.create(course=of, **(defaults | fields))


def path(**fields: Any) -> LearningPath:
    n = next(numbers)
    defaults = {"title": f"Jalur {n}", "summary": "Dari awal sampai mandiri.", "is_open": True}
    if "created_by" not in fields:
        defaults["created_by"] = user()
    return LearningPath.objects.create(**(defaults | fields))


def step(of: LearningPath | None = None, *alternatives: CoursePage, **fields: Any) -> PathStep:
    of = of or path()
    defaults = {"path": of, "order": of.steps.count() + 1}
    if "course" not in fields:
        defaults["course"] = course()
    made = PathStep.objects.create(**(defaults | fields))
    made.alternatives.set(alternatives)
    return made


def mandate(**fields: Any) -> Mandate:
    defaults = {"due_at": datetime(2026, 12, 20, 16, 59, tzinfo=UTC)}
    for name, make in (("course", course), ("unit", unit), ("created_by", user)):
        if name not in fields:
            defaults[name] = make()
    return Mandate.objects.create(**(defaults | fields))


def notice(**fields: Any) -> Notice:
    n = next(numbers)
    defaults = {"event": f"peristiwa:{n}", "title": f"Kabar {n}"}
    if "recipient" not in fields:
        defaults["recipient"] = user()
    return Notice.objects.create(**(defaults | fields))


def indicator(**fields: Any) -> Indicator:
    n = next(numbers)
    defaults = {"code": f"IKU-{n}", "name": f"Indikator {n}"}
    if "unit" not in fields:
        defaults["unit"] = unit()
    if "field" not in fields:
        defaults["field"] = field()
    return Indicator.objects.create(**(defaults | fields))


def target(**fields: Any) -> Target:
    defaults = {"year": 2026, "value": 80}
    if "indicator" not in fields:
        defaults["indicator"] = indicator()
    return Target.objects.create(**(defaults | fields))
