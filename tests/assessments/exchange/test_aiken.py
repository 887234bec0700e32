import pytest

from assessments.exchange.names import unnamed
from tests.assessments.exchange.bodies import parsed

GOOD = "Apa kepanjangan <MQTT>?\nA. Satu\nB) Dua\nANSWER: B\n\nLain?\nA. x\nB. y\nC. z\nANSWER: a\n"


def test_questions_are_read_with_names_of_their_text():
    drafts, faults, left_out, _pictures = parsed(GOOD, "a.txt")

    assert (faults, left_out, [draft.line for draft in drafts]) == ([], [], [1, 6])
    assert drafts[0].body["stem"] == "Apa kepanjangan &lt;MQTT&gt;?"
    assert [(row["text"], row["weight"]) for row in drafts[0].body["options"]] == [
        ("Satu", "0"),
        ("Dua", "100"),
    ]
    assert drafts[0].name == unnamed(drafts[0].body["stem"])


def test_the_same_question_twice_gets_two_names():
    names = [draft.name for draft in parsed(GOOD[:50] + "\n" + GOOD[:50], "a.txt")[0]]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Apa?\nA. x\nB. y\nANSWER: C", 4, "tidak ada"),
        ("Apa?\nA. x\nB. y\nANSWER: A\n\nLain?\nA. x\nB. y", 6, "ANSWER"),
        ("Apa?\nA. x\nA. y\nANSWER: A", 3, "Huruf"),
        ("Apa?\nA. x\nsambungan\nANSWER: A", 3, "bukan pilihan"),
        ("Apa?\nA. x\nANSWER: A", 1, "dua pilihan"),
        ("Apa?\nA. x\nB. x\nANSWER: A", 1, "dua kali"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, line, words):
    faults = parsed(text, "a.txt")[1]

    assert (faults[0].line, words in faults[0].reason) == (line, True)
