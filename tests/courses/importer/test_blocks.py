import pytest

from courses.importer.lesson import read_lesson
from courses.importer.plan import Lesson, Outline, Plan
from tests.courses.folders import SVG, folder

HEAD = "---\ntitle: Satu\nminutes: 5\n---\n"
CHECK = ":::check\nApa?\n- [ ] A\n  > Bukan.\n- [x] B\n  > Benar.\n:::"


def plan_of(text: str, *, publish: bool = False, **files: str | bytes) -> tuple[Plan, Lesson]:
    plan = Plan(outline=Outline("contoh", "Contoh", "", "", "jaringan", 1, 1), publish=publish)
    files = {"media__a_dot_svg": SVG, "media__b_dot_png": b"x", "media__c_dot_pdf": b"x"} | files
    lesson = read_lesson(folder(HEAD + text, **files), "lessons/01-satu.md", plan)
    return plan, lesson


def blocks_of(text: str, **files: str | bytes) -> list[tuple]:
    """The blocks of ``text``; a last text of our own lets a lesson of pictures alone pass."""
    plan, lesson = plan_of(f"{text}\n\n<!-- -->\n\nAkhir.", **files)
    assert plan.faults == []
    return [(block.kind, block.value) for block in lesson.blocks[:-1]]


def faults_of(text: str, **files: str | bytes) -> list[tuple[int | None, str]]:
    plan, _lesson = plan_of(text, **files)
    return [(fault.line, fault.reason) for fault in plan.faults]


def left_out_of(text: str, **files: str | bytes) -> list[tuple[int | None, str]]:
    plan, _lesson = plan_of(text, **files)
    assert plan.faults == []
    return [(note.line, note.what) for note in plan.left_out]


