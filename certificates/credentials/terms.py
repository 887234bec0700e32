"""What the terms of our badges mean: only those that we use, each with its address in the public vocabularies.

A badge names the public contexts by their addresses; they are never fetched. This table says the same of our terms as
those contexts do, which tests/certificates/credentials/test_contexts.py holds against them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_VC = "https://www.w3.org/2018/credentials#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_SECURITY = "https://w3id.org/security#"
_BADGE = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_SCHEMA = "https://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_BADGE_XSD = "https://www.w3.org/2001/XMLSchema#"  # with an s, as the context of Open Badges has it

PLAIN, LINK, NAMED = "", "@id", "@vocab"  # a text or a node; an address or a node; one of ``names``


class Term(NamedTuple):
    """``kind``: one of the above, or the address of a datatype."""

    iri: str
    kind: str = PLAIN


Terms = Mapping[str, Term]


@dataclass(frozen=True)
class Vocabulary:
    """``scoped``: terms that only nodes of that type have; ``names``: texts that stand for an address."""

    types: Mapping[str, str]
    terms: Terms
    scoped: Mapping[str, Terms]
    names: Mapping[str, str] = field(default_factory=dict)


def _all(base: str, names: str, kind: str = PLAIN) -> dict[str, Term]:
    return {name: Term(base + name, kind) for name in names.split()}


OURS = Vocabulary(
    types={
        "VerifiableCredential": f"{_VC}VerifiableCredential",
        "BitstringStatusListCredential": f"{_STATUS}BitstringStatusListCredential",
        "BitstringStatusList": f"{_STATUS}BitstringStatusList",
        "BitstringStatusListEntry": f"{_STATUS}BitstringStatusListEntry",
        "DataIntegrityProof": f"{_SECURITY}DataIntegrityProof",
        "Alignment": f"{_SCHEMA}AlignmentObject",
        **{
            name: _BADGE + name
            for name in (
                "OpenBadgeCredential",
                "Achievement",
                "AchievementSubject",
                "Evidence",
                "IdentityObject",
                "Image",
                "Profile",
            )
        },
    },
    terms={
        **_all(_SCHEMA, "name description inLanguage"),
        "url": Term(f"{_SCHEMA}url", f"{_BADGE_XSD}anyURI"),
        "image": Term(f"{_BADGE}image", LINK),
        **_all(_BADGE, "narrative alignment"),
    },
    scoped={
        "VerifiableCredential": {
            **_all(_VC, "issuer credentialSubject credentialStatus evidence", LINK),
            **_all(_VC, "validFrom validUntil", f"{_XSD}dateTime"),
        },
        "BitstringStatusList": {
            "encodedList": Term(f"{_STATUS}encodedList", f"{_SECURITY}multibase"),
            **_all(_STATUS, "statusPurpose ttl"),
        },
        "BitstringStatusListEntry": {
            "statusListCredential": Term(f"{_STATUS}statusListCredential", LINK),
            **_all(_STATUS, "statusListIndex statusPurpose"),
        },
        "DataIntegrityProof": {
            "created": Term("http://purl.org/dc/terms/created", f"{_XSD}dateTime"),
            "cryptosuite": Term(f"{_SECURITY}cryptosuite", f"{_SECURITY}cryptosuiteString"),
            "proofPurpose": Term(f"{_SECURITY}proofPurpose", NAMED),
            "verificationMethod": Term(f"{_SECURITY}verificationMethod", LINK),
        },
        "AchievementSubject": {
            **_all(_BADGE, "achievement identifier"),
            **_all(_BADGE, "activityStartDate activityEndDate", f"{_BADGE_XSD}date"),
            "creditsEarned": Term(f"{_BADGE}creditsEarned", f"{_BADGE_XSD}float"),
        },
        "Achievement": {
            **_all(_BADGE, "achievementType fieldOfStudy"),
            "creditsAvailable": Term(f"{_BADGE}creditsAvailable", f"{_BADGE_XSD}float"),
            "criteria": Term(f"{_BADGE}Criteria", LINK),
        },
        "Alignment": {
            **_all(_SCHEMA, "targetName targetDescription targetFramework"),
            "targetCode": Term(f"{_BADGE}targetCode"),
            "targetUrl": Term(f"{_SCHEMA}targetUrl", f"{_BADGE_XSD}anyURI"),
        },
        "IdentityObject": {
            **_all(_BADGE, "identityHash identityType"),
            "hashed": Term(f"{_BADGE}hashed", f"{_BADGE_XSD}boolean"),
        },
    },
    names={"assertionMethod": f"{_SECURITY}assertionMethod"},
)
