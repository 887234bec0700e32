"""Every kind of question, from its page without JavaScript to its result."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.actions.attempts import agrees, regrade
from assessments.forms.kinds import FORMS
from assessments.grading.behaviours import UNCHECKED
from assessments.models import Attempt, AttemptSlot, Question
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.grading.bodies import SHEETS, body, right_answer
from tests.courses.authors import lecturer, signed_in

ANSWERED = [kind for kind in SHEETS if kind not in UNCHECKED]


@pytest.fixture
def begin(db, client):
    def make(kind: str, **more) -> AttemptSlot:
        stage = build_stage(questions=0)
        stage.quiz.sections.update(count=2)
        factories.question(stage.bank, kind, **body(kind, **more))
        client.force_login(stage.learner)
        client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
        return AttemptSlot.objects.select_related("version", "attempt").get()

    return make


def fields(answer) -> dict:
    if isinstance(answer, dict):
        return {f"jawaban-{name}": value for name, value in answer.items()}
    return {"jawaban": answer}


def page_of(client, slot):
    return client.get(reverse("attempt", args=[slot.attempt_id]))


@pytest.mark.parametrize("kind", ANSWERED)
def test_the_right_answer_is_taken_from_a_form_and_earns_everything(client, begin, kind):
    slot = begin(kind)
    answer = right_answer(kind, slot.body)
    url = reverse("attempt", args=[slot.attempt_id])

    saved = client.post(url, {"soal": 1, "seq": 1, "ke": "periksa"} | fields(answer))
    again = client.post(url, {"soal": 1, "seq": 2, "ke": "periksa"} | fields(answer))
    client.post(reverse("attempt_submit", args=[slot.attempt_id]))

    attempt = Attempt.objects.get()
    assert (saved.status_code, again.status_code, attempt.percent) == (302, 302, Decimal("100.00"))
    assert slot.steps.count() == 1  # the second form said what the first had said
    assert agrees(attempt, regrade(attempt=attempt))
    result = client.get(reverse("attempt_result", args=[attempt.pk])).content.decode()
    assert "Benar" in result
    assert "Belum tepat" not in result


@pytest.mark.parametrize("kind", ANSWERED)
def test_the_right_answer_is_taken_from_the_script(client, begin, kind):
    slot = begin(kind)
    answer = right_answer(kind, slot.body)
    sent = {"answers": [{"slot": 1, "seq": 1, "response": answer}]}

    reply = client.post(reverse("attempt_save", args=[slot.attempt_id]), json.dumps(sent), "application/json")

    slot.refresh_from_db()
    assert reply.json()["answers"][0]["fate"] == "saved"
    assert slot.response == answer


@pytest.mark.parametrize("kind", ANSWERED)
def test_an_answer_stands_in_its_fields_when_one_comes_back(client, begin, kind):
    slot = begin(kind)
    empty = page_of(client, slot).content
    answer = right_answer(kind, slot.body)
    client.post(reverse("attempt", args=[slot.attempt_id]), {"soal": 1, "seq": 1} | fields(answer))

    full = page_of(client, slot).content

    marks = [content.count(b" checked") + content.count(b" selected") for content in (empty, full)]
    typed = [value for value in fields(answer).values() if isinstance(value, str)]
    assert marks[1] > marks[0] or any(f'value="{text}"'.encode() in full for text in typed)


@pytest.mark.parametrize("kind", ANSWERED)
def test_no_answer_earns_nothing_and_the_result_tells_the_right_one(client, begin, kind):
    slot = begin(kind)

    client.post(reverse("attempt_submit", args=[slot.attempt_id]))

    result = client.get(reverse("attempt_result", args=[slot.attempt_id])).content.decode()
    assert Attempt.objects.get().percent == 0
    assert "jawaban benar" in result.lower() or "belum tercapai" in result


def test_what_is_only_read_counts_nothing_and_is_never_empty(client, db):
    stage = build_stage(questions=1)
    factories.question(stage.bank, "description", **body("description"))
    client.force_login(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    attempt = Attempt.objects.get()
    asked = attempt.slots.get(version__kind="single")
    client.post(reverse("attempt", args=[attempt.pk]), {"soal": asked.position, "seq": 1, "jawaban": "a"})

    check = client.get(reverse("attempt_check", args=[attempt.pk])).content.decode()
    client.post(reverse("attempt_submit", args=[attempt.pk]))

    attempt.refresh_from_db()
    assert "Semua soal sudah terjawab" in check
    assert "<div data-some-empty hidden>" in check
    assert (attempt.percent, attempt.max_score) == (Decimal("100.00"), Decimal("1.0000"))
    assert client.get(reverse("attempt_result", args=[attempt.pk])).status_code == 200


@pytest.mark.parametrize("kind", ["calculated", "ip"])
def test_two_attempts_ask_for_other_values_and_each_keeps_its_own(client, begin, kind):
    """Of so many values three attempts do not get the same by chance."""
    more = (
        {"generator": {"name": "subnet"}, "answers": [{"form": "cidr", "text": "{cidr}"}]}
        if kind == "ip"
        else {"variables": [{"name": "v", "low": "1", "high": "900000", "step": "1"}]}
    )
    first = begin(kind, **more)
    client.post(reverse("attempt_submit", args=[first.attempt_id]))
    seen = {json.dumps(first.drawn)}
    for _n in range(2):
        client.post(reverse("attempt_start", args=[first.attempt.enrolment.course_id, first.attempt.quiz_id]))
        slot = AttemptSlot.objects.select_related("version").latest("pk")
        seen.add(json.dumps(slot.drawn))
        client.post(reverse("attempt_submit", args=[slot.attempt_id]))

    first.refresh_from_db()
    assert len(seen) > 1
    assert json.dumps(first.drawn) in seen


@pytest.mark.parametrize("kind", ["matching", "cloze"])
def test_two_devices_that_answer_apart_are_shown_both_answers(client, begin, kind):
    slot = begin(kind)
    answer = right_answer(kind, slot.body)
    url = reverse("attempt", args=[slot.attempt_id])
    name, value = next(iter(answer.items()))
    client.post(url, {"soal": 1, "seq": 1} | fields(answer))

    page = client.post(url, {"soal": 1, "seq": 1} | fields({name: value}))

    assert page.status_code == 409
    assert f'<input type="hidden" name="jawaban-{name}" value="{value}">' in page.content.decode()


@pytest.mark.parametrize("kind", FORMS)
def test_a_lecturer_opens_each_kind_and_saves_it_without_a_change(client, db, kind):
    course = factories.course()
    teacher = lecturer(course)
    whole = (
        {"stem": "Mana?", "feedback": "", "image": PICTURE, "areas": AREAS}
        if kind == "hotspot"
        else body(kind)
    )
    question = factories.question(factories.bank(course=course), kind, **whole)
    author = signed_in(teacher)
    url = reverse("question_edit", args=[question.pk])
    form = author.get(url).context["form"]
    data = {
        name: value
        for name in form.fields
        if (value := form.get_initial_for_field(form.fields[name], name)) not in (None, False)
    }

    preview = author.post(url, data | {"pratinjau": "1"})
    saved = author.post(url, data | {"simpan": "1"})

    assert preview.status_code == 200
    assert b'id="pratinjau"' in preview.content
    assert saved.status_code == 302
    assert Question.objects.get().versions.count() == 1


ROUTER = {
    "devices": [
        {"name": "pc", "kind": "host", "config": ["ip address 192.0.2.10/24", "ip gateway 192.0.2.1"]},
        {"name": "r1", "kind": "router", "interfaces": ["gi0/0"]},
    ],
    "links": [["pc:eth0", "r1:gi0/0"]],
}
REACHED = [{"text": "Sampai", "weight": "100", "from": "pc", "to": "192.0.2.1", "arrives": True}]


def run(client, slot, device, command, seq):
    """Type one command and press the button, without JavaScript."""
    log = (slot.response or {}).get("log", "")
    typed = {"jawaban-log": log, "jawaban-perangkat": device, "jawaban-perintah": command, "jalankan": "1"}
    reply = client.post(reverse("attempt", args=[slot.attempt_id]), {"soal": 1, "seq": seq} | typed)
    slot.refresh_from_db()
    return client.get(reply.url).content.decode()


def test_a_lab_is_worked_through_command_by_command(client, begin):
    slot = begin("lab", lab="network", setup=ROUTER, goals=REACHED)

    before = run(client, slot, "pc", "ping 192.0.2.1", 1)
    run(client, slot, "r1", "interface gi0/0", 2)
    run(client, slot, "r1", "ip address 192.0.2.1/24", 3)
    after = run(client, slot, "pc", "ping 192.0.2.1", 4)
    wrong = run(client, slot, "r1", "salah ketik", 5)
    client.post(reverse("attempt_submit", args=[slot.attempt_id]))

    assert slot.response["log"].splitlines()[1:3] == ["r1: interface gi0/0", "r1: ip address 192.0.2.1/24"]
    assert before.count("ping 192.0.2.1") == 2  # the command in the transcript and in the log that goes back
    assert len(after) > len(before)
    assert "salah ketik" in wrong
    attempt = Attempt.objects.get()
    assert attempt.percent == Decimal("100.00")
    assert agrees(attempt, regrade(attempt=attempt))


def test_turning_the_page_of_a_lab_stores_no_further_step(client, begin):
    slot = begin("lab", lab="network", setup=ROUTER, goals=REACHED)
    run(client, slot, "r1", "interface gi0/0", 1)

    run(client, slot, "pc", "", 2)

    assert slot.steps.count() == 1


def test_the_way_to_solve_a_lab_does_not_leave_the_server(client, begin):
    slot = begin(
        "lab",
        lab="network",
        setup=ROUTER | {"solution": ["r1: interface gi0/0", "r1: ip address 192.0.2.1/24"]},
        goals=REACHED,
    )

    for name in ("attempt", "attempt_whole", "attempt_state"):
        assert b"ip address 192.0.2.1/24" not in client.get(reverse(name, args=[slot.attempt_id])).content


PICTURE = {"name": f"{'a' * 32}.png", "alt": "Rak jaringan", "width": 400, "height": 200}
RECT = {"shape": "rect", "points": ["0", "0", "500", "500"]}
CIRCLE = {"shape": "circle", "points": ["750", "500", "100"]}
AREAS = [
    {"id": "1", "label": "Switch", "weight": "100", "feedback": "Ya."} | RECT,
    {"id": "2", "label": "UPS", "weight": "0", "feedback": "Bukan."} | CIRCLE,
]


@pytest.fixture
def rack(db, client):
    stage = build_stage(questions=0)
    body_ = {"stem": "Mana switch?", "feedback": "", "image": PICTURE, "areas": AREAS}
    factories.question(stage.bank, "hotspot", **body_)
    client.force_login(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    return AttemptSlot.objects.select_related("version", "attempt").get()


@pytest.mark.parametrize(
    ("answer", "percent"),
    [
        ("1", 100),
        ("2", 0),
        ("250,250", 100),
        ("500,500", 100),
        ("501,501", 0),
        ("750,600", 0),
        ("999,999", 0),
    ],
)
def test_a_place_is_named_or_clicked(client, rack, answer, percent):
    page = page_of(client, rack).content.decode()
    client.post(reverse("attempt", args=[rack.attempt_id]), {"soal": 1, "seq": 1, "jawaban": answer})
    again = page_of(client, rack).content.decode()
    client.post(reverse("attempt_submit", args=[rack.attempt_id]))

    assert f'src="{reverse("question_picture", args=[PICTURE["name"]])}"' in page
    assert f'value="{answer}" checked' in again
    assert Attempt.objects.get().percent == percent
    assert client.get(reverse("attempt_result", args=[rack.attempt_id])).status_code == 200


@pytest.mark.parametrize("answer", ["1001,5", "3", "1,2,3", "x,y"])
def test_no_place_on_the_picture_is_refused(client, rack, answer):
    client.post(reverse("attempt", args=[rack.attempt_id]), {"soal": 1, "seq": 1, "jawaban": answer})

    rack.refresh_from_db()
    assert rack.response is None
