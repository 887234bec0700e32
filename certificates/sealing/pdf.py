"""Put the seal on a PDF that typst made, so that it stays PDF/A-3a and PDF/UA-1; the same input gives the same bytes.

pyHanko as it comes breaks four things, each mended here: the update begins on a line of its own, the description of
the file (XMP) is left alone, the field stands in the tree of tags (PDF/UA-1, 7.18.4), and the key is not parsed again
for each signature. Signatures are PAdES B-B (ETSI EN 319 142-1) and certify the file: no change is allowed after them.
"""

import asyncio
from datetime import datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.sealing.keys import Seal

FIELD = "Segel"
LABEL = "Segel elektronik"
ATTRIBUTES = 1024  # bytes of a signature beside its certificates and the number itself


def sealed(pdf: bytes, seal: Seal, *, at: datetime, reason: str, place: str) -> bytes:
    """``pdf`` with the seal appended, dated ``at``."""
    writer = _Writer(BytesIO(pdf + b"\n"))
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, readable_field_name=LABEL))
    _tag(writer, writer.root["/AcroForm"]["/Fields"].raw_get(0))
    details = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        location=place,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer = _PdfSigner(details, signer=_signer(seal), at=at)
    out = BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, bytes_reserved=_room(seal), output=out))
    return out.getvalue()


def _room(seal: Seal) -> int:
    """Hexadecimal digits to leave for the signature with its chain; a dry run to find out would cost as much again."""
    certificates = sum(len(one.public_bytes(Encoding.DER)) for one in (seal.certificate, *seal.chain))
    return 2 * (certificates + seal.key.key_size // 8 + ATTRIBUTES)


class _Writer(IncrementalPdfFileWriter):
    """Leaves the description alone, and draws the identity of the new state from the content of the old one."""

    def _update_meta(self) -> None:
        pass

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        first = prev.trailer["/ID"][0]
        prev.stream.seek(0)
        second = sha256(prev.stream.read()).digest()[:16]
        kept = generic.ByteStringObject(first.original_bytes)
        return generic.ArrayObject([kept, generic.ByteStringObject(second)])


class _PdfSigner(signers.PdfSigner):
    """Signs at the moment it is told, not at the one of the clock."""

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


class _Signer(signers.Signer):
    def __init__(self, seal: Seal) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(_asn1(one) for one in seal.chain)
        self._key = seal.key
        super().__init__(signing_cert=_asn1(seal.certificate), cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._key.sign(data, PKCS1v15(), hashes.SHA256())


@cache
def _signer(seal: Seal) -> _Signer:
    return _Signer(seal)


def _asn1(certificate: Any) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _tag(writer: _Writer, widget: Any) -> None:
    """Hang the field into the tree of tags: a Form below the Document, found again by its place in the parent tree."""
    tree = writer.root["/StructTreeRoot"]
    top = tree["/K"]
    document = top.raw_get(0) if isinstance(top, generic.ArrayObject) else tree.raw_get("/K")
    page, _resources = writer.find_page_for_modification(0)
    place = int(tree["/ParentTreeNextKey"])
    form = writer.add_object(_form(document, widget, page))
    _append(writer, tree["/ParentTree"]["/Nums"], generic.NumberObject(place), form)
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(place + 1)
    writer.update_container(tree)
    _append(writer, document.get_object()["/K"], form)
    widget.get_object()[pdf_name("/StructParent")] = generic.NumberObject(place)
    writer.mark_update(widget)


def _form(document: Any, widget: Any, page: Any) -> generic.DictionaryObject:
    leads = {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget, pdf_name("/Pg"): page}
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): document,
            pdf_name("/K"): generic.DictionaryObject(leads),
            pdf_name("/Pg"): page,
            pdf_name("/Alt"): generic.TextStringObject(LABEL),
        }
    )


def _append(writer: _Writer, array: Any, *items: Any) -> None:
    array.extend(items)
    writer.update_container(array)
