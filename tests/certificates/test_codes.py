import re

import pytest

from certificates.codes import check_code, new_token, same_code


def test_tokens_carry_at_least_128_bits():
    tokens = {new_token() for _ in range(100)}

    assert {len(token) for token in tokens} == {32}
    assert len(tokens) == 100


def test_a_code_is_three_groups_without_signs_to_misread():
    code = check_code("token")

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code)


def test_codes_of_two_tokens_differ():
    assert check_code("a") != check_code("b")


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_known_however_it_is_typed(change):
    assert same_code(change(check_code("token")), "token")


def test_signs_that_look_alike_are_forgiven():
    token = next(str(n) for n in range(1000) if set(check_code(str(n))) >= {"0", "1"})

    assert same_code(check_code(token).replace("0", "o").replace("1", "l"), token)


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "Ω" * 12])
def test_another_code_is_refused(typed):
    assert not same_code(typed, "token")
