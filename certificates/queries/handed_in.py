"""What the site answers about whatever anybody hands in: a PDF, or a digital badge as text or picture."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from certificates.credentials.baking import PNG, out_of
from certificates.credentials.did import issuer_did
from certificates.credentials.document import CONTEXT
from certificates.credentials.proof import Document, is_signed, is_signed_jwt, opened
from certificates.credentials.statements import NotOurs
from certificates.models import CredentialKey
from certificates.queries.files import ALTERED, ELSEWHERE, Judgement, judge
from certificates.queries.public import Verdict, issued_by_token, verdict_on

LONGEST_NAME = 64  # signs of the name of a key
LONGEST = 256 * 1024  # bytes of the text of a badge; ours have some five thousand
NO_BADGE = Verdict(
    "warn",
    _("BUKAN LENCANA"),
    _("Gambar atau teks ini tidak memuat lencana digital. Pilih berkas yang Anda terima."),
)


def answer_to(content: bytes) -> Judgement:
    """Of a badge nothing is looked up before its signature is found to be ours; see ``judge`` for why."""
    start = content[:1024].lstrip()
    if content.startswith(PNG) or (start.startswith(b"<") and b"<svg" in content):
        return _judged(out_of(content) or "")
    if start.startswith((b"{", b"eyJ")):
        return _judged(_text(content))
    return judge(content)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").strip() if len(content) <= LONGEST else ""


def _judged(text: str) -> Judgement:
    try:
        document, ours = _opened(text)
    except NotOurs:
        return Judgement(NO_BADGE)
    if not ours:
        return Judgement(ALTERED if _issuer(document) == issuer_did() else ELSEWHERE)
    certificate = issued_by_token(document["id"].rstrip("/").rpartition("/")[2])
    return Judgement(verdict_on(certificate), certificate, signed=certificate is not None)


def _opened(text: str) -> tuple[Document, bool]:
    """The badge, and whether a key of ours signed it. Raises ``NotOurs`` where there is none."""
    if text.startswith("{"):
        document = _loaded(text)
        key = _key(_member(document.get("proof"), "verificationMethod"), "pk")
        ours = key is not None and is_signed(document, key.opened())
    else:
        header, document = opened(text)
        key = _key(header.get("kid"), "thumbprint")
        ours = key is not None and is_signed_jwt(text, key.opened())
    if "OpenBadgeCredential" not in _kinds(document):
        raise NotOurs("no badge")
    return document, ours and document.get("@context") == CONTEXT


def _loaded(text: str) -> Document:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotOurs("no JSON") from error


def _key(method: Any, field: str) -> CredentialKey | None:
    """The key of ours with this name, whatever address stands before it: only the signature counts."""
    name = method.rpartition("#")[2] if isinstance(method, str) else ""
    if not name.isascii() or not name.isprintable() or len(name) > LONGEST_NAME:
        return None
    return CredentialKey.objects.filter(**{field: name}).first()


def _kinds(document: Document) -> list[Any]:
    kinds = document.get("type")
    return kinds if isinstance(kinds, list) else []


def _issuer(document: Document) -> Any:
    issuer = document.get("issuer")
    return _member(issuer, "id") if isinstance(issuer, dict) else issuer


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
