import pytest

from assessments.gift import parse
from assessments.gift.answers import option_id

SINGLE = """// [tag:alamat-ip] [level:2]
::ip-01::Alamat mana yang privat?{
=192.168.10.5 #Benar, disediakan untuk jaringan privat.
~8.8.8.8 #Alamat publik.
####Lihat RFC 1918.}
"""


def only(source):
    parsed = parse(source, "quizzes/a.gift")
    assert parsed.faults == []
    return parsed.drafts[0]


def fault(source):
    return parse(source, "quizzes/a.gift").faults[0]


def test_a_single_choice_is_read():
    draft = only(SINGLE)

    assert (draft.name, draft.kind, draft.tag, draft.level, draft.line) == (
        "ip-01",
        "single",
        "alamat-ip",
        2,
        2,
    )
    assert draft.body == {
        "stem": "Alamat mana yang privat?",
        "feedback": "Lihat RFC 1918.",
        "options": [
            {
                "id": option_id("192.168.10.5"),
                "text": "192.168.10.5",
                "weight": "100",
                "feedback": "Benar, disediakan untuk jaringan privat.",
            },
            {"id": option_id("8.8.8.8"), "text": "8.8.8.8", "weight": "0", "feedback": "Alamat publik."},
        ],
    }


def test_a_multiple_choice_is_read():
    body = only("::m::Pilih.{~%50%satu ~%50%dua ~%-50%tiga ~empat}").body

    assert [(row["text"], row["weight"]) for row in body["options"]] == [
        ("satu", "50"),
        ("dua", "50"),
        ("tiga", "-50"),
        ("empat", "0"),
    ]


@pytest.mark.parametrize(
    ("inside", "weights", "feedbacks"),
    [
        ("TRUE", ("100", "0"), ("", "")),
        ("t", ("100", "0"), ("", "")),
        ("FALSE#keliru#tepat####umum", ("0", "100"), ("keliru", "tepat")),
        ("TRUE#keliru#tepat", ("100", "0"), ("tepat", "keliru")),
        ("TRUE#keliru", ("100", "0"), ("", "keliru")),
    ],
)
def test_true_or_false_is_read(inside, weights, feedbacks):
    options = only(f"::b::Pernyataan.{{{inside}}}").body["options"]

    assert tuple(option["weight"] for option in options) == weights
    assert tuple(option["feedback"] for option in options) == feedbacks


@pytest.mark.parametrize(
    ("inside", "answers"),
    [
        ("#62:0", [("62", "0", "100")]),
        ("#62", [("62", "0", "100")]),
        ("#2.50:0.10", [("2.5", "0.1", "100")]),
        ("#1..5", [("3", "2", "100")]),
        ("#-5..5", [("0", "5", "100")]),
        ("#=62:0#pas =%50%63:1#hampir", [("62", "0", "100"), ("63", "1", "50")]),
    ],
)
def test_a_number_is_read(inside, answers):
    body = only(f"// [unit:Mbps]\n::n::Berapa?{{{inside}}}").body

    assert [(row["value"], row["tolerance"], row["weight"]) for row in body["answers"]] == answers
    assert body["unit"] == "Mbps"


def test_a_short_answer_is_read():
    body = only("::i::Istilahnya?{=enkripsi =penyandian %50%sandi #Dari kata sandi.}").body

    assert [(row["text"], row["weight"], row["feedback"]) for row in body["answers"]] == [
        ("enkripsi", "100", ""),
        ("penyandian", "100", ""),
        ("sandi", "50", "Dari kata sandi."),
    ]


def test_escaped_signs_are_text():
    draft = only(r"::a\:b::Himpunan \{1\} \= \#1 \~ \\ C:\data?{=ya ~tidak\n#2 \= 2}")

    assert draft.name == "a:b"
    assert draft.body["stem"] == r"Himpunan {1} = #1 ~ \ C:\data?"
    assert draft.body["options"][1]["feedback"] == "2 = 2"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Apakah 1 < 2 & 3?", "Apakah 1 &lt; 2 &amp; 3?"),
        (r"satu\ndua", "satu<br>dua"),
        ("satu\n   dua", "satu<br>dua"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[html]<b>tebal</b><script>alert(1)</script>", "<b>tebal</b>"),
        (r"[html]<b onclick\='x()'>tebal</b>", "<b>tebal</b>"),
        ("[markdown]Kata **sandi** `x`", "<p>Kata <strong>sandi</strong> <code>x</code></p>"),
        ("[plain]<b>", "&lt;b&gt;"),
        ("[moodle]a", "a"),
    ],
)
def test_texts_become_inert_html(written, shown):
    assert only(f"::t::{written}{{TRUE}}").body["stem"] == shown


