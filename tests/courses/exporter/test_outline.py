import tomllib

import pytest

from courses.exporter.outline import long_text, pairs, table, text


@pytest.mark.parametrize(
    "value", ["a", 'a "b" \\ c', "a\nb\tc", "é ☕ \x7f", 5, True, ["a", 'b"'], ["x" * 60, "y" * 60], []]
)
def test_any_value_reads_as_it_was(value):
    assert tomllib.loads(f"a = {text(value)}") == {"a": value}


@pytest.mark.parametrize("value", ["satu\n\ndua", 'a """ b', "C:\\baru", ""])
def test_a_long_text_reads_as_it_was(value):
    assert tomllib.loads(f"a = {long_text(value)}")["a"].strip() == value


def test_tables_inside_tables_follow_their_own():
    row = {"name": "akhir", "sections": [{"tag": "a", "count": 2}, {"tag": "b", "count": 1}], "shuffle": True}

    written = "\n\n".join(table("quizzes", row) for _ in range(2))

    assert tomllib.loads(written) == {"quizzes": [row, row]}


def test_pairs_are_lines():
    assert pairs({"a": 1, "b": False}) == "a = 1\nb = false"
