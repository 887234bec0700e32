"""What a badge says: what the certificate shows, and nothing of the holder beyond name and masked number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from certificates.credentials.did import issuer_did
from certificates.credentials.proof import Document, moment
from certificates.credentials.statements import CONTROL
from certificates.credentials.status import entry
from certificates.credentials.terms import BADGES, CREDENTIALS
from lms.people.rules import masked_nip

CONTEXT = [CREDENTIALS, BADGES]
FRAMEWORK = "Kerangka kompetensi digital"


@dataclass(frozen=True)
class Course:
    """What the snapshot does not hold. ``tags``: by code of a skill, its places elsewhere: framework, code, name."""

    id: str
    description: str
    how: str
    tags: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    year: int
    sequence: int


def badge(frozen: Mapping[str, Any], course: Course, place: Place, *, at: datetime) -> Document:
    """The badge of a certificate with this snapshot and number, issued ``at``; not signed yet."""
    document = {
        "@context": CONTEXT,
        "id": frozen["verify_url"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": clean(frozen["course"]),
        "description": f"Sertifikat nomor {clean(frozen['number'])}",
        "issuer": {
            "id": issuer_did(),
            "type": ["Profile"],
            "name": clean(frozen["issuer"]),
            "url": settings.PIAWAI_BASE_URL,
        },
        "validFrom": moment(at),
        "credentialSubject": _subject(frozen, course),
        "credentialStatus": entry(place.year, place.sequence),
        "evidence": [_evidence(frozen)],
    }
    if frozen["valid_until"]:
        document["validUntil"] = moment(_ends(date.fromisoformat(frozen["valid_until"])))
    return document


def claims_of(document: Document) -> dict[str, Any]:
    """The same once more in the words of JWT, which Open Badges asks for."""
    claims = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    return claims | ({"exp": _seconds(document["validUntil"])} if "validUntil" in document else {})


def clean(text: str) -> str:
    """One line without control characters."""
    return " ".join(CONTROL.sub(" ", text).split())


def skill_url(code: str) -> str:
    return settings.PIAWAI_BASE_URL + reverse("badge_skill", args=[code])


def _subject(frozen: Mapping[str, Any], course: Course) -> Document:
    return {
        "type": ["AchievementSubject"],
        "identifier": _identity(frozen),
        "activityStartDate": _midnight(frozen["started"]),
        "activityEndDate": _midnight(frozen["finished"]),
        "creditsEarned": frozen["jp"],
        "achievement": _achievement(frozen, course),
    }


def _identity(frozen: Mapping[str, Any]) -> list[Document]:
    shown = [("name", clean(frozen["name"])), ("ext:nip", masked_nip(frozen["nip"]))]
    return [
        {"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": kind}
        for kind, value in shown
        if value
    ]


def _achievement(frozen: Mapping[str, Any], course: Course) -> Document:
    aligned = [one for skill in frozen["skills"] for one in _alignments(skill, course)]
    return {
        "id": course.id,
        "type": ["Achievement"],
        "name": clean(frozen["course"]),
        "description": clean(course.description) or clean(frozen["course"]),
        "achievementType": "CertificateOfCompletion",
        "criteria": {"narrative": _criteria(frozen, course)},
        "fieldOfStudy": clean(frozen["field"]),
        "creditsAvailable": frozen["jp"],
        "inLanguage": "id",
        "image": {"id": f"{frozen['verify_url']}lencana.png", "type": "Image"},
    } | ({"alignment": aligned} if aligned else {})


def _criteria(frozen: Mapping[str, Any], course: Course) -> str:
    return clean(
        f"{course.how} Beban belajar {frozen['jp']} jam pelajaran (JP), tingkat {frozen['level']} dari 5. "
        f"Diselenggarakan oleh {frozen['issuer']} bersama {frozen['partner']}."
    )


def _alignments(skill: Mapping[str, Any], course: Course) -> list[Document]:
    """The skill with its level, and its places in other frameworks, for which no level is claimed."""
    url, code = skill_url(skill["code"]), clean(skill["code"])
    own = {
        "type": ["Alignment"],
        "targetName": clean(skill["name"]),
        "targetUrl": url,
        "targetCode": code,
        "targetFramework": f"{FRAMEWORK} {settings.PIAWAI_CITY}",
        "targetDescription": f"Tingkat {skill['level']} dari 5",
    }
    others = [
        {
            "type": ["Alignment"],
            "targetName": clean(name),
            "targetUrl": url,
            "targetCode": clean(place),
            "targetFramework": framework,
            "targetDescription": f"Rujukan silang dari {code}",
        }
        for framework, place, name in course.tags.get(skill["code"], [])
    ]
    return [own, *others]


def _evidence(frozen: Mapping[str, Any]) -> Document:
    return {
        "id": f"{frozen['verify_url']}bukti.json",
        "type": ["Evidence"],
        "name": f"Sertifikat {clean(frozen['number'])}",
        "narrative": "Bukti bahwa sertifikat ini tercatat di buku besar yang ditandatangani setiap malam.",
    }


def _ends(day: date) -> datetime:
    """The last second of the day, where the site is."""
    return _at(day + timedelta(days=1)) - timedelta(seconds=1)


def _midnight(day: str) -> str:
    return _at(date.fromisoformat(day)).isoformat()


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
