"""A network as a picture and as a list of its links."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.labs.network.plan import Plan
from assessments.labs.network.state import HOST, ROUTER, SWITCH, Device, End, Network

BOX_WIDTH, BOX_HEIGHT = 116, 46
MARGIN = 16
LABEL_GAP = 15


@dataclass(frozen=True)
class Node:
    """``x``, ``y``: the upper left corner of the box; ``cx`` its middle; ``note``: the second line in it."""

    name: str
    kind: str
    kind_text: str
    note: str
    x: int
    y: int
    cx: int


@dataclass(frozen=True)
class Label:
    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Wire:
    """``text`` says the link in words, with its state."""

    x1: int
    y1: int
    x2: int
    y2: int
    labels: tuple[Label, Label]
    up: bool
    text: str


@dataclass(frozen=True)
class Topology:
    width: int
    height: int
    box_width: int
    box_height: int
    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]


def drawn(plan: Plan, network: Network) -> Topology:
    """Moved so that the outermost boxes just fit."""
    left = min(x for x, _y in plan.places.values()) - BOX_WIDTH // 2 - MARGIN
    top = min(y for _x, y in plan.places.values()) - BOX_HEIGHT // 2 - MARGIN
    centres = {name: (x - left, y - top) for name, (x, y) in plan.places.items()}
    links = [(end, far) for end, far in network.cables.items() if end < far]
    return Topology(
        max(x for x, _y in centres.values()) + BOX_WIDTH // 2 + MARGIN,
        max(y for _x, y in centres.values()) + BOX_HEIGHT // 2 + MARGIN,
        BOX_WIDTH,
        BOX_HEIGHT,
        tuple(_node(device, centres[device.name]) for device in network.devices.values()),
        tuple(_wire(network, end, far, centres) for end, far in links),
    )


def kind_text(kind: str) -> str:
    return {HOST: _("komputer"), SWITCH: _("switch"), ROUTER: _("router")}[kind]


def _node(device: Device, centre: tuple[int, int]) -> Node:
    own = next((str(own) for _interface, own in device.addressed), "")
    return Node(
        device.name,
        device.kind,
        kind_text(device.kind),
        (own or _("tanpa alamat")) if device.kind == HOST else kind_text(device.kind),
        centre[0] - BOX_WIDTH // 2,
        centre[1] - BOX_HEIGHT // 2,
        centre[0],
    )


def _wire(network: Network, end: End, far: End, centres: dict[str, tuple[int, int]]) -> Wire:
    (x1, y1), (x2, y2) = centres[end[0]], centres[far[0]]
    up = network.interface(end).up and network.interface(far).up
    words = {"end": ":".join(end), "far": ":".join(far)}
    return Wire(
        x1,
        y1,
        x2,
        y2,
        (_label(end[1], x1, y1, x2, y2), _label(far[1], x2, y2, x1, y1)),
        up,
        _("%(end)s ke %(far)s") % words if up else _("%(end)s ke %(far)s (mati)") % words,
    )


def _label(text: str, x: int, y: int, to_x: int, to_y: int) -> Label:
    """Where the cable has left the box, but not past its middle."""
    across, down = abs(to_x - x), abs(to_y - y)
    edge = min(BOX_WIDTH / 2 / across if across else 1, BOX_HEIGHT / 2 / down if down else 1)
    share = min(edge + LABEL_GAP / max(across, down, 1), 0.5)
    return Label(text, round(x + (to_x - x) * share), round(y + (to_y - y) * share))
