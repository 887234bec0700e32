"""Questions as a QTI 3.0 package, which ``reader`` reads back the same where nothing is ``lost``."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assessments.exchange.bodies import pictures_of
from assessments.exchange.markup import element, joined, words
from assessments.exchange.names import labels_of
from assessments.exchange.qti.parts import PARTS, Part, xhtml
from assessments.gift.drafts import Draft

Body = dict[str, Any]
CHUNK = 256 * 1024
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ITEM = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
METADATA = "http://ltsc.ieee.org/xsd/LOM"


def write(drafts: Iterable[Draft], pictures: Callable[[str], bytes | None]) -> Iterator[bytes]:
    """The archive is made in a temporary file, since its directory is known only at the end."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            _fill(archive, drafts, pictures)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _fill(archive: zipfile.ZipFile, drafts: Iterable[Draft], pictures: Callable[[str], bytes | None]) -> None:
    rows: list[str] = []
    done: set[str] = set()
    for draft in drafts:
        if draft.kind not in PARTS:
            continue
        member = f"items/q{len(rows) + 1:05}.xml"
        archive.writestr(member, HEAD + item(draft, f"q{len(rows) + 1:05}"))
        shown = pictures_of(draft.kind, draft.body)
        for name in shown:
            data = pictures(name) if name not in done else None
            if data is not None:
                archive.writestr(f"gambar/{name}", data)
                done.add(name)
        rows.append(_resource(draft, member, [name for name in shown if name in done]))
    rows += [
        element("resource", element("file", href=f"gambar/{name}"), **_named(name)) for name in sorted(done)
    ]
    archive.writestr("imsmanifest.xml", HEAD + _manifest(rows))


def _named(name: str) -> dict[str, str]:
    return {"identifier": f"p-{name.partition('.')[0]}", "type": "webcontent", "href": f"gambar/{name}"}


def _resource(draft: Draft, member: str, shown: list[str]) -> str:
    keywords = joined(
        element("keyword", element("string", words(label), language="id"))
        for label in labels_of(draft, category=True)
    )
    lom = (
        element("metadata", element("lom", element("general", keywords), xmlns=METADATA)) if keywords else ""
    )
    files = element("file", href=member) + joined(
        element("dependency", identifierref=f"p-{name.partition('.')[0]}") for name in shown
    )
    pk = "r-" + member.removeprefix("items/").removesuffix(".xml")
    return element("resource", lom + files, identifier=pk, type="imsqti_item_xmlv3p0", href=member)


def _manifest(rows: list[str]) -> str:
    head = element("metadata", "<schema>QTI Package</schema><schemaversion>3.0.0</schemaversion>")
    inside = head + "<organizations/>" + element("resources", "\n" + "\n".join(rows) + "\n")
    return element("manifest", inside, xmlns=PACKAGE, identifier="bank")


def item(draft: Draft, pk: str) -> str:
    body = draft.body
    part = PARTS[draft.kind](body)
    feedback = _modal("GENERAL", "general", body["feedback"]) if body["feedback"] else ""
    inside = [
        *part.declarations,
        *_outcomes(part, bool(body["feedback"])),
        element("qti-item-body", part.body, data_kind=draft.kind),
        element("qti-response-processing", joined(part.rules)) if part.rules else "",
        feedback,
        *(_modal("FEEDBACK", name, text) for name, text in part.notes.items() if text),
    ]
    return element(
        "qti-assessment-item",
        "\n" + "\n".join(filter(None, inside)) + "\n",
        xmlns=ITEM,
        identifier=pk,
        title=draft.name,
        adaptive="false",
        time_dependent="false",
    )


def _outcomes(part: Part, general: bool) -> Iterator[str]:
    names = ["SCORE", *part.scores] if part.declarations else []
    for name in names:
        start = element("qti-default-value", element("qti-value", "0"))
        yield element(
            "qti-outcome-declaration", start, identifier=name, cardinality="single", base_type="float"
        )
    if general:
        start = element("qti-default-value", element("qti-value", "general"))
        yield element(
            "qti-outcome-declaration",
            start,
            identifier="GENERAL",
            cardinality="single",
            base_type="identifier",
        )
    if part.shows:
        yield element(
            "qti-outcome-declaration", identifier="FEEDBACK", cardinality=part.shows, base_type="identifier"
        )


def _modal(outcome: str, name: str, text: str) -> str:
    inside = element("qti-content-body", xhtml(text))
    return element(
        "qti-modal-feedback", inside, outcome_identifier=outcome, identifier=name, show_hide="show"
    )
