"""Questions as Moodle XML, which ``reader`` reads back the same where nothing is ``lost``."""

import base64
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assessments.exchange.markup import element, joined, words
from assessments.exchange.moodle import holds
from assessments.exchange.moodle.cloze import embedded
from assessments.exchange.moodle.formulas import moodle, text_to_moodle
from assessments.exchange.names import labels_of
from assessments.gift.drafts import Draft
from assessments.gift.texts import SHOWN_PICTURE, pictures_in
from assessments.showing.shown import GAP

Body = dict[str, Any]
Pictures = Callable[[str], bytes | None]
lost = holds.lost


def write(drafts: Iterable[Draft], pictures: Pictures) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    for draft in drafts:
        if draft.kind in WRITERS:
            yield (_Writer(pictures).question(draft) + "\n").encode()
    yield b"</quiz>\n"


class _Writer:
    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def question(self, draft: Draft) -> str:
        body, kind = draft.body, WRITERS[draft.kind][0]
        stem = WRITERS[draft.kind][2](body) if len(WRITERS[draft.kind]) > 2 else body["stem"]
        shown = text_to_moodle if draft.kind == "calculated" else str
        parts = [
            element("name", _text(draft.name)),
            self.text("questiontext", shown(stem)),
            self.text("generalfeedback", shown(body["feedback"])),
            element("defaultgrade", "0" if draft.kind == "description" else "1"),
            WRITERS[draft.kind][1](self, body),
            self._tags(draft),
        ]
        return element("question", "\n" + "\n".join(filter(None, parts)) + "\n", type=kind(body))

    def _tags(self, draft: Draft) -> str:
        names = labels_of(draft.tag, draft.level)
        return element("tags", joined(element("tag", _text(name)) for name in names)) if names else ""

    def text(self, name: str, html: str, *more: str, **attributes: str) -> str:
        """A text in HTML with the pictures that it shows."""
        source = SHOWN_PICTURE.sub(r'<img src="@@PLUGINFILE@@/\1"', html)
        files = [self._file(picture) for picture in dict.fromkeys(pictures_in(html))]
        inside = "\n".join(filter(None, [_text(source), *files, *more]))
        return element(name, inside, **attributes, format="html")

    def _file(self, name: str) -> str:
        data = self.pictures(name)
        if data is None:
            return ""
        return element("file", base64.b64encode(data).decode(), name=name, path="/", encoding="base64")

    def answer(self, row: Body, *more: str) -> str:
        feedback = self.text("feedback", row["feedback"])
        return self.text("answer", row["text"], feedback, *more, fraction=row["weight"])

    def typed(self, row: Body, text: str, *more: str) -> str:
        feedback = self.text("feedback", row["feedback"])
        inside = joined([_text(text), feedback, *more])
        return element("answer", inside, fraction=row["weight"], format="moodle_auto_format")


def _text(text: str) -> str:
    return element("text", words(text)) if text else "<text></text>"


def _options(single: str) -> Callable[[_Writer, Body], str]:
    head = element("single", single) + "<shuffleanswers>true</shuffleanswers>"
    return lambda writer, body: head + joined(map(writer.answer, body["options"]))


def _truth(writer: _Writer, body: Body) -> str:
    names = {"benar": "true", "salah": "false"}
    return joined(writer.typed(row, names[row["id"]]) for row in body["options"])


def _short(writer: _Writer, body: Body) -> str:
    case = element("usecase", "1" if body.get("case") else "0")
    return case + joined(writer.typed(row, row["text"]) for row in body["answers"])


def _numeric(writer: _Writer, body: Body) -> str:
    rows = [
        writer.typed(row, row["value"], element("tolerance", row["tolerance"])) for row in body["answers"]
    ]
    return joined(rows) + _units(body)


