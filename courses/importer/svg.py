"""A drawing is taken only when all of it is on the list: no script, no event, nothing from elsewhere."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan
        textPath marker linearGradient radialGradient stop clipPath mask pattern style switch filter
        feGaussianBlur feOffset feBlend feMerge feMergeNode feColorMatrix feFlood feComposite feDropShadow""",
    )
)
LINKS = {"href", f"{{{XLINK}}}href"}
EDITORS = (  # notes that drawing programs leave behind; browsers show nothing of them
    "http://sodipodi.sourceforge.net/",
    "http://www.inkscape.org/namespaces/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
)
INSTRUCTION = re.compile(r"<\?(?!xml\s)", re.IGNORECASE)
OTHER_ENCODING = re.compile(r"""^<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)
DANGEROUS = re.compile(
    r"@import|expression\s*\(|javascript:|data:|behavior\s*:|-moz-binding|\\", re.IGNORECASE
)
ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)


def svg_fault(data: bytes) -> str | None:
    """Why this drawing is refused, in words; None when it is harmless."""
    try:
        text = data.decode("utf-8-sig")
        root = fromstring(text.encode(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return _("SVG ini tidak dapat dibaca, atau memuat DTD atau entitas.")
    if root.tag != f"{{{SVG}}}svg":
        return _("Berkas ini bukan SVG.")
    if INSTRUCTION.search(text) or OTHER_ENCODING.search(text.lstrip()):
        return _("SVG memuat perintah XML yang tidak diizinkan.")
    return next((fault for element in root.iter() if (fault := _element_fault(element))), None)


def _element_fault(element: Element) -> str | None:
    space, _brace, name = str(element.tag).removeprefix("{").partition("}")
    if space != SVG and not space.startswith(EDITORS):
        return _("SVG memuat unsur asing: %(name)s.") % {"name": name or space}
    if space == SVG and name not in ELEMENTS:
        return _("SVG memuat unsur yang tidak diizinkan: <%(name)s>.") % {"name": name}
    if name == "style" and _style_is_dangerous(element.text or ""):
        return _("SVG memuat gaya yang mengambil sesuatu dari luar.")
    return next((fault for key, value in element.items() if (fault := _attribute_fault(key, value))), None)


def _attribute_fault(key: str, value: str) -> str | None:
    local = key.rpartition("}")[2].lower()
    if local.startswith("on"):
        return _("SVG memuat skrip (%(name)s).") % {"name": local}
    if key in LINKS or local in {"href", "src"}:
        return (
            None
            if value.startswith("#")
            else _("SVG menunjuk ke alamat lain: %(value)s.") % {"value": value[:60]}
        )
    if _style_is_dangerous(value):
        return _("SVG memuat isi yang mengambil sesuatu dari luar (%(name)s).") % {"name": local}
    return None


def _style_is_dangerous(text: str) -> bool:
    if DANGEROUS.search(text):
        return True
    return any(not address.strip().startswith("#") for address in ADDRESS.findall(text))
