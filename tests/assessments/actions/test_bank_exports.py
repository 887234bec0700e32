import io

import pytest

from assessments.actions.bank_exports import drafts_in, export_bank, losses_of
from assessments.exchange import WRITTEN
from lms.audit.models import Event
from tests import factories
from tests.assessments.exchange.bodies import PLAIN, digests, parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    """One question of a kind that all formats hold, with a picture of the store in it."""
    bank = factories.bank()
    shown = f'<img src="gambar:{factories.question_picture().pk}" alt="x">'
    factories.question(bank, **(PLAIN["single"].body | {"stem": f"Lihat {shown}"}))
    return bank


@pytest.mark.parametrize("form", ["moodle", "qti"])
def test_a_file_holds_the_questions_and_their_pictures(bank, form):
    file = export_bank(bank=bank, form=form, by=factories.user())

    drafts, faults, left_out, pictures = parsed(file.read(), "a")
    assert (faults, left_out, len(pictures), losses_of(bank, form)) == ([], [], 1, [])
    assert digests(drafts) == digests(drafts_in(bank))


@pytest.mark.parametrize("form", WRITTEN)
def test_who_took_it_is_kept(bank, form):
    person = factories.user()

    export_bank(bank=bank, form=form, by=person)

    event = Event.objects.get(act="assessments.export_questions")
    assert (event.actor, event.after) == (person, {"format": form})


def test_a_picture_that_is_not_in_the_store_is_a_loss():
    bank = factories.bank()
    factories.question(bank, kind="description", stem=f'<img src="gambar:{"a" * 32}.png" alt="">')

    assert ["tidak ada di tempat" in note.why for note in losses_of(bank, "qti")] == [True]


def test_an_empty_bank_is_an_empty_file():
    assert (
        parsed(
            io.BytesIO(export_bank(bank=factories.bank(), form="moodle", by=factories.user()).read()).read(),
            "a",
        )[0]
        == []
    )
