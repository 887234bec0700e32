"""Two tabs and a phone on one attempt, with messages lost on either way: nothing acknowledged is lost (hypothesis).

``Device`` keeps its queue as ``queue.js`` does: the number of an answer stays "what the server holds, plus one" until
the server has answered; an answer that met a newer one of somebody else waits for the learner's choice.
"""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions.answers import Answer, Fate, save_answers
from assessments.actions.attempts import submit
from assessments.models import AnswerStep, Attempt
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.django_db
SLOTS = (1, 2)


@dataclass(frozen=True)
class Waiting:
    """One answer that the server has not acknowledged; ``sent`` is what went out under its number."""

    seq: int
    response: str | None
    sent: tuple[str | None, ...] = ()
    conflict: bool = False


@dataclass
class Device:
    name: str
    attempt: Attempt
    held: dict[int, int] = field(default_factory=dict)
    queue: dict[int, Waiting] = field(default_factory=dict)
    shows: dict[int, str | None] = field(default_factory=dict)

    def choose(self, slot: int, response: str | None) -> None:
        earlier = self.queue.get(slot)
        seq = earlier.seq if earlier else self.held.get(slot, 0) + 1
        self.queue[slot] = Waiting(seq, response, earlier.sent if earlier else ())
        self.shows[slot] = response

    def send(self, *, arrives: bool, answered: bool) -> None:
        """One request with all that waits; it or its answer may be lost on the way."""
        batch = {slot: one for slot, one in self.queue.items() if not one.conflict}
        for slot, one in batch.items():
            self.queue[slot] = batch[slot] = replace(one, sent=(*one.sent, one.response))
        if not (batch and arrives):
            return
        answers = [Answer(slot, one.seq, one.response) for slot, one in batch.items()]
        ack = save_answers(attempt=self.attempt, answers=answers, device=self.name, now=NOW)
        if answered:
            for outcome in ack.outcomes:
                self.settle(outcome)

    def settle(self, outcome) -> None:
        slot, last = outcome.slot, outcome.last_seq
        self.held[slot] = max(last, self.held.get(slot, 0))
        one = self.queue.get(slot)
        if one is None or one.seq != outcome.seq:
            return
        if outcome.response == one.response:
            del self.queue[slot]
            return
        ours = outcome.fate == Fate.SAVED or outcome.response in one.sent
        self.queue[slot] = Waiting(last + 1, one.response, (), conflict=not ours)

    def insist(self) -> None:
        for slot, one in list(self.queue.items()):
            self.queue[slot] = replace(one, conflict=False)

    def yields(self) -> None:
        """The learner takes what the server holds wherever this device disagrees."""
        for slot in [slot for slot, one in self.queue.items() if one.conflict]:
            del self.queue[slot]

    def reload(self) -> None:
        """A page that is opened anew knows what the server holds; what waited is still in the browser."""
        for slot, seq, response in self.attempt.slots.values_list("position", "last_seq", "response"):
            self.held[slot] = max(seq, self.held.get(slot, 0))
            if slot not in self.queue:
                self.shows[slot] = response


who = st.integers(0, 2)
act = st.one_of(
    st.tuples(st.just("choose"), who, st.sampled_from(SLOTS), st.sampled_from(["a", "b", "c", None])),
    st.tuples(st.just("send"), who, st.sampled_from([(True, True), (True, False), (False, False)])),
    st.tuples(st.sampled_from(["insist", "yields", "reload"]), who),
)
bounds = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def play(attempt: Attempt, acts: list) -> list[Device]:
    devices = [Device(name, attempt) for name in ("tab 1", "tab 2", "hp")]
    for name, number, *rest in acts:
        if name == "choose":
            devices[number].choose(*rest)
        elif name == "send":
            arrives, answered = rest[0]
            devices[number].send(arrives=arrives, answered=answered)
        else:
            getattr(devices[number], name)()
    return devices


def settled(devices: list[Device]) -> None:
    """Every device comes online, one after the other, and its learner insists on what it shows."""
    for device in devices:
        for _turn in range(4):
            device.insist()
            device.send(arrives=True, answered=True)


@pytest.fixture
def fresh(stage):
    def begin() -> Attempt:
        AnswerStep.objects.all().delete()
        Attempt.objects.all().delete()
        return stage.start()

    return begin


@bounds
@given(st.lists(act, max_size=14))
def test_whoever_comes_online_and_insists_gets_their_answer_in(fresh, acts):
    attempt = fresh()
    devices = play(attempt, acts)
    wanted = {slot: device.shows[slot] for device in devices for slot in device.queue}

    settled(devices)

    stored = dict(attempt.slots.values_list("position", "response"))
    assert [device.queue for device in devices] == [{}] * 3
    assert {slot: stored[slot] for slot in wanted} == wanted


@bounds
@given(st.lists(act, max_size=14))
def test_no_device_silently_replaces_what_another_had_saved(fresh, acts):
    """Whoever writes over a newer answer has been told of it, or the answer was their own."""
    attempt = fresh()

    play(attempt, [one for one in acts if one[0] not in {"insist", "reload"}])

    for slot in attempt.slots.all():
        steps = list(slot.steps.order_by("seq").values_list("seq", "device"))
        assert [seq for seq, _device in steps] == list(range(1, len(steps) + 1))


@bounds
@given(st.lists(act, max_size=14), st.sampled_from(SLOTS))
def test_a_device_that_hears_nothing_finds_its_own_answer_again(fresh, acts, slot):
    """Its request arrived and the acknowledgement was lost: the repeat is acknowledged and adds no step."""
    attempt = fresh()
    first = play(attempt, acts)[0]
    first.yields()
    first.reload()
    first.send(arrives=True, answered=True)
    first.yields()
    first.reload()
    first.choose(slot, "a")
    first.send(arrives=True, answered=False)
    before = AnswerStep.objects.count()

    first.send(arrives=True, answered=True)

    assert (AnswerStep.objects.count(), first.queue) == (before, {})


@bounds
@given(st.lists(act, max_size=14))
def test_the_grade_is_that_of_the_last_stored_answers(fresh, stage, acts):
    attempt = fresh()
    play(attempt, acts)
    stored = list(attempt.slots.values_list("response", flat=True))

    ended = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert ended.score == sum(response == "a" for response in stored)
