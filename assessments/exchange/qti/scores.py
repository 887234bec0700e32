"""What answers are worth, out of mappings, correct responses and response conditions."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.exchange.qti.tree import child
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken

TESTS = ("equal", "equalrounded", "match", "stringmatch", "and")
NEARLY = Decimal("0.001")


@dataclass(frozen=True)
class Branch:
    """One condition on one response: what is compared, what it earns, and the feedback it shows."""

    test: Node
    score: str
    feedback: str


@dataclass
class Declared:
    """A response declaration."""

    node: Node
    cardinality: str
    base: str
    right: list[str]
    mapped: dict[str, Decimal]
    case: bool


def declared(item: Node) -> dict[str, Declared]:
    return {node.get("identifier", ""): _declared(node) for node in item.all("responsedeclaration")}


def _declared(node: Node) -> Declared:
    right = [said(value) for value in node.iterfind("correctresponse/value")]
    entries = node.all("mapping/mapentry")
    mapped = {entry.get("mapkey", ""): number(entry.get("mappedvalue", "0"), entry) for entry in entries}
    case = any(entry.get("casesensitive", "") == "true" for entry in entries)
    return Declared(node, node.get("cardinality", "single"), node.get("basetype", ""), right, mapped, case)


def number(text: str, node: Node) -> Decimal:
    try:
        return Decimal(plain_number(text.strip()))
    except InvalidOperation as error:
        reason = _("%(what)s tidak terbaca sebagai angka.") % {"what": _("Nilai")}
        raise Broken(node.line, text, reason, _("Tulis angka dengan titik desimal.")) from error


def weights(of: Declared, ids: list[str]) -> dict[str, str]:
    """Percent for each choice. Mappings of another full mark than 1 are brought to it."""
    if of.mapped:
        earned = {pk: of.mapped.get(pk, Decimal(0)) for pk in ids}
        gains = [value for value in earned.values() if value > 0]
        full = max(gains, default=Decimal(1)) if of.cardinality == "single" else sum(gains, Decimal(0))
        return {pk: percent(value, full) for pk, value in earned.items()}
    right = [pk for pk in ids if pk in of.right]
    return {pk: percent(Decimal(pk in right), Decimal(max(1, len(right)))) for pk in ids}


def percent(value: Decimal, full: Decimal = Decimal(1)) -> str:
    if abs(full - 1) <= NEARLY or not full:
        return plain_number(str(value * 100))
    return plain_number(f"{value * 100 / full:.5f}")


def must_be_whole(item: Node, name: str) -> bool:
    """Whether only the whole right answer earns anything: the template match_correct, or its rule written out."""
    processing = child(item, "responseprocessing")
    if processing is None:
        return False
    if "match_correct" in processing.get("template", ""):
        return True
    tests = processing.iter("match")
    return any(_names(test, "variable") == {name} == _names(test, "correct") for test in tests)


def branches(item: Node, name: str) -> list[Branch]:
    """Conditions on this response, in their order."""
    processing = child(item, "responseprocessing")
    found = []
    for part in processing.iter() if processing is not None else ():
        if part.tag not in {"responseif", "responseelseif"}:
            continue
        test = next((node for node in part if node.tag in TESTS), None)
        if test is not None and _names(test, "variable") == {name}:
            values = {
                node.get("identifier", ""): said(node, "basevalue")
                for node in part.iterfind("setoutcomevalue")
            }
            score = next((value for key, value in values.items() if key.startswith(("SCORE", "S_"))), "")
            note = next((value for key, value in values.items() if key.startswith("FEEDBACK")), "")
            found.append(Branch(test, score, note))  # type: ignore[arg-type]
    return found


def _names(node: Element, tag: str) -> set[str]:
    return {part.get("identifier", "") for part in node.iter(tag)}


def gap_weight(item: Node, name: str) -> str:
    """The factor in ``product(variable S_name, weight)``; 1 where there is none."""
    for product in item.iter("product"):
        if f"S_{name}" in _names(product, "variable"):
            return plain_number(said(product, "basevalue") or "1")
    return "1"