def _units(body: Body) -> str:
    rows = [("1", body.get("unit", ""))] if body.get("unit") else []
    rows += [(holds.multiplier(unit["factor"]), unit["name"]) for unit in body.get("units", [])]
    shown = [
        element("unit", element("multiplier", share) + element("unit_name", words(name)))
        for share, name in rows
    ]
    return element("units", joined(shown)) if shown else ""


def _calculated(writer: _Writer, body: Body) -> str:
    rows = [
        writer.typed(
            row | {"feedback": text_to_moodle(row["feedback"])},
            moodle(row["formula"]),
            element("tolerance", holds.share(row["tolerance"], body)),
            element("tolerancetype", "1" if body.get("mode") == "relative" else "2"),
            "<correctanswerformat>1</correctanswerformat><correctanswerlength>2</correctanswerlength>",
        )
        for row in body["answers"]
    ]
    sets = joined(holds.data_set(variable) for variable in body["variables"])
    return joined(rows) + _units(body) + element("dataset_definitions", sets)


def _matching(writer: _Writer, body: Body) -> str:
    rows = [(pair["text"], pair["answer"]) for pair in body["pairs"]] + [
        ("", text) for text in body["extras"]
    ]
    return "<shuffleanswers>true</shuffleanswers>" + joined(
        writer.text("subquestion", text, element("answer", _text(holds.plain(answer))))
        for text, answer in rows
    )


def _ordering(writer: _Writer, body: Body) -> str:
    rows = [item | {"weight": str(n)} for n, item in enumerate(body["items"], start=1)]
    return joined(writer.text("answer", row["text"], fraction=row["weight"]) for row in rows)


def _words(writer: _Writer, body: Body) -> str:
    if holds.is_plain_words(body):
        return joined(
            element("selectoption", _text(holds.plain(row["text"])) + element("group", row["group"]))
            for row in body["choices"]
        )
    return joined(
        writer.text("dragbox", row["text"], element("group", row["group"]), "<infinite/>")
        for row in body["choices"]
    )


def _words_stem(body: Body) -> str:
    places = {row["id"]: str(n) for n, row in enumerate(body["choices"], start=1)}
    rights = {gap["id"]: places[gap["right"]] for gap in body["gaps"]}
    return GAP.sub(lambda found: f"[[{rights.get(found[1], found[1])}]]", body["stem"])


def _cloze_stem(body: Body) -> str:
    gaps = {gap["id"]: embedded(gap) for gap in body["gaps"]}
    return GAP.sub(lambda found: gaps.get(found[1], found[0]), body["stem"])


def _essay(writer: _Writer, body: Body) -> str:
    limit = element("maxwordlimit", str(body["words"])) if body.get("words") else ""
    return (
        "<responseformat>editor</responseformat>" + limit + writer.text("graderinfo", body.get("model", ""))
    )


def _upload(writer: _Writer, body: Body) -> str:
    types = element("filetypeslist", ",".join(body["types"]))
    size = element("maxbytes", str(int(body["megabytes"]) << 20))
    head = "<responseformat>noinline</responseformat><attachments>1</attachments>"
    return head + size + types + writer.text("graderinfo", body.get("model", ""))


def _nothing(_writer: _Writer, _body: Body) -> str:
    return ""


def _named(name: str) -> Callable[[Body], str]:
    return lambda _body: name


WRITERS: dict[str, tuple[Any, ...]] = {
    "single": (_named("multichoice"), _options("true")),
    "multiple": (_named("multichoice"), _options("false")),
    "true_false": (_named("truefalse"), _truth),
    "short": (_named("shortanswer"), _short),
    "numeric": (_named("numerical"), _numeric),
    "calculated": (_named("calculated"), _calculated),
    "matching": (_named("matching"), _matching),
    "ordering": (_named("ordering"), _ordering),
    "words": (lambda body: "gapselect" if holds.is_plain_words(body) else "ddwtos", _words, _words_stem),
    "cloze": (_named("cloze"), _nothing, _cloze_stem),
    "essay": (_named("essay"), _essay),
    "file": (_named("essay"), _upload),
    "description": (_named("description"), _nothing),
}