def test_answers_inherit_the_format_of_the_question():
    options = only("::t::[html]<b>Mana?</b>{=<i>ini</i> ~[plain]<i>itu</i>}").body["options"]

    assert [option["text"] for option in options] == ["<i>ini</i>", "&lt;i&gt;itu&lt;/i&gt;"]


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        (r'[html]Lihat <img src\="x.png"> dan <a href\="http\://x.example">ini</a>', "<img>, <a>"),
        (r"[html]<b style\='color\:red'>x</b>", "b style"),
    ],
)
def test_what_cleaning_takes_away_is_listed(written, lost):
    left_out = parse(f"\n::t::{written}{{TRUE}}", "quizzes/a.gift").left_out

    assert [(item.file, item.line, item.what) for item in left_out] == [("quizzes/a.gift", 2, lost)]


def test_a_category_is_the_place_of_the_questions_below_it():
    parsed = parse(
        "$CATEGORY: $course$/top/Jaringan/IP//TCP\n\n::t::Ya?{TRUE}\n\n"
        "// [category:Lain/Sini] [bloom:C3]\n::u::Ya?{TRUE}\n\n$CATEGORY: $course$/top\n\n::v::Ya?{TRUE}"
    )

    places = [(draft.category, draft.tag, draft.bloom) for draft in parsed.drafts]
    assert places == [("Jaringan/IP-TCP", "", ""), ("Lain/Sini", "", "C3"), ("", "", "")]
    assert parsed.left_out == []


def test_marks_that_say_something_twice_are_left_out():
    parsed = parse("// [id:7] [tag:a] [tag:b]\n::u::Ya?{TRUE}")

    assert parsed.drafts[0].tag == "a"
    assert [(item.line, item.what) for item in parsed.left_out] == [(1, "[id:7]"), (1, "[tag:b]")]


def test_a_category_too_deep_is_cut_and_said():
    parsed = parse("$CATEGORY: a/b/c/d/e/f\n\n::t::Ya?{TRUE}")

    assert parsed.drafts[0].category == "a/b/c/d/e"
    assert [item.line for item in parsed.left_out] == [1]


@pytest.mark.parametrize("mark", ["[bloom:C7]", "[category:a/b/c/d/e/f]", f"[category:{'x' * 61}]"])
def test_a_place_that_cannot_be_is_a_fault(mark):
    assert [fault.line for fault in parse(f"// {mark}\n::t::Ya?{{TRUE}}").faults] == [1]


def test_empty_braces_are_an_essay():
    draft = only("::a::Uraikan.{####Pikirkan.}")

    assert (draft.kind, draft.body) == (
        "essay",
        {"stem": "Uraikan.", "feedback": "Pikirkan.", "rubric": [], "model": "", "words": 0},
    )


def test_a_text_without_braces_is_read_only():
    draft = only("// [tag:x]\n::a::Bacalah \\{ini\\}.")

    assert (draft.kind, draft.tag, draft.body) == (
        "description",
        "x",
        {"stem": "Bacalah {ini}.", "feedback": ""},
    )


def test_pairs_are_read_with_answers_that_mislead():
    body = only("::a::Jodohkan.{=SSH -> 22 =HTTPS -> 443\n= -> 80}").body

    assert [(pair["text"], pair["answer"]) for pair in body["pairs"]] == [("SSH", "22"), ("HTTPS", "443")]
    assert (body["pairs"][0]["id"], body["extras"]) == (option_id("SSH"), ["80"])


def test_a_picture_of_ours_stays_and_any_other_goes():
    ours = f"gambar\\:{'a' * 32}.png"
    parsed = parse(f'::a::[html]Lihat <img src\\="{ours}" alt\\="x"> <img src\\="x.png">.{{TRUE}}')

    assert parsed.drafts[0].body["stem"] == f'Lihat <img src="gambar:{"a" * 32}.png" alt="x"> .'
    assert [item.what for item in parsed.left_out] == ["<img>"]


def test_comments_inside_a_question_are_comments():
    assert only("::t::Ya?{\n=ya\n// catatan\n~tidak\n}").body["options"][0]["text"] == "ya"