BLOCKS = {
    "text": (
        "Halo **kuat** *miring* `kode`.",
        "text",
        "<p>Halo <b>kuat</b> <i>miring</i> <code>kode</code>.</p>",
    ),
    "two paragraphs": ("Satu.\n\nDua.", "text", "<p>Satu.</p><p>Dua.</p>"),
    "soft line": ("Satu\ndua.", "text", "<p>Satu dua.</p>"),
    "hard line": ("Satu\\\ndua.", "text", "<p>Satu<br/>dua.</p>"),
    "list": ("- a\n- b\n  - c", "text", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    "numbered": ("1. a\n2. b", "text", "<ol><li>a</li><li>b</li></ol>"),
    "link": (
        "[a](https://a.example/?x=1&y=2)",
        "text",
        '<p><a href="https://a.example/?x=1&amp;y=2">a</a></p>',
    ),
    "signs": ("5 < 6 & 7", "text", "<p>5 &lt; 6 &amp; 7</p>"),
    "heading": ("## Bagian", "heading", {"text": "Bagian", "level": "2"}),
    "subheading": ("### Sub `x`", "heading", {"text": "Sub x", "level": "3"}),
    "code": ("```python\nprint(1)\n```", "code", {"language": "python", "code": "print(1)"}),
    "indented code": ("    a\n    b", "code", {"language": "", "code": "a\nb"}),
    "console": ("```console\n$ ls\na\n```", "console", {"text": "$ ls\na"}),
    "callout": ("> [!TIP]\n> Halo\n> dunia", "callout", {"kind": "tip", "text": "<p>Halo dunia</p>"}),
    "callout of two": (
        "> [!NOTE]\n> a\n>\n> - b",
        "callout",
        {"kind": "note", "text": "<p>a</p><ul><li>b</li></ul>"},
    ),
    "reflection": (":::reflection\nMengapa?\n:::", "reflection", {"prompt": "<p>Mengapa?</p>"}),
    "figure": (
        '![Alt *teks*](../media/a.svg "Ket")',
        "figure",
        {"image": "media/a.svg", "alt": "Alt teks", "caption": "Ket"},
    ),
    "image": ("![Alt](../media/b.png)", "image", {"image": "media/b.png", "alt": "Alt", "caption": ""}),
    "image from the root": (
        "![Alt](/media/b.png?raw=true)",
        "image",
        {"image": "media/b.png", "alt": "Alt", "caption": ""},
    ),
    "file": ("[Panduan](../media/c.pdf)", "file", {"file": "media/c.pdf", "title": "Panduan"}),
}


@pytest.mark.parametrize(("text", "kind", "value"), BLOCKS.values(), ids=BLOCKS)
def test_markdown_becomes_a_block(text, kind, value):
    assert blocks_of(text) == [(kind, value)]


def test_steps_hold_what_stands_in_the_numbered_list():
    [(_kind, value)] = blocks_of(":::steps\n1. **Satu.** Kerjakan.\n2. Dua.\n\n   - rinci\n:::")

    assert [step["value"] for step in value["steps"]] == [
        "<p><b>Satu.</b> Kerjakan.</p>",
        "<p>Dua.</p><ul><li>rinci</li></ul>",
    ]


def test_a_table_has_columns_rows_and_the_caption_above_it():
    [(_kind, value)] = blocks_of("Tabel: Ukuran\n\n| A | B |\n|---|---|\n| 1 | *x* \\| y |\n| 2 | |")

    assert value == {
        "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
        "rows": [{"values": ["<p>1</p>", "<p><i>x</i> | y</p>"]}, {"values": ["<p>2</p>", ""]}],
        "caption": "Ukuran",
    }


def test_a_check_has_a_question_and_options_with_feedback():
    [(_kind, value)] = blocks_of(CHECK)

    assert value["question"] == "<p>Apa?</p>"
    assert [option["value"] for option in value["options"]] == [
        {"text": "<p>A</p>", "correct": False, "feedback": "Bukan."},
        {"text": "<p>B</p>", "correct": True, "feedback": "Benar."},
    ]


def test_a_video_names_film_captions_and_transcript():
    files = {"media__f_dot_mp4": b"x", "media__f_dot_vtt": b"WEBVTT"}

    found = blocks_of(":::video f.mp4 captions=f.vtt\nKata.\n:::\n\nTeks.", **files)

    assert found[0] == (
        "video",
        {"file": "media/f.mp4", "captions": "media/f.vtt", "transcript": "<p>Kata.</p>"},
    )


def test_a_comment_keeps_two_texts_apart():
    assert blocks_of("Satu.\n\n<!-- -->\n\nDua.") == [("text", "<p>Satu.</p>"), ("text", "<p>Dua.</p>")]


def test_a_picture_inside_a_text_comes_after_it():
    kinds = [kind for kind, _value in blocks_of("Lihat ![Alt](../media/a.svg) ini.\n\nLalu.")]

    assert kinds == ["text", "figure", "text"]


FAULTS = {
    "picture not there": ("T\n\n![Alt](../media/z.svg)", 7, "Berkas ini tidak ada di folder."),
    "kind of picture": ("T\n\n![Alt](../media/c.pdf)", 7, "Jenis gambar ini tidak didukung."),
    "one step": (":::steps\n1. a\n:::\n\nT", 5, "Blok steps memerlukan paling sedikit dua langkah."),
    "text among steps": (":::steps\nx\n\n1. a\n2. b\n:::", 6, "Blok steps hanya memuat daftar bernomor."),
    "not closed": (":::reflection\nMengapa?", 5, "Blok ini tidak ditutup."),
    "no reflection": (":::reflection\n:::\n\nT", 5, "Blok reflection tidak berisi pertanyaan."),
    "no right option": (CHECK.replace("[x]", "[ ]"), 5, "Tidak ada pilihan yang benar."),
    "no feedback": (CHECK.replace("\n  > Benar.", ""), 9, "Pilihan ini tidak mempunyai umpan balik."),
    "one option": (
        ":::check\nApa?\n- [x] A\n  > Ya.\n:::",
        5,
        "Blok check memerlukan dua sampai lima pilihan.",
    ),
    "no question": (CHECK.replace("Apa?\n", ""), 5, "Blok check tidak berisi pertanyaan."),
    "no film": ("T\n\n:::video z.mp4\nK\n:::", 7, "Berkas video atau takarir ini tidak ada di media/."),
    "empty callout": ("> [!NOTE]\n\nT", 5, "Kotak perhatian ini tidak berisi teks."),
    "long heading": (
        f"## {'a' * 161}\n\nT",
        5,
        "Judul bagian terlalu panjang: 161 karakter, paling banyak 160.",
    ),
    "no text": ("## Hanya judul", None, "Materi ini tidak berisi teks."),
}


@pytest.mark.parametrize(("text", "line", "reason"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_names_the_line(text, line, reason):
    assert faults_of(text) == [(line, reason)]


LEFT_OUT = {
    "picture elsewhere": ("T ![Alt](https://img.example/x.png)", 5, "https://img.example/x.png"),
    "badge": ("T [![CI](https://ci.example/b.svg)](https://ci.example)", 5, "https://ci.example/b.svg"),
    "tag": ("T <u>x</u>", 5, "<u>"),
    "block of html": (
        "T\n\n<details>\n<summary>Isi</summary>\n</details>",
        7,
        "<details>\n<summary>Isi</summary>\n</details>",
    ),
    "script": ("T\n\n<script>alert(1)</script>", 7, "<script>alert(1)</script>"),
    "link to a file": ("[lain](02-lain.md)", 5, "02-lain.md"),
    "dangerous link": ("[x](ftp://a.example)", 5, "ftp://a.example"),
    "liquid": ("T {% include x.html %}", 5, "{% include x.html %}"),
    "shortcode": ('T {{< figure src="x" >}}', 5, '{{< figure src="x" >}}'),
    "deep heading": ("#### Dalam\n\nT", 5, "Dalam"),
    "quote": ("> Kata orang", 5, "Kata orang"),
    "struck": ("T ~~x~~", 5, "x"),
    "container": (":::warning\nAwas\n:::", 5, ":::warning"),
    "code in a list": ("- a\n\n  ```\n  b\n  ```", 7, "b\n"),
    "table without rows": ("| a |\n|---|\n\nT", 5, "a"),
    "no alternative text": ("T\n\n![](../media/a.svg)", 7, "../media/a.svg"),
}


@pytest.mark.parametrize(("text", "line", "what"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_a_course_can_not_hold_is_listed(text, line, what):
    assert (line, what) in left_out_of(text)


def test_nothing_of_a_script_is_left():
    assert blocks_of("T\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))") == [
        ("text", "<p>T</p>"),
        ("text", "<p>[x](javascript:alert(1))</p>"),
    ]


def test_text_inside_html_is_kept():
    assert blocks_of("<div>\nHalo <b>semua</b>\n</div>") == [("text", "<p>Halo semua</p>")]


@pytest.mark.parametrize("text", ["T\n\n![](../media/a.svg)", "T\n\n:::video f.mp4\n:::"])
def test_what_a_draft_may_lack_is_a_fault_when_it_goes_live(text):
    draft, _lesson = plan_of(text, media__f_dot_mp4=b"x")
    live, _lesson = plan_of(text, publish=True, media__f_dot_mp4=b"x")

    assert (len(draft.faults), len(draft.left_out), len(live.faults)) == (0, 1, 1)
