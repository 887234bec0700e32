"""Looking for somebody by what one remembers of them, against a look through all of them (hypothesis)."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lms.people.models import User
from lms.people.sheets.sample import sample_nip
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = ["Rina Lestari", "RINA sari", "Bayu %Setia_", "O'Neil Cut", "Ni Luh D\\wi", "Ayu"]
words = st.text(st.sampled_from("rina sLestyuB%_'\\ O0129"), max_size=8)
bounds = settings(
    derandomize=True, database=None, deadline=None, max_examples=80, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def people() -> list[User]:
    return [factories.user(name=name, nip=sample_nip(serial)) for serial, name in enumerate(NAMES)]


def found(text: str) -> set[str]:
    return set(User.objects.get_queryset().search(text).values_list("name", flat=True))


@bounds
@example("%")
@example("_")
@example("\\")
@example("rina  LESTARI")
@given(words.filter(lambda text: not text.replace(" ", "").isdigit()))
def test_every_word_has_to_stand_somewhere_in_the_name(people, text):
    wanted = {name for name in NAMES if all(word.lower() in name.lower() for word in text.split())}

    assert found(text) == wanted


@bounds
@given(st.integers(0, 5), st.integers(1, 18), st.sampled_from(["{}", " {} ", "{}-", "'{}"]))
def test_digits_are_the_beginning_of_a_number(people, which, length, dress):
    start = people[which].nip[:length]

    assert found(dress.format(start)) == {person.name for person in people if person.nip.startswith(start)}


@pytest.mark.parametrize("text", ["", "   ", "\0", "-"])
def test_nothing_to_look_for_is_everybody(people, text):
    assert len(found(text)) == (len(NAMES) if text != "-" else 0)


@pytest.mark.parametrize("text", ["x" * 5000, "a " * 500, "🙂", "'; DROP TABLE people_user; --", "٣"])
def test_odd_words_find_nobody_and_break_nothing(people, text):
    assert found(text) <= {name for name in NAMES if "a" in name.lower()}
