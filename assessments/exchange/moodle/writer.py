"""Questions as Moodle XML, which ``reader`` reads back the same where nothing is ``lost``."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assessments.exchange.markup import element, joined, words
from assessments.exchange.moodle import holds
from assessments.exchange.moodle.cloze import embedded
from assessments.exchange.moodle.formulas import moodle, text_to_moodle
from assessments.exchange.moodle.page import Page, Pictures, text_element
from assessments.exchange.names import labels_of
from assessments.exchange.words import as_plain
from assessments.gift.drafts import Draft
from assessments.showing.shown import GAP

Body = dict[str, Any]
lost = holds.lost


def write(drafts: Iterable[Draft], pictures: Pictures) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    place = ""
    for draft in drafts:
        if draft.kind not in WRITERS:
            continue
        if draft.category != place:
            place = draft.category
            yield (_category(place) + "\n").encode()
        yield (_question(draft, Page(pictures)) + "\n").encode()
    yield b"</quiz>\n"


def _category(path: str) -> str:
    """Moodle keeps what follows in this place."""
    inside = element("category", text_element("/".join(filter(None, ["$course$", "top", path]))))
    return element("question", inside, type="category")


def _question(draft: Draft, page: Page) -> str:
    body = draft.body
    kind, answers, stem = WRITERS[draft.kind]
    shown = text_to_moodle if draft.kind == "calculated" else str
    parts = [
        element("name", text_element(draft.name)),
        page.text("questiontext", shown(stem(body))),
        page.text("generalfeedback", shown(body["feedback"])),
        element("defaultgrade", "0" if draft.kind == "description" else "1"),
        answers(page, body),
        *(page.text("hint", shown(text)) for text in body.get("hints", [])),
        _tags(draft),
    ]
    return element("question", "\n" + "\n".join(filter(None, parts)) + "\n", type=kind(body))


def _tags(draft: Draft) -> str:
    names = labels_of(draft, category=False)
    return element("tags", joined(element("tag", text_element(name)) for name in names)) if names else ""


def _options(single: str) -> Callable[[Page, Body], str]:
    head = element("single", single) + "<shuffleanswers>true</shuffleanswers>"
    return lambda page, body: head + joined(map(page.answer, body["options"]))


def _truth(page: Page, body: Body) -> str:
    names = {"benar": "true", "salah": "false"}
    return joined(page.typed(row, names[row["id"]]) for row in body["options"])


def _short(page: Page, body: Body) -> str:
    case = element("usecase", "1" if body.get("case") else "0")
    return case + joined(page.typed(row, row["text"]) for row in body["answers"])


def _numeric(page: Page, body: Body) -> str:
    rows = [page.typed(row, row["value"], element("tolerance", row["tolerance"])) for row in body["answers"]]
    return joined(rows) + _units(body)


def _units(body: Body) -> str:
    rows = [("1", body.get("unit", ""))] if body.get("unit") else []
    rows += [(holds.multiplier(unit["factor"]), unit["name"]) for unit in body.get("units", [])]
    shown = [
        element("unit", element("multiplier", share) + element("unit_name", words(name)))
        for share, name in rows
    ]
    return element("units", joined(shown)) if shown else ""


def _calculated(page: Page, body: Body) -> str:
    rows = [
        page.typed(
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


def _matching(page: Page, body: Body) -> str:
    rows = [(pair["text"], pair["answer"]) for pair in body["pairs"]] + [
        ("", text) for text in body["extras"]
    ]
    return "<shuffleanswers>true</shuffleanswers>" + joined(
        page.text("subquestion", text, element("answer", text_element(as_plain(answer))))
        for text, answer in rows
    )


def _ordering(page: Page, body: Body) -> str:
    rows = [item | {"weight": str(n)} for n, item in enumerate(body["items"], start=1)]
    return joined(page.text("answer", row["text"], fraction=row["weight"]) for row in rows)


def _words(page: Page, body: Body) -> str:
    if holds.is_plain_words(body):
        return joined(
            element("selectoption", text_element(as_plain(row["text"])) + element("group", row["group"]))
            for row in body["choices"]
        )
    return joined(
        page.text("dragbox", row["text"], element("group", row["group"]), "<infinite/>")
        for row in body["choices"]
    )


def _words_stem(body: Body) -> str:
    places = {row["id"]: str(n) for n, row in enumerate(body["choices"], start=1)}
    rights = {gap["id"]: places[gap["right"]] for gap in body["gaps"]}
    return GAP.sub(lambda found: f"[[{rights.get(found[1], found[1])}]]", body["stem"])


def _cloze_stem(body: Body) -> str:
    gaps = {gap["id"]: embedded(gap) for gap in body["gaps"]}
    return GAP.sub(lambda found: gaps.get(found[1], found[0]), body["stem"])


def _essay(page: Page, body: Body) -> str:
    limit = element("maxwordlimit", str(body["words"])) if body.get("words") else ""
    return "<responseformat>editor</responseformat>" + limit + page.text("graderinfo", body.get("model", ""))


def _upload(page: Page, body: Body) -> str:
    types = element("filetypeslist", ",".join(body["types"]))
    size = element("maxbytes", str(int(body["megabytes"]) << 20))
    head = "<responseformat>noinline</responseformat><attachments>1</attachments>"
    return head + size + types + page.text("graderinfo", body.get("model", ""))


def _nothing(_page: Page, _body: Body) -> str:
    return ""


def _named(name: str) -> Callable[[Body], str]:
    return lambda _body: name


def _stem(body: Body) -> str:
    return body["stem"]


Writer = tuple[Callable[[Body], str], Callable[[Page, Body], str], Callable[[Body], str]]
WRITERS: dict[str, Writer] = {
    "single": (_named("multichoice"), _options("true"), _stem),
    "multiple": (_named("multichoice"), _options("false"), _stem),
    "true_false": (_named("truefalse"), _truth, _stem),
    "short": (_named("shortanswer"), _short, _stem),
    "numeric": (_named("numerical"), _numeric, _stem),
    "calculated": (_named("calculated"), _calculated, _stem),
    "matching": (_named("matching"), _matching, _stem),
    "ordering": (_named("ordering"), _ordering, _stem),
    "words": (lambda body: "gapselect" if holds.is_plain_words(body) else "ddwtos", _words, _words_stem),
    "cloze": (_named("cloze"), _nothing, _cloze_stem),
    "essay": (_named("essay"), _essay, _stem),
    "file": (_named("essay"), _upload, _stem),
    "description": (_named("description"), _nothing, _stem),
}
