import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.settings import env
from tests.settings.started import surround

NAME = "PIAWAI_UJI"
DEFAULT = "sqlite:///bawaan.sqlite3"


@pytest.fixture
def given_value(monkeypatch):
    """Set the one variable that these tests read; nothing else of ours is set."""
    surround(monkeypatch)
    return lambda value: monkeypatch.setenv(NAME, value)


def refusal(read, *arguments, **named) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        read(NAME, *arguments, **named)
    return str(caught.value)


class TestText:
    @pytest.mark.parametrize("value", ["Kota Contoh", "", " tepi ", "ä–ß", "a,b"])
    def test_a_value_comes_as_it_is(self, given_value, value):
        given_value(value)

        assert env.text(NAME, "lain") == value

    def test_an_unset_variable_has_its_default(self, given_value):
        assert env.text(NAME, "bawaan") == "bawaan"

    def test_an_empty_default_is_a_default(self, given_value):
        assert env.text(NAME, "") == ""

    def test_a_required_variable_that_is_not_set_is_named(self, given_value):
        assert refusal(env.text) == f"Set the environment variable {NAME}."

    @pytest.mark.parametrize("value", ["", " ", "\t\n"])
    def test_a_required_variable_that_is_set_to_nothing_is_named(self, given_value, value):
        given_value(value)

        assert refusal(env.text) == f"Set the environment variable {NAME}."

    def test_a_required_variable_may_have_space_around_it(self, given_value):
        given_value(" rahasia ")

        assert env.text(NAME) == " rahasia "


class TestFlag:
    @pytest.mark.parametrize(
        ("value", "found"),
        [("1", True), ("0", False), ("true", True), ("False", False), ("TRUE", True), ("false", False)],
    )
    def test_four_words_are_understood_in_any_case(self, given_value, value, found):
        given_value(value)

        assert (env.flag(NAME, True), env.flag(NAME, False)) == (found, found)

    @pytest.mark.parametrize("default", [True, False])
    def test_an_unset_flag_has_its_default(self, given_value, default):
        assert env.flag(NAME, default) is default

    @pytest.mark.parametrize("value", ["ya", "yes", "on", "2", "-1", "", " 1", "1 "])
    def test_any_other_word_is_refused_and_quoted(self, given_value, value):
        given_value(value)

        assert refusal(env.flag, False) == f"{NAME} must be 0 or 1, not {value!r}."


class TestNumber:
    @pytest.mark.parametrize(("value", "found"), [("7", 7), ("1", 1), ("0007", 7), ("  12 ", 12)])
    def test_a_whole_number_is_read(self, given_value, value, found):
        given_value(value)

        assert env.number(NAME, 3) == found

    def test_an_unset_number_has_its_default(self, given_value):
        assert env.number(NAME, 3) == 3

    @pytest.mark.parametrize("value", ["", "tiga", "3.0", "3,0", "1e3", "0x10", "3 s"])
    def test_what_is_no_whole_number_is_refused_and_quoted(self, given_value, value):
        given_value(value)

        assert refusal(env.number, 3) == f"{NAME} must be a whole number, not {value!r}."

    @pytest.mark.parametrize("value", ["0", "-1", "-60"])
    def test_zero_and_less_make_no_sense_unless_said(self, given_value, value):
        given_value(value)

        assert refusal(env.number, 3) == f"{NAME} must be 1 or more, not {value}."

    @pytest.mark.parametrize(("least", "value"), [(0, 0), (0, 1), (5, 5)])
    def test_the_least_is_allowed(self, given_value, least, value):
        given_value(str(value))

        assert env.number(NAME, 9, least=least) == value

    @pytest.mark.parametrize(("least", "value"), [(0, -1), (5, 4)])
    def test_less_than_the_least_is_refused(self, given_value, least, value):
        given_value(str(value))

        assert refusal(env.number, 9, least=least) == f"{NAME} must be {least} or more, not {value}."


class TestWords:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("PNS", ["PNS"]),
            ("PNS,CPNS", ["PNS", "CPNS"]),
            (" PNS , CPNS ", ["PNS", "CPNS"]),
            ("PNS,,CPNS,", ["PNS", "CPNS"]),
            ("paruh waktu", ["paruh waktu"]),
            (",", []),
            ("", []),
        ],
    )
    def test_a_list_is_parted_at_its_commas(self, given_value, value, found):
        given_value(value)

        assert env.words(NAME, "x,y") == found

    def test_an_unset_list_has_its_default(self, given_value):
        assert env.words(NAME, "x, y") == ["x", "y"]

    def test_a_required_list_that_is_not_set_is_named(self, given_value):
        assert refusal(env.words) == f"Set the environment variable {NAME}."

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=6))
    def test_any_words_come_back_as_they_were(self, words):
        with pytest.MonkeyPatch.context() as patch:
            surround(patch)
            patch.setenv(NAME, ", ".join(words))

            assert env.words(NAME, "") == words


