from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.enums import FeedbackTiming, Phase, ReviewItem
from assessments.review import EVERYTHING, Review, cleaned, preset, reached, review, waiting, word_for
from assessments.showing import held_back, revealed
from tests import factories

MARKS = Review(marks=True)
OPTIONS = st.dictionaries(st.sampled_from(ReviewItem.values), st.lists(st.sampled_from(Phase.values)))
PHASES = st.frozensets(st.sampled_from(Phase.values))


@pytest.mark.parametrize(
    ("passed", "chances", "closed", "phases"),
    [
        (False, 2, False, {"after"}),
        (False, None, False, {"after"}),
        (True, 2, False, {"after", "later"}),
        (False, 0, False, {"after", "later"}),
        (False, 2, True, {"after", "closed"}),
        (True, 0, True, {"after", "later", "closed"}),
    ],
)
def test_phases_are_reached(passed, chances, closed, phases):
    assert reached(passed=passed, chances=chances, closed=closed) == phases


@pytest.mark.parametrize(
    ("timing", "passed", "chances", "closed", "seen"),
    [
        ("after_submit", False, 2, False, EVERYTHING),
        ("after_pass", False, 2, False, MARKS),
        ("after_pass", False, None, False, MARKS),
        ("after_pass", False, 2, True, MARKS),
        ("after_pass", True, 2, False, EVERYTHING),
        ("after_pass", False, 0, False, EVERYTHING),
        ("after_close", True, 0, False, MARKS),
        ("after_close", False, 2, True, EVERYTHING),
        ("never", True, 0, True, MARKS),
    ],
)
def test_the_four_words_say_what_they_always_said(timing, passed, chances, closed, seen):
    phases = reached(passed=passed, chances=chances, closed=closed)

    assert review(preset(timing), phases) == seen


@pytest.mark.parametrize("word", FeedbackTiming.values)
def test_a_word_is_known_again(word):
    assert word_for(preset(word)) == word


def test_other_options_have_no_word():
    assert word_for(preset("never") | {"key": ["closed"]}) == ""


@pytest.mark.parametrize("options", [None, [], {"kunci": []}, {"key": ["besok"]}])
def test_unknown_options_are_refused(options):
    with pytest.raises(ValueError, match="unknown"):
        cleaned(options)


@given(OPTIONS, PHASES, PHASES)
def test_what_was_shown_once_is_never_taken_back(options, phases, more):
    before, after = review(options, phases), review(options, phases | more)

    assert all(getattr(after, item) >= getattr(before, item) for item in ReviewItem.values)


@given(OPTIONS, PHASES)
def test_what_is_coming_is_not_shown_yet(options, phases):
    shown = review(options, phases)

    coming = [item for items in waiting(options, phases).values() for item in items]

    assert not any(getattr(shown, item) for item in coming)


def test_a_key_for_later_is_announced():
    options = preset("after_submit") | {"key": ["later"]}

    assert waiting(options, {"after"}) == {Phase.LATER: [ReviewItem.KEY]}


def choice(chosen, **may):
    options = factories.choices(benar=100, salah=0)
    for option in options:
        option["feedback"] = f"tentang {option['id']}"
    body = {"stem": "Mana?", "feedback": "Umum.", "options": options}
    return held_back(revealed("single", body, ["salah", "benar"], chosen), Review(**may))


def told(question):
    return [(row.right, row.chosen, str(row.feedback)) for row in question.told]


def test_a_wrong_answer_without_key_does_not_tell_the_right_one():
    question = choice("salah", answers=True)

    assert (question.verdict, question.general) == ("wrong", "")
    assert told(question) == [(False, True, ""), (False, False, "")]


def test_an_own_right_answer_is_told_as_right():
    assert told(choice("benar", answers=True))[1] == (True, True, "")


def test_feedback_alone_tells_neither_verdict_nor_key():
    question = choice("salah", feedback=True)

    assert (question.verdict, question.share, question.general) == ("", Fraction(0), "Umum.")
    assert told(question) == [(False, False, "tentang salah"), (False, False, "")]


def test_the_key_alone_does_not_tell_what_was_chosen():
    assert told(choice("salah", key=True)) == [(False, False, ""), (True, False, "")]


def typed(response, **may):
    answers = [{"text": "kunci*", "weight": "100", "feedback": "Ya."}]
    body = {"stem": "Apa?", "feedback": "", "answers": answers}
    return held_back(revealed("short", body, [], response), Review(**may))


def test_a_typed_answer_without_key_tells_no_accepted_text():
    assert typed("lain", answers=True, feedback=True).told == ()
    assert [(row.text, str(row.feedback)) for row in typed("kuncinya", answers=True, feedback=True).told] == [
        ("", "Ya.")
    ]


def test_without_answers_nothing_of_the_own_text_is_told():
    assert typed("kuncinya", key=True).shown.text == ""


def test_an_order_without_key_is_told_in_the_order_asked():
    items = [{"id": name, "text": name} for name in "abc"]
    body = {"stem": "Urutkan", "feedback": "", "items": items}
    question = revealed("ordering", body, ["c", "a", "b"], {"a": "1", "b": "3", "c": "2"})

    assert [part.label for part in question.parts] == ["a", "b", "c"]
    assert [
        (part.label, part.right, part.wanted) for part in held_back(question, Review(answers=True)).parts
    ] == [
        ("c", False, ""),
        ("a", True, ""),
        ("b", False, ""),
    ]


def test_with_everything_nothing_is_held_back():
    items = [{"id": name, "text": name} for name in "abc"]
    question = revealed("ordering", {"stem": "x", "feedback": "y", "items": items}, ["c", "a", "b"], None)

    assert held_back(question, EVERYTHING) == question
