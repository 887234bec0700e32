import pytest
from django.db import transaction

from lms.audit import context
from lms.audit.log import record
from lms.audit.models import AppendOnly, Event
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_what():
    actor, target = factories.user(), factories.unit(name="Dinas Contoh")

    event = record("people.end_unit", target, by=actor, before={"a": 1}, after={"a": 2}, reason="Dilebur")

    event.refresh_from_db()
    assert (event.actor, event.act, event.reason) == (actor, "people.end_unit", "Dilebur")
    assert (event.target_type, event.target_id) == ("people.unit", str(target.pk))
    assert (event.target_label, event.before, event.after) == ("Dinas Contoh", {"a": 1}, {"a": 2})


def test_the_event_of_a_person_holds_no_name():
    person = factories.user(name="Rina Lestari")

    event = record("people.deactivate", person, by=person)

    assert (event.target_id, event.target_label) == (str(person.pk), f"#{person.pk}")


def test_the_system_itself_has_no_actor():
    assert record("core.sweep", factories.unit(), by=None).actor is None


def test_a_long_label_is_cut():
    assert len(record("x", factories.unit(name="D" * 199 + "inas"[:1]), by=None).target_label) == 200


def test_the_address_of_the_request_is_kept():
    token = context.address.set("10.0.0.1")

    event = record("x", factories.unit(), by=None)

    context.address.reset(token)
    assert event.address == "10.0.0.1"


def test_an_event_vanishes_with_its_act():
    with transaction.atomic():
        record("x", factories.unit(), by=None)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.update(act="y"),
        lambda event: Event.objects.all().delete(),
    ],
)
def test_an_event_is_never_changed_nor_deleted(change):
    event = record("x", factories.unit(), by=None)

    with pytest.raises(AppendOnly):
        change(event)

    assert Event.objects.get().act == "x"


def test_the_newest_event_comes_first():
    events = [record(act, factories.unit(), by=None) for act in ("a", "b")]

    assert list(Event.objects.all()) == events[::-1]


def test_an_event_outlives_its_actor():
    actor = factories.user()
    record("x", factories.unit(), by=actor)

    actor.delete()

    assert Event.objects.get().actor_id is not None
