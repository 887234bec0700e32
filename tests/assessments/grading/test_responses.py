import pytest

from assessments.grading import BadResponse, clean_response

CHOICES = {"options": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}


@pytest.mark.parametrize(
    ("kind", "response", "kept"),
    [
        ("single", "a", "a"),
        ("single", "", None),
        ("single", None, None),
        ("true_false", "b", "b"),
        ("multiple", ["c", "a"], ["a", "c"]),
        ("multiple", ["a", "a"], ["a"]),
        ("multiple", [], None),
        ("numeric", " 2,5 ", "2,5"),
        ("numeric", "   ", None),
        ("short", "kata sandi", "kata sandi"),
        ("short", "🔒", "🔒"),
    ],
)
def test_answers_are_kept_in_one_form(kind, response, kept):
    assert clean_response(kind, CHOICES, response) == kept


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", "d"),
        ("single", ["a"]),
        ("single", 1),
        ("single", True),
        ("multiple", "a"),
        ("multiple", ["a", "x"]),
        ("multiple", [1]),
        ("multiple", {"a": 1}),
        ("numeric", 5),
        ("numeric", "9" * 65),
        ("short", "x" * 501),
        ("short", "nol\x00"),
        ("short", "separuh \ud800"),
        ("numeric", "\udfff"),
        ("short", ["x"]),
    ],
)
def test_answers_that_do_not_fit_are_refused(kind, response):
    with pytest.raises(BadResponse):
        clean_response(kind, CHOICES, response)
