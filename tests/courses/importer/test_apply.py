import pytest
from django.core.files.storage import default_storage
from wagtail.models import Revision

from courses.actions.publishing import prepare_catalogue
from courses.importer import apply, parts
from courses.importer.apply import apply_plan
from courses.importer.read import make_plan
from courses.models import ActivityProgress, CourseImage, CoursePage, LessonPage, ModulePage
from tests import factories
from tests.courses.folders import LESSON, SVG, TOML, folder
from tests.courses.importer.test_blocks import CHECK

pytestmark = pytest.mark.django_db

TWO = TOML.replace('["01-satu"]', '["01-satu", "02-dua"]')
PICTURE = LESSON + "\n![Alt](../media/a.svg)\n"


@pytest.fixture(autouse=True)
def _ground(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(parts, "_parts", {})
    factories.field(slug="jaringan")
    prepare_catalogue()


def bring(*, publish: bool = True, by=None, **changes) -> CoursePage:
    made = folder(**changes)
    plan = make_plan(made, publish=publish)
    assert plan.faults == []
    return apply_plan(plan, made, by=by)


def lesson(slug: str = "satu") -> LessonPage:
    return LessonPage.objects.get(slug=slug)


def test_a_course_arrives_as_a_draft():
    course = bring(publish=False)

    assert [page.live for page in course.get_descendants(inclusive=True)] == [False] * 3
    assert course.get_latest_revision_as_object().title == "Contoh"


def test_a_course_can_arrive_published():
    course = bring()

    assert [page.live for page in course.get_descendants(inclusive=True)] == [True] * 3


def test_who_imports_a_new_course_teaches_it():
    person = factories.user()

    course = bring(publish=False, by=person)

    assert (list(course.lecturers.all()), course.owner) == ([person], person)


def test_the_same_folder_again_changes_nothing():
    files = {"lesson": PICTURE + CHECK, "media__a_dot_svg": SVG}
    bring(**files)
    before = Revision.objects.count(), CourseImage.objects.count(), lesson().last_published_at

    bring(**files)

    assert (Revision.objects.count(), CourseImage.objects.count(), lesson().last_published_at) == before


def test_a_changed_lesson_keeps_its_page_and_its_questions():
    bring(lesson=LESSON + CHECK)
    before = lesson()

    bring(lesson=LESSON.replace("Satu", "Satu baru") + "\nTambahan.\n\n" + CHECK)

    after = lesson()
    assert (after.pk, after.check_ids, after.title) == (before.pk, before.check_ids, "Satu baru")


def test_a_draft_of_a_live_course_leaves_learners_what_they_have():
    bring()

    bring(publish=False, lesson=LESSON.replace("Isi materi", "Isi lain"))

    page = lesson()
    draft = page.get_latest_revision_as_object()
    assert (page.live, page.body[0].value.source, draft.body[0].value.source) == (
        True,
        "<p>Isi materi.</p>",
        "<p>Isi lain.</p>",
    )


def test_pictures_keep_their_bytes_until_they_change():
    bring(lesson=PICTURE, media__a_dot_svg=SVG)
    bring(
        lesson=PICTURE,
        media__a_dot_svg=SVG.replace("rect", "circle").replace('width="10" height="10"', 'r="3"'),
    )

    images = CourseImage.objects.order_by("pk")

    assert [image.folder_name for image in images] == ["contoh/media/a.svg"] * 2
    assert lesson().body[1].value["image"] == images[1]


def test_lessons_stand_in_the_order_of_the_folder():
    bring(toml=TWO, **{"lessons__02-dua_dot_md": LESSON})
    swapped = TOML.replace('["01-satu"]', '["02-dua", "01-satu"]')

    bring(toml=swapped, **{"lessons__02-dua_dot_md": LESSON})

    assert [page.slug for page in ModulePage.objects.get().get_children()] == ["dua", "satu"]


def test_a_lesson_moves_to_another_module_with_its_id():
    bring()
    before = lesson().pk
    moved = TOML.replace('["01-satu"]', "[]") + '\n[[modules]]\nname = "lain"\nlessons = ["01-satu"]\n'

    bring(toml=moved)

    assert (lesson().pk, lesson().get_parent().slug) == (before, "lain")


def test_a_lesson_that_left_the_folder_is_unpublished_with_its_progress():
    bring(toml=TWO, **{"lessons__02-dua_dot_md": LESSON})
    enrolment = factories.enrolment(course=CoursePage.objects.get(), user=factories.user())
    progress = ActivityProgress.objects.create(enrolment=enrolment, activity=lesson("dua"))

    bring()

    assert (lesson("dua").live, ActivityProgress.objects.filter(pk=progress.pk).exists()) == (False, True)


def test_a_draft_nobody_ever_saw_goes_with_its_file():
    bring(publish=False, toml=TWO, **{"lessons__02-dua_dot_md": LESSON})

    bring(publish=False)

    assert list(LessonPage.objects.values_list("slug", flat=True)) == ["satu"]


def test_skills_and_prerequisites_follow_the_folder():
    factories.skill(code="JK-01")
    factories.course(folder_slug="dasar")
    toml = 'prerequisites = ["dasar"]\n' + TOML + '\n[[skills]]\ncode = "JK-01"\nlevel = 3\n'

    course = bring(toml=toml)

    assert [(row.skill.code, row.level) for row in course.skills_taught.all()] == [("JK-01", 3)]
    assert [other.folder_slug for other in course.prerequisites.all()] == ["dasar"]


def test_a_failure_half_way_leaves_no_rows_and_no_files(monkeypatch):
    class Broken:
        def check(self, plan, folder):
            return []

        def apply(self, plan, course, folder, *, by):
            raise RuntimeError

    monkeypatch.setattr(parts, "_parts", {"broken": Broken()})

    with pytest.raises(RuntimeError):
        bring(lesson=PICTURE, media__a_dot_svg=SVG)

    assert (CoursePage.objects.count(), CourseImage.objects.count()) == (0, 0)
    assert default_storage.listdir("original_images")[1] == []


def test_parts_find_course_and_modules_stored(monkeypatch):
    seen = []

    class Part:
        def check(self, plan, folder):
            return []

        def apply(self, plan, course, folder, *, by):
            seen.extend(course.get_children().values_list("slug", flat=True))

    monkeypatch.setattr(parts, "_parts", {"part": Part()})

    bring()

    assert seen == ["awal"]


def test_a_plan_with_faults_is_never_applied():
    made = folder(lesson="")

    with pytest.raises(ValueError, match="faults"):
        apply.apply_plan(make_plan(made), made, by=None)
