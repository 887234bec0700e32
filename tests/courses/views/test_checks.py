from courses.rendering import RenderedBlock
from courses.views.checks import answered

CHECK = RenderedBlock(
    "check",
    "c",
    check={
        "question": "?",
        "multiple": True,
        "options": [
            {"text": "A", "correct": True, "feedback": "a"},
            {"text": "B", "correct": False, "feedback": "b"},
            {"text": "C", "correct": True, "feedback": "c"},
        ],
    },
)


def shown(chosen):
    return answered(CHECK, chosen).check


def test_an_open_question_is_neither_answered_nor_right():
    check = shown(None)

    assert (check["answered"], check["right"]) == (False, False)
    assert [option["chosen"] for option in check["options"]] == [False, False, False]


def test_an_empty_answer_is_an_answer_and_not_right():
    check = shown([])

    assert (check["answered"], check["right"]) == (True, False)


def test_all_right_options_and_no_other_is_right():
    assert [shown(chosen)["right"] for chosen in ([0, 2], [0], [0, 1, 2], [1])] == [
        True,
        False,
        False,
        False,
    ]


def test_the_chosen_options_are_marked():
    assert [option["chosen"] for option in shown([2])["options"]] == [False, False, True]


def test_the_rendered_block_is_not_changed():
    answered(CHECK, [0])

    assert "answered" not in CHECK.check
