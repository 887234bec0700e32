"""The form of each lab: names of its fields, labels, and nothing that a learner typed is lost or run."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from assessments.labs import LABS
from tests.assessments.labs.test_examples import lab_of, solution_of


class Fields(HTMLParser):
    """Names with the values they would send, targets of labels, ids and buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.labels: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.labels += [given["for"]] if tag == "label" else []
        if tag in ("input", "select", "textarea", "button"):
            self.values[given["name"]] = given.get("value", "")
            self.inside = given["name"]
        if tag == "option" and "selected" in given:
            self.values[self.inside] = given["value"]

    def handle_data(self, data):
        if self.tags[-1:] == ["textarea"]:
            self.values[self.inside] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self.inside] = self.values[self.inside].removeprefix("\n")
            self.tags.append("")


def form(kind: str, answer: dict[str, str]) -> str:
    lab, setup, _goals = lab_of(kind)
    return render_to_string(f"assessments/labs/{kind}.html", {"lab": lab.show(setup, answer)})


@pytest.mark.parametrize("kind", LABS)
def test_what_the_form_sends_back_is_the_answer_again(kind):
    lab, setup, _goals = lab_of(kind)
    answer = lab.clean(setup, solution_of(kind))
    sent = Fields(form(kind, answer)).values
    parts = {
        name.removeprefix("jawaban-"): text for name, text in sent.items() if name.startswith("jawaban-")
    }

    assert lab.clean(setup, parts) == answer


@pytest.mark.parametrize("kind", LABS)
@pytest.mark.parametrize("solved", [False, True])
def test_every_field_has_a_label_and_every_id_stands_once(kind, solved):
    fields = Fields(form(kind, solution_of(kind) if solved else {}))
    wanted = {name for name in fields.values if name.startswith("jawaban-")} - {"jawaban-log"}

    assert set(fields.labels) == wanted
    assert len(fields.ids) == len(set(fields.ids))
    assert "form" not in fields.tags


def test_the_network_is_drawn_and_told_in_words():
    html = form("network", {"log": "sw1: interface p8\nsw1: shutdown\nsw1: shw"})

    assert html.count("sw1:p8 ke sw2:p8 (mati)") == 2
    assert "✗ Perintah “shw” tidak dikenal." in html
    assert re.search(r'<option value="sw1" selected>', html)
    assert 'name="jalankan" value="1"' in html


def test_a_full_log_takes_no_more():
    fields = Fields(form("network", {"log": "\n".join(["sw1: help"] * 200)}))

    assert "jawaban-perintah" not in fields.values
    assert fields.values["jawaban-log"].count("help") == 200


def test_a_row_that_is_not_read_is_marked_and_kept():
    html = form("firewall", {"2.action": "buka", "2.source": '"><script>'})

    assert "Belum lengkap: protokol, tujuan paket masih kosong." in html
    assert '<option value="buka" selected>' in html
    assert "<script>" not in html


def test_empty_rows_are_folded_but_one():
    html = form("firewall", {"1.action": "izinkan"})

    assert html.index("jawaban-2.action") < html.index("<details>") < html.index("jawaban-3.action")
