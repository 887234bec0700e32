import pytest

from assessments.statistics.answers import LONGEST, OTHER, chosen

AB = frozenset("ab")


@pytest.mark.parametrize(
    ("kind", "response", "keys"),
    [
        ("single", "a", ("a",)),
        ("multiple", ["a", "b"], ("a", "b")),
        ("single", None, ()),
        ("multiple", [], ()),
        ("short", " Kata  Sandi ", ("kata sandi",)),
        ("numeric", "2,5 Mbps", ("2,5 mbps",)),
        ("matching", {"1": "ab12", "2": "cd34"}, ("1=ab12", "2=cd34")),
        ("essay", "Saya, Budi, menulis ini.", (OTHER,)),
        ("short", "x" * (LONGEST + 1), (OTHER,)),
        ("cloze", {"1": "nama saya Budi"}, (OTHER,)),
        ("single", "gone", (OTHER,)),
        ("file", {"name": ["a"]}, (OTHER,)),
    ],
)
def test_what_is_counted_of_an_answer(kind, response, keys):
    assert chosen(kind, AB, response) == keys