def test_windows_line_ends_and_no_last_line_end_do_not_matter():
    assert only(SINGLE.rstrip()).body == only(SINGLE).body


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("Tanpa nama?{TRUE}", 1, "Soal ini tidak memiliki nama tetap."),
        ("\n::::Kosong?{TRUE}", 2, "Soal ini tidak memiliki nama tetap."),
        ("\n\n::a::Kurung} saja", 3, "Soal ini tidak memiliki jawaban di antara { dan }."),
        ("::a::Tidak ditutup?{\n=ya\n~tidak", 1, "Kurung { tidak ditutup."),
        ("::a::Ya?{\n=ya\n\n~tidak}", 3, "Ada baris kosong di dalam soal."),
        ("::a::Isi {TRUE} di tengah.", 1, "Ada teks setelah jawaban."),
        (
            "::a::Jodohkan.{\n=a -> b\n=a -> d\n}",
            2,
            "Soal menjodohkan memerlukan paling sedikit dua pasangan yang berbeda.",
        ),
        ("::a::Jodohkan.{\n=a -> b\n=c ->\n}", 3, "Ada pasangan tanpa jawaban."),
        ("::a::Jodohkan.{\n=a -> b#x\n=c -> d\n}", 2, "Pasangan tidak memiliki umpan balik di GIFT."),
        ("::a::{TRUE}", 1, "Soal ini tidak memiliki teks."),
        ("::a::Mana?{\n~tidak\n~bukan\n}", 2, "Bobot jawaban benar tidak berjumlah 100."),
        (
            "::a::Mana?{\n=ya\n=betul\n~tidak}",
            2,
            "Pilihan tunggal harus memiliki tepat satu jawaban benar (=).",
        ),
        ("::a::Mana?{=ya ~tidak\n~tidak}", 2, "Dua pilihan sama."),
        ("::a::Mana?{=ya\n~#kosong\n}", 2, "Ada pilihan tanpa teks."),
        ("::a::Mana?{~%50%satu ~%20%dua ~tiga}", 1, "Bobot jawaban benar tidak berjumlah 100."),
        ("::a::Mana?{~%50%satu ~%50%dua}", 1, "Semua pilihan benar."),
        ("::a::Mana?{~%150%satu ~dua}", 1, "Bobot di luar −100 sampai 100."),
        ("::a::Mana?{ya ~tidak}", 1, "Jawaban tidak dimulai dengan = atau ~."),
        ("::a::Mana?{ya}", 1, "Jawaban tidak dimulai dengan = atau ~."),
        ("::a::Berapa?{#enam}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Berapa?{#2,5:0}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Berapa?{#5:-1}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Berapa?{#5..1}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Berapa?{#NaN}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Berapa?{#1e999}", 1, "Jawaban angka tidak terbaca."),
        ("::a::Isi.{=#kosong}", 1, "Jawaban isian kosong atau bobotnya bukan 1 sampai 100."),
        ("// [level:9]\n::a::Ya?{TRUE}", 1, "Tingkat harus 1 sampai 5."),
        ("// [level:dua]\n::a::Ya?{TRUE}", 1, "Tingkat harus 1 sampai 5."),
        ("::a::Ya?{TRUE}\n\n::a::Lagi?{TRUE}", 3, "Nama soal ini sudah dipakai di baris 1."),
        ("::a::Mana?{=ya\n~tidak\n####umum\n~bukan}", 4, "Ada jawaban setelah umpan balik umum (####)."),
        (f"::{'x' * 121}::Ya?{{TRUE}}", 1, "Nama soal lebih dari 120 karakter."),
        (f"// [tag:{'x' * 61}]\n::a::Ya?{{TRUE}}", 1, "Lebih dari 60 karakter."),
    ],
)
def test_a_broken_question_names_its_line(source, line, reason):
    found = fault(source)

    assert (found.file, found.line, found.reason) == ("quizzes/a.gift", line, reason)
    assert found.mend != ""


def test_one_broken_question_does_not_hide_the_others():
    parsed = parse("::a::Ya?{TRUE}\n\n::b::Rusak{\n\n::c::Ya?{FALSE}")

    assert [draft.name for draft in parsed.drafts] == ["a", "c"]
    assert [fault.line for fault in parsed.faults] == [3]


def test_an_empty_file_holds_nothing():
    assert parse("\n\n// hanya catatan\n").drafts == []
