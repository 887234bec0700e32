"""Aiken: a question, options ``A.`` to ``Z.``, and ``ANSWER: B``. It has no names; they are made of the text."""

import re
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from assessments.exchange.checked import checked
from assessments.exchange.found import Desk, Found
from assessments.exchange.names import Names
from assessments.exchange.text_file import text_of
from assessments.exchange.words import plain_html
from assessments.exchange.xml import Refused
from assessments.gift.drafts import Draft
from assessments.grading.ids import option_id

OPTION = re.compile(r"\s*([A-Z])[.)]\s+(\S.*)")
ANSWER = re.compile(r"\s*ANSWER\s*:\s*(.*?)\s*", re.IGNORECASE)
LINE = re.compile(r"^\s*ANSWER\s*:\s*[A-Z]\s*$", re.MULTILINE | re.IGNORECASE)
FIRST_OPTION = re.compile(r"^\s*A[.)]\s", re.MULTILINE)


def looks_like(text: str) -> bool:
    return bool(LINE.search(text) and FIRST_OPTION.search(text)) and "{" not in text[: text.find("A")]


class _Question:
    def __init__(self) -> None:
        self.stem: list[str] = []
        self.options: dict[str, str] = {}
        self.line = 0

    @property
    def begun(self) -> bool:
        return bool(self.stem or self.options)


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    desk = Desk(name)
    try:
        text = text_of(file)
    except Refused as refused:
        yield refused.fault(name)
        return
    for draft in _drafts(text, desk):
        yield from desk.taken()
        if draft:
            yield draft
    yield from desk.taken()


def _drafts(text: str, desk: Desk) -> Iterator[Draft | None]:
    names, question, count = Names(desk), _Question(), 0
    for number, line in enumerate(text.split("\n"), start=1):
        answer, option = ANSWER.fullmatch(line), OPTION.fullmatch(line)
        if answer and question.begun:
            count += 1
            yield _draft(question, answer[1].upper(), number, names, desk)
            question = _Question()
        elif option and question.stem:
            _add_option(question, option, number, desk)
        elif line.strip() and question.options:
            desk.fault(number, line, _("Baris ini bukan pilihan dan bukan ANSWER."), _mend())
            question = _Question()
        elif line.strip():
            question.line = question.line or number
            question.stem.append(line.strip())
    if question.begun:
        desk.fault(question.line, question.stem[0], _("Soal ini tidak memiliki baris ANSWER."), _mend())
    elif not count and not desk.waiting:
        desk.fault(None, "", _("Berkas ini tidak berisi soal."), _mend())
    yield None


def _mend() -> str:
    return _("Tulis soal satu baris, pilihan “A. …”, lalu “ANSWER: A”.")


def _add_option(question: _Question, option: re.Match[str], number: int, desk: Desk) -> None:
    if option[1] in question.options:
        desk.fault(number, option[0].strip(), _("Huruf pilihan ini sudah dipakai."), _mend())
    question.options[option[1]] = plain_html(option[2])


def _draft(question: _Question, answer: str, number: int, names: Names, desk: Desk) -> Draft | None:
    if answer not in question.options:
        desk.fault(number, answer, _("ANSWER menunjuk ke pilihan yang tidak ada."), _mend())
        return None
    stem = plain_html("\n".join(question.stem))
    options = [
        {"id": option_id(text), "text": text, "weight": "100" if letter == answer else "0", "feedback": ""}
        for letter, text in question.options.items()
    ]
    body = {"stem": stem, "feedback": "", "options": options}
    draft = Draft(names.of("", stem, question.line), "single", body, line=question.line)
    return checked(lambda: draft, desk, question.line, draft.name)