class TestDatabase:
    @pytest.mark.parametrize(
        ("value", "engine", "name"),
        [
            ("postgres://piawai@127.0.0.1:5432/piawai", "postgresql", "piawai"),
            ("postgresql://piawai@127.0.0.1/piawai", "postgresql", "piawai"),
            ("sqlite:///kota.sqlite3", "sqlite3", "kota.sqlite3"),
            ("sqlite:////var/lib/kota.sqlite3", "sqlite3", "/var/lib/kota.sqlite3"),
            ("sqlite://:memory:", "sqlite3", ":memory:"),
        ],
    )
    def test_both_kinds_of_database_are_read(self, given_value, value, engine, name):
        given_value(value)

        found = env.database(NAME, DEFAULT)

        assert (found["ENGINE"], found["NAME"]) == (f"django.db.backends.{engine}", name)

    def test_an_unset_address_has_its_default(self, given_value):
        assert env.database(NAME, DEFAULT)["NAME"] == "bawaan.sqlite3"

    def test_every_part_of_a_server_address_is_read(self, given_value):
        given_value("postgres://piawai:p%40s%2Fs@db.piawai.example:5433/kota?sslmode=require")

        found = env.database(NAME, DEFAULT)

        assert [found[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")] == [
            "piawai",
            "p@s/s",
            "db.piawai.example",
            5433,
            "kota",
            {"sslmode": "require"},
        ]

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "piawai",
            "postgres//salah",
            "://u:rahasia@h/n",
            "mysql://u:rahasia@h/n",
            "oracle://u@h/n",
            "/x.db",
        ],
    )
    def test_what_names_no_database_of_ours_is_refused_unquoted(self, given_value, value, recwarn):
        given_value(value)

        said = refusal(env.database, DEFAULT)

        expected = f"{NAME} is not a database address: it must begin with postgres:// or sqlite:///."
        assert (said, len(recwarn)) == (expected, 0)

    @pytest.mark.parametrize("value", ["postgres://u:raha/sia@h/n", "postgres://u:rahasia@h:raha/n"])
    def test_a_password_that_breaks_the_address_is_not_quoted(self, given_value, value):
        given_value(value)

        said = refusal(env.database, DEFAULT)

        hint = "write / and other signs in a password as %2F and so on."
        assert said == f"{NAME} is not a database address: {hint}"


class TestRefuseUnknown:
    def test_what_was_read_is_known(self, given_value):
        given_value("1")
        env.flag(NAME, False)

        env.refuse_unknown()

        assert env.known == {NAME}

    @pytest.mark.parametrize("read", [env.flag, env.number])
    def test_every_reader_makes_a_name_known(self, given_value, read):
        given_value("1")
        read(NAME, 1)

        assert env.refuse_unknown() is None

    def test_lists_and_addresses_are_known_too(self, given_value):
        given_value("sqlite:///x")
        env.words(NAME, "")
        env.database("PIAWAI_UJI_LAIN", DEFAULT)

        assert env.known == {NAME, "PIAWAI_UJI_LAIN"}

    def test_a_name_that_nothing_reads_is_refused(self, given_value):
        given_value("1")

        with pytest.raises(ImproperlyConfigured) as caught:
            env.refuse_unknown()

        assert str(caught.value) == f"Unknown environment variable(s): {NAME}. See docs/settings.md."

    def test_all_unknown_names_are_said_at_once_in_order(self, given_value, monkeypatch):
        for name in ("PIAWAI_SALAH_B", "PIAWAI_SALAH_A"):
            monkeypatch.setenv(name, "1")

        with pytest.raises(ImproperlyConfigured, match=r": PIAWAI_SALAH_A, PIAWAI_SALAH_B\."):
            env.refuse_unknown()

    @pytest.mark.parametrize("name", ["DATABASE_URL", "piawai_uji", "UJI_PIAWAI_", "PIAWAI"])
    def test_other_peoples_variables_are_left_alone(self, given_value, monkeypatch, name):
        monkeypatch.setenv(name, "rahasia")

        assert env.refuse_unknown() is None

    def test_a_value_is_never_quoted(self, given_value):
        given_value("rahasia-sekali")

        with pytest.raises(ImproperlyConfigured) as caught:
            env.refuse_unknown()

        assert "rahasia" not in str(caught.value)
        assert os.environ[NAME] == "rahasia-sekali"
