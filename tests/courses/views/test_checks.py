from courses.rendering import RenderedBlock
from courses.views.checks import with_answers

TEXT = RenderedBlock("text", "t", html="<p>Isi</p>")
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


def shown(answers):
    return with_answers([CHECK], answers)[0].check


def test_other_blocks_stay_as_they_are():
    assert with_answers([TEXT], {"t": [0]}) == [TEXT]


def test_an_open_question_is_neither_answered_nor_right():
    check = shown({})

    assert (check["answered"], check["right"]) == (False, False)
    assert [option["chosen"] for option in check["options"]] == [False, False, False]


def test_all_right_options_and_no_other_is_right():
    assert [shown({"c": chosen})["right"] for chosen in ([0, 2], [0], [0, 1, 2], [1])] == [
        True,
        False,
        False,
        False,
    ]


def test_the_chosen_options_are_marked():
    assert [option["chosen"] for option in shown({"c": [2]})["options"]] == [False, False, True]


def test_the_rendered_block_is_not_changed():
    with_answers([CHECK], {"c": [0]})

    assert "answered" not in CHECK.check
