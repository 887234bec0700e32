import pytest

from assessments.showing import revealed, shown
from tests.factories import choices


def body(**more):
    return {"stem": "Mana?", "feedback": "Umum."} | more


def test_choices_stand_in_the_order_of_the_attempt():
    question = shown("single", body(options=choices(a=100, b=0)), ["b", "a"], "a")

    assert [(choice.id, choice.chosen) for choice in question.choices] == [("b", False), ("a", True)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("43,2", "Terbaca sebagai 43,2."),
        ("43.2 menit", "Terbaca sebagai 43,2 menit."),
        ("1.404.000", "Terbaca sebagai 1.404.000."),
        ("enam", "Jawaban ini belum terbaca sebagai angka."),
        ("", ""),
    ],
)
def test_a_typed_number_is_read_back(typed, words):
    assert shown("numeric", body(answers=[], unit=""), [], typed).reading == words


@pytest.mark.parametrize(
    ("response", "verdict"), [(["a", "b"], "right"), (["a"], "part"), (["c"], "wrong"), (None, "wrong")]
)
def test_a_verdict_has_three_words(response, verdict):
    question = revealed("multiple", body(options=choices(a=50, b=50, c=-50)), ["a", "b", "c"], response)

    assert question.verdict == verdict


def test_the_right_answer_of_a_number_carries_its_unit():
    answers = [{"value": "1404000", "tolerance": "0", "weight": "100", "feedback": ""}]

    question = revealed("numeric", body(answers=answers, unit="rupiah"), [], "5")

    assert [row.text for row in question.told] == ["1.404.000 rupiah"]


def test_further_accepted_words_are_told_only_when_met():
    answers = [
        {"text": "enkripsi", "weight": "100", "feedback": "Tepat."},
        {"text": "sandi", "weight": "50", "feedback": "Hampir."},
    ]

    assert [row.text for row in revealed("short", body(answers=answers), [], "x").told] == ["enkripsi"]
    assert [row.text for row in revealed("short", body(answers=answers), [], "sandi").told] == [
        "enkripsi",
        "sandi",
    ]
