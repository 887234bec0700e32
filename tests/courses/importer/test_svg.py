import pytest

from courses.importer.svg import svg_fault

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawn(inside: str) -> bytes:
    return f"{OPEN}{inside}</svg>".encode()


HARMLESS = {
    "shapes": '<g fill="#fff"><path d="M0 0"/><text x="1" y="2">Halo</text></g>',
    "gradient": '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="1" height="1"/>',
    "marker": '<marker id="m"/><path marker-end="url(#m)" d="M0 0"/>',
    "own reference": '<use href="#a"/><use xlink:href="#a"/>',
    "own style": "<style>.a { fill: red }</style>",
    "editor's note": '<n:namedview xmlns:n="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" n:zoom="1"/>',
}

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "event": '<rect onload="alert(1)"/>',
    "event in capitals": '<rect onLoad="alert(1)"/>',
    "foreign object": "<foreignObject><p/></foreignObject>",
    "html inside": '<p xmlns="http://www.w3.org/1999/xhtml" onclick="x"/>',
    "link": '<a href="https://jahat.example"><text>x</text></a>',
    "script in a reference": '<use href="javascript:alert(1)"/>',
    "reference elsewhere": '<use xlink:href="https://jahat.example/a.svg#b"/>',
    "picture elsewhere": '<image href="https://jahat.example/a.png"/>',
    "data": '<use href="data:image/svg+xml;base64,AA"/>',
    "style elsewhere": "<style>@import url(https://jahat.example/a.css);</style>",
    "url elsewhere": '<rect fill="url(https://jahat.example/a.svg#b)"/>',
    "url in a style": '<rect style="background: url(//jahat.example)"/>',
    "escaped style": "<style>\\40 import 'x'</style>",
    "animation": '<set attributeName="href" to="javascript:alert(1)"/>',
    "handler element": '<handler type="text/javascript">x</handler>',
    "event in a note": '<n:x xmlns:n="http://www.inkscape.org/namespaces/inkscape" onload="alert(1)"/>',
}


@pytest.mark.parametrize("inside", HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_drawing_is_taken(inside):
    assert svg_fault(drawn(inside)) is None


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_drawing_is_refused(inside):
    assert "SVG" in (svg_fault(drawn(inside)) or "")


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"",
        b"\xff\xfe<\x00s\x00v\x00g\x00",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawn("&a;"),
        b'<?xml-stylesheet href="https://jahat.example/a.css"?>' + drawn(""),
        b'<?xml version="1.0" encoding="latin-1"?>' + drawn(""),
        b"<html><script>alert(1)</script></html>",
        b"<svg><rect/></svg>",
    ],
)
def test_what_is_no_plain_drawing_is_refused(data):
    assert "SVG" in (svg_fault(data) or "")


def test_a_plain_declaration_is_allowed():
    assert svg_fault(b'<?xml version="1.0" encoding="UTF-8"?>' + drawn("<rect/>")) is None
