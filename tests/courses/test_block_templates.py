import io

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection

from courses.importer.pages import stream_json
from courses.models import CourseImage, LessonPage
from courses.rendering import render_fresh
from courses.templatetags.pictures import Line, console_lines
from tests import factories
from tests.courses.folders import SVG
from tests.courses.importer.test_blocks import CHECK, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Collection.objects.filter(depth=1).exists() or Collection.add_root(name="Root")


def lesson_with(*raw: dict) -> LessonPage:
    body = stream_json(LessonPage.body.field.stream_block, list(raw))
    lesson = factories.lesson(factories.module(factories.course()), body=body)
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def html_of(text: str) -> str:
    _plan, lesson = plan_of(text)
    raw = [{"type": block.kind, "value": block.value, "id": block.id} for block in lesson.blocks]
    return "".join(block.html for block in render_fresh(lesson_with(*raw))).strip()


def stored(name: str, data: bytes) -> CourseImage:
    return CourseImage.objects.create(title="x", file=ImageFile(io.BytesIO(data), name=name))


def photo(width: int, height: int) -> CourseImage:
    target = io.BytesIO()
    Image.new("RGB", (width, height)).save(target, "PNG")
    return stored("foto.png", target.getvalue())


def shown(image: CourseImage, kind: str = "image") -> str:
    value = {"image": image.pk, "alt": 'Alt "x"', "caption": "Ket"}
    [block] = render_fresh(lesson_with({"type": kind, "value": value, "id": "a"}))
    return block.html


def test_a_heading_can_be_linked_to():
    assert 'id="alamat-ip-' in html_of("## Alamat IP\n\nT")


def test_a_table_has_caption_and_scopes():
    html = html_of("Tabel: Judul\n\n| A | B |\n|---|---|\n| 1 | 2 |")

    assert [
        part in html for part in ("<caption>Judul</caption>", '<th scope="col">A</th>', '<th scope="row">')
    ] == [True] * 3


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("note", "Catatan"),
        ("tip", "Kiat"),
        ("important", "Penting"),
        ("warning", "Peringatan"),
        ("caution", "Awas"),
    ],
)
def test_a_callout_has_a_sign_and_a_word(kind, word):
    html = html_of(f"> [!{kind.upper()}]\n> Isi")

    assert [
        part in html for part in (f"callout--{kind}", "<svg", f"<strong>{word}</strong>", "<p>Isi</p>")
    ] == [True] * 4


def test_code_is_shown_as_it_is_and_scrolls_by_keyboard():
    html = html_of("```html\n<b>&amp;</b>\n```\n\nT")

    assert ("<code>&lt;b&gt;&amp;amp;&lt;/b&gt;</code>" in html, 'tabindex="0"' in html) == (True, True)


def test_a_prompt_is_not_read_out_or_copied():
    html = html_of("```console\n$ ls\na\n```\n\nT")

    assert '<code><span class="prompt" aria-hidden="true">$ </span>ls\na</code>' in html


def test_console_lines_know_what_is_typed():
    assert console_lines("$ ls\n$5") == [Line("$ ", "ls"), Line("", "$5")]


def test_steps_are_a_numbered_list():
    assert html_of(":::steps\n1. a\n2. b\n:::").count("<li>") == 2


def test_a_question_comes_as_data_for_the_form():
    _plan, made = plan_of(CHECK)
    [block] = render_fresh(lesson_with({"type": "check", "value": made.blocks[0].value, "id": "a"}))

    assert (
        block.html,
        block.check["multiple"],
        [option["correct"] for option in block.check["options"]],
    ) == (
        "",
        False,
        [False, True],
    )


def test_a_wide_photo_is_narrowed_and_keeps_its_place():
    html = shown(photo(2000, 1000))

    assert (
        'width="960" height="480"' in html,
        'loading="lazy"' in html,
        'alt="Alt &quot;x&quot;"' in html,
    ) == (True,) * 3


def test_a_small_photo_is_not_blown_up():
    assert 'width="200" height="100"' in shown(photo(200, 100))


def test_a_drawing_is_shown_as_it_is():
    html = shown(stored("a.svg", SVG.encode()), "figure")

    assert ('src="/berkas/original_images/a-' in html, 'width="960" height="960"' in html) == (True, True)


def test_a_picture_that_is_gone_leaves_no_hole():
    image = photo(200, 100)
    lesson = lesson_with(
        {"type": "image", "value": {"image": image.pk, "alt": "x", "caption": ""}, "id": "a"}
    )
    image.delete()

    assert render_fresh(lesson)[0].html.strip() == ""


def test_the_name_of_a_picture_holds_its_content():
    first, second = photo(10, 10), photo(20, 20)

    assert len({first.file.name, second.file.name}) == 2
    assert "/foto-" in first.file.name
